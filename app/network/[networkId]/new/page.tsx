import { memberPage } from '#app/_network/member-page.tsx'
import { NewWorkshop } from '#app/_network/new-workshop.tsx'
import { pick, words } from '#app/_words/words.ts'
import { zoneOf } from '#server/network/today.ts'
import { findTemplates } from '#server/plan/templates.ts'
import { findRecords } from '#server/record/find.ts'
import { convenes } from '#server/vocabulary/role.ts'

type Asked = { params: Promise<{ networkId: string }> }

/** Where a convenor opens a workshop. */
export default async function New({ params }: Asked) {
  const t = words('newWorkshop')
  const may = ({ role }: { role: Parameters<typeof convenes>[0] }) => convenes(role)
  return memberPage(
    (await params).networkId,
    async ({ work, membership, network }) => {
      const [last] = await findRecords(work.db, membership)
      return (
        <div style={{ maxInlineSize: '44rem' }}>
          <p className="crumbs">
            <a href={`/network/${network.id}`}>{network.name}</a>
          </p>
          <h1>{t('title')}</h1>
          <NewWorkshop
            networkId={network.id}
            zone={await zoneOf(work.db, network.id)}
            last={
              last && last.statements > 0
                ? { sessionId: last.sessionId, name: last.name, statements: last.statements }
                : undefined
            }
            own={await findTemplates(work.db, network.id)}
            messages={pick('newWorkshop', 'plan', 'refusal', 'common')}
          />
        </div>
      )
    },
    may,
  )
}
