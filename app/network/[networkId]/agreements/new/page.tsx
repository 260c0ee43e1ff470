import { AgreementForm } from '#app/_agreement/agreement-form.tsx'
import { beginningWith, materialsOf } from '#app/_agreement/materials.ts'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { pick, words } from '#app/_words/words.ts'
import { mayKeep } from '#server/agreement/may.ts'
import { findPartners } from '#server/network/find.ts'
import { findProposition } from '#server/proposition/find.ts'
import { findSessions } from '#server/session/find.ts'
import { findLines, findStatements } from '#server/statement/find.ts'
import { daysAfter } from '#server/vocabulary/day.ts'

type Asked = {
  params: Promise<{ networkId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Where whoever runs the network notes what was agreed: with `in` in that workshop, `from` a statement that was settled there. */
export default async function New({ params, searchParams }: Asked) {
  const t = words('agreements')
  const asked = await searchParams
  return memberPage(
    (await params).networkId,
    async ({ work, membership, network, today }) => {
      const { versions } = await findProposition(work.db, membership)
      const materials = materialsOf(versions, await findLines(work.db, network.id))
      const sitting = (await findSessions(work.db, network.id)).find(({ id }) => id === asked.in)
      const said = sitting ? await findStatements(work.db, network.id, sitting.id, { withReplaced: true }) : []
      return (
        <div className="reading">
          <Crumbs network={network} on={[['agreements', t('title')]]} />
          {sitting && (
            <p className="crumbs">
              <a href={`/convene/${sitting.id}`}>{words('proposition')('toDesk', { sitting: sitting.name })}</a>
            </p>
          )}
          <h1>{t('make')}</h1>
          <AgreementForm
            networkId={network.id}
            partners={(await findPartners(work.db, network.id)).map(({ id, name }) => [id, name] as const)}
            materials={materials}
            sessionId={sitting?.id ?? null}
            from={beginningWith(materials, said, asked.from)}
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
