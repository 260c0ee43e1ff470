import { ActivityPage } from '#app/_activity/activity-page.tsx'
import { foundOr } from '#app/_network/found-or.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { openActivity } from '#server/activity/find.ts'
import type { ActivityId } from '#server/vocabulary/ids.ts'

type Asked = { params: Promise<{ networkId: string; activityId: string }> }

/** One activity. */
export default async function One({ params }: Asked) {
  const { networkId, activityId } = await params
  return memberPage(networkId, ({ work, membership, network, today, zone }) =>
    foundOr(network, openActivity(work.db, membership, activityId as ActivityId), (activity) => (
      <ActivityPage network={network} activity={activity} today={today} zone={zone} />
    )),
  )
}
