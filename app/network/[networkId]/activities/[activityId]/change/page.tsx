import { ActivityForm } from '#app/_activity/activity-form.tsx'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { foundOr } from '#app/_network/found-or.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { pick, words } from '#app/_words/words.ts'
import { findAims } from '#server/activity/aims.ts'
import { openActivity } from '#server/activity/find.ts'
import { mayLog } from '#server/activity/may.ts'
import { findPartners } from '#server/network/find.ts'
import type { ActivityId } from '#server/vocabulary/ids.ts'

type Asked = { params: Promise<{ networkId: string; activityId: string }> }

/** Where what was written about an activity is put right. */
export default async function Change({ params }: Asked) {
  const { networkId, activityId } = await params
  const t = words('activity')
  return memberPage(
    networkId,
    async ({ work, membership, network }) => {
      const aims = await findAims(work.db, membership)
      const partners = await findPartners(work.db, network.id)
      return foundOr(network, openActivity(work.db, membership, activityId as ActivityId), (activity) => (
        <div className="reading">
          <Crumbs
            network={network}
            on={[
              ['activities', t('title')],
              [`activities/${activity.id}`, activity.title],
            ]}
          />
          <h1>{t('changeTitle')}</h1>
          <ActivityForm
            deed="change"
            networkId={network.id}
            activityId={activity.id}
            version={activity.version}
            done={activity.state === 'done'}
            way={activity.way}
            onDay={activity.onDay}
            aims={aims}
            partners={partners}
            from={activity}
            messages={pick('activity', 'corners', 'refusal', 'common')}
          />
        </div>
      ))
    },
    ({ role }) => mayLog(role),
  )
}
