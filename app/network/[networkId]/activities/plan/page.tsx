import { ActivityForm } from '#app/_activity/activity-form.tsx'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { pick, words } from '#app/_words/words.ts'
import { findAims } from '#server/activity/aims.ts'
import { mayLog } from '#server/activity/may.ts'
import { findMembers, findPartners } from '#server/network/find.ts'
import { CORNERS } from '#server/vocabulary/corner.ts'
import { convenes } from '#server/vocabulary/role.ts'

type Asked = {
  params: Promise<{ networkId: string }>
  searchParams: Promise<{ aim?: string | string[]; corner?: string | string[] }>
}

/** Where somebody plans an activity; for a gap, when they come from one. */
export default async function Plan({ params, searchParams }: Asked) {
  const t = words('activity')
  const asked = await searchParams
  return memberPage(
    (await params).networkId,
    async ({ work, membership, network }) => {
      const aims = await findAims(work.db, membership)
      const aim = aims.find(({ kind, id }) => `${kind}:${id}` === asked.aim)
      const members = convenes(membership.role) ? await findMembers(work.db, network.id) : []
      return (
        <div className="reading">
          <Crumbs network={network} on={[['activities', t('title')]]} />
          <h1>{t('plan')}</h1>
          <ActivityForm
            deed="plan"
            networkId={network.id}
            aims={aims}
            partners={await findPartners(work.db, network.id)}
            owners={members
              .filter(({ role }) => mayLog(role))
              .map(({ userId, name, email }) => ({ userId, name: name || email }))}
            me={membership.userId}
            from={{ corners: CORNERS.filter((corner) => corner === asked.corner), aim: aim ?? null }}
            messages={pick('activity', 'corners', 'refusal', 'common')}
          />
        </div>
      )
    },
    ({ role }) => mayLog(role),
  )
}
