import { ExchangeForm } from '#app/_means/capacity-form.tsx'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { pick, words } from '#app/_words/words.ts'
import { findMeans } from '#server/means/find.ts'
import { mayAdd } from '#server/means/may.ts'

type Asked = { params: Promise<{ networkId: string }> }

/** Where somebody says what a partner can give, or needs. */
export default async function NewExchange({ params }: Asked) {
  const t = words('means')
  return memberPage(
    (await params).networkId,
    async ({ work, membership, network }) => (
      <div className="reading">
        <Crumbs network={network} on={[['means', t('title')]]} />
        <h1>{t('exchangeTitle')}</h1>
        <ExchangeForm
          networkId={network.id}
          partners={(await findMeans(work.db, membership)).keepsFor.map(({ id, name }) => [id, name] as const)}
          messages={pick('means', 'refusal')}
        />
      </div>
    ),
    ({ role }) => mayAdd(role),
  )
}
