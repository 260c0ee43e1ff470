import { visitor } from '#app/_visitor/visitor.ts'
import { sayDay } from '#app/_words/say-day.ts'
import { words } from '#app/_words/words.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { watchCalendar } from '#server/authoriser/calendar.ts'
import { whoFetches } from '#server/authoriser/calendar-key.ts'
import { findRegister } from '#server/authoriser/find.ts'
import { type Ending, endings } from '#server/authoriser/foresee.ts'
import { findNetwork } from '#server/network/find.ts'
import { inLanguage } from '#server/speaking.ts'
import { dayAt } from '#server/vocabulary/day.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { convenes } from '#server/vocabulary/role.ts'
import type { Work } from '#server/work.ts'

/**
 * The change watch as a file for a calendar. For those alone who run the network: signed in, or by the key that they gave their
 * calendar, which fetches it again and again and reads it in their language.
 */
export async function GET(request: Request, { params }: { params: Promise<{ networkId: string }> }) {
  const { work, membershipIn } = await visitor()
  const networkId = (await params).networkId as NetworkId
  const key = new URL(request.url).searchParams.get('key')
  if (key === null) return watchFor(work, (await membershipIn(networkId)) ?? undefined)
  const fetching = await whoFetches(work.db, networkId, key)
  return fetching ? inLanguage(fetching.language, () => watchFor(work, fetching.membership)) : watchFor(work, undefined)
}

async function watchFor(work: Work, membership: Membership | undefined): Promise<Response> {
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
