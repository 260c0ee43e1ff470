import { ActivityForm } from '#app/_activity/activity-form.tsx'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { pick, words } from '#app/_words/words.ts'
import { findAims } from '#server/activity/aims.ts'
import { mayLog } from '#server/activity/may.ts'
import { findPartners } from '#server/network/find.ts'

type Asked = { params: Promise<{ networkId: string }> }

/** Where somebody logs what was done, in seconds. */
export default async function Log({ params }: Asked) {
  const t = words('activity')
  return memberPage(
    (await params).networkId,
    async ({ work, membership, network, today }) => (
      <div className="reading">
        <Crumbs network={network} on={[['activities', t('title')]]} />
        <h1>{t('log')}</h1>
        <ActivityForm
          deed="log"
          networkId={network.id}
          today={today}
          aims={await findAims(work.db, membership)}
          partners={await findPartners(work.db, network.id)}
          from={{}}
          messages={pick('activity', 'corners', 'refusal', 'common')}
        />
      </div>
    ),
    ({ role }) => mayLog(role),
  )
}
