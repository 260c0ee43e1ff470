import { CapacityForm } from '#app/_means/capacity-form.tsx'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { pick, words } from '#app/_words/words.ts'
import { findMeans } from '#server/means/find.ts'
import { mayAdd } from '#server/means/may.ts'

type Asked = { params: Promise<{ networkId: string }> }

/** Where somebody adds what a partner can put in. */
export default async function NewCapacity({ params }: Asked) {
  const t = words('means')
  return memberPage(
    (await params).networkId,
    async ({ work, membership, network }) => (
      <div className="reading">
        <Crumbs network={network} on={[['means', t('title')]]} />
        <h1>{t('add')}</h1>
        <CapacityForm
          networkId={network.id}
          partners={(await findMeans(work.db, membership)).keepsFor.map(({ id, name }) => [id, name] as const)}
          messages={pick('means', 'refusal')}
        />
      </div>
    ),
    ({ role }) => mayAdd(role),
  )
}
