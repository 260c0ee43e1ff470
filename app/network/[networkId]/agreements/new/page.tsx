import { AgreementForm } from '#app/_agreement/agreement-form.tsx'
import { materialsOf } from '#app/_agreement/materials.ts'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { pick, words } from '#app/_words/words.ts'
import { mayKeep } from '#server/agreement/may.ts'
import { findPartners } from '#server/network/find.ts'
import { findProposition } from '#server/proposition/find.ts'
import { findLines } from '#server/statement/find.ts'
import { daysAfter } from '#server/vocabulary/day.ts'

type Asked = { params: Promise<{ networkId: string }> }

/** Where whoever runs the network notes what was agreed. */
export default async function New({ params }: Asked) {
  const t = words('agreements')
  return memberPage(
    (await params).networkId,
    async ({ work, membership, network, today }) => {
      const { versions } = await findProposition(work.db, membership)
      return (
        <div className="reading">
          <Crumbs network={network} on={[['agreements', t('title')]]} />
          <h1>{t('make')}</h1>
          <AgreementForm
            networkId={network.id}
            partners={(await findPartners(work.db, network.id)).map(({ id, name }) => [id, name] as const)}
            materials={materialsOf(versions, await findLines(work.db, network.id))}
            today={today}
            nextYear={daysAfter(today, 365)}
            messages={pick('agreements', 'refusal', 'common')}
          />
        </div>
      )
    },
    ({ role }) => mayKeep(role),
  )
}
