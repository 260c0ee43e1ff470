import { BackerPage } from '#app/_backing/backer-page.tsx'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { words } from '#app/_words/words.ts'
import { findRegister } from '#server/authoriser/find.ts'
import { findBriefings } from '#server/briefing/find.ts'
import { findCapacityLabels } from '#server/means/find-labels.ts'
import { findPartners } from '#server/network/find.ts'
import { findLines } from '#server/statement/find.ts'
import { answerWith } from '#server/status.ts'
import { findPurposes } from '#server/triangle/find-purposes.ts'
import { convenes } from '#server/vocabulary/role.ts'

type Asked = { params: Promise<{ networkId: string; authoriserId: string }> }

/** One of those who back a network. */
export default async function Backer({ params }: Asked) {
  const { networkId, authoriserId } = await params
  return memberPage(networkId, async ({ work, membership, network, today }) => {
    const register = await findRegister(work.db, membership)
    const backer = [...register.authorisers, ...register.ended].find(({ id }) => id === authoriserId)
    const crumbs = <Crumbs network={network} on={[['backing', words('backing')('title')]]} />
    if (!backer) answerWith(404)
    if (!backer)
      return (
        <>
          {crumbs}
          <h1>{words('errors')('notFoundTitle')}</h1>
        </>
      )
    const leads = convenes(membership.role)
    return (
      <>
        {crumbs}
        <h1>{backer.label}</h1>
        <BackerPage
          {...{ membership, register, backer }}
          today={today}
          briefings={leads ? await findBriefings(work.db, network.id, backer.id) : []}
          lines={leads ? await findLines(work.db, network.id) : []}
          purposes={leads ? await findPurposes(work.db, network.id) : []}
          capacities={leads ? await findCapacityLabels(work.db, network.id) : []}
          partners={await findPartners(work.db, network.id)}
        />
      </>
    )
  })
}
