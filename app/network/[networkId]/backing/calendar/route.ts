import { visitor } from '#app/_visitor/visitor.ts'
import { sayDay } from '#app/_words/say-day.ts'
import { words } from '#app/_words/words.ts'
import { watchCalendar } from '#server/authoriser/calendar.ts'
import { findRegister } from '#server/authoriser/find.ts'
import { type Ending, endings } from '#server/authoriser/foresee.ts'
import { findNetwork } from '#server/network/find.ts'
import { dayAt } from '#server/vocabulary/day.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { convenes } from '#server/vocabulary/role.ts'

/** The change watch as a file for a calendar, for those who run the network. Others get the same nothing. */
export async function GET(_request: Request, { params }: { params: Promise<{ networkId: string }> }) {
  const { work, membershipIn } = await visitor()
  const membership = await membershipIn((await params).networkId as NetworkId)
  if (!membership || !convenes(membership.role)) return new Response(null, { status: 404 })
  const t = words('backing')
  const { name, timeZone } = await findNetwork(work.db, membership.networkId)
  const now = work.clock.now()
  const ends = endings(await findRegister(work.db, membership, { support: false }), dayAt(now, timeZone))
  const notes = ({ authoriser, left }: Ending) =>
    [
      authoriser.singleThread && t('watchOne'),
      left.length === 0 ? t('watchLeftNone') : `${t('watchLeft')}\n${left.map(({ label }) => `- ${label}`).join('\n')}`,
      ...authoriser.formalisations
        .filter(({ state }) => state === 'open')
        .map(({ what, owner, dueOn }) => t('watchPlan', { what, owner, day: sayDay(dueOn) })),
    ]
      .filter(Boolean)
      .join('\n')
  const title = ({ authoriser }: Ending) => t('calendarTitle', { backer: authoriser.label })
  return new Response(watchCalendar(ends, now, { name: `${name}: ${t('title')}`, title, notes }), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="who-backs-us.ics"',
      'cache-control': 'private, no-store',
    },
  })
}
