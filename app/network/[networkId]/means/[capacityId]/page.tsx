import { CapacityPage } from '#app/_means/capacity-page.tsx'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { foundOr } from '#app/_network/found-or.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { words } from '#app/_words/words.ts'
import { openCapacity } from '#server/means/open-capacity.ts'
import type { CapacityId } from '#server/vocabulary/ids.ts'

type Asked = { params: Promise<{ networkId: string; capacityId: string }> }

/** One thing that a network has to work with. */
export default async function OneCapacity({ params }: Asked) {
  const { networkId, capacityId } = await params
  return memberPage(networkId, ({ work, membership, network, today }) =>
    foundOr(network, openCapacity(work.db, membership, capacityId as CapacityId), ({ capacity, links }) => (
      <>
        <Crumbs network={network} on={[['means', words('means')('title')]]} />
        <h1>{capacity.label}</h1>
        <CapacityPage {...{ networkId: network.id, capacity, links }} today={today} />
      </>
    )),
  )
}
