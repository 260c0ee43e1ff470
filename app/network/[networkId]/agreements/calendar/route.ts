import { visitor } from '#app/_visitor/visitor.ts'
import { sayDay } from '#app/_words/say-day.ts'
import { words } from '#app/_words/words.ts'
import { inCalendar, reviewCalendar } from '#server/agreement/calendar.ts'
import { type Agreement, findAgreements } from '#server/agreement/find.ts'
import { findNetwork } from '#server/network/find.ts'
import { STANDS } from '#server/vocabulary/agreement.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { cutText } from '#server/vocabulary/text.ts'

/** The review days as a file for a calendar: of the one that `agreement` names, or of all. For members alone. */
export async function GET(request: Request, { params }: { params: Promise<{ networkId: string }> }) {
  const { work, membershipIn } = await visitor()
  const membership = await membershipIn((await params).networkId as NetworkId)
  const asked = new URL(request.url).searchParams.get('agreement')
  const found = membership && (await findAgreements(work.db, membership))
  const some = found && inCalendar(found, asked)
  if (!membership || !some || some.length === 0) return new Response(null, { status: 404 })
  const t = words('agreements')
  const { name } = await findNetwork(work.db, membership.networkId)
  const notes = ({ text, owner, ownerName, agreedOn, stands }: Agreement) =>
    [
      text,
      t('ownedBy', { owner: [owner.name, ownerName].filter(Boolean).join(', ') }),
      t('agreedOn', { day: sayDay(agreedOn) }),
      ...STANDS.flatMap((stand) => {
        const names = stands.filter((one) => one.stand === stand).map(({ partner }) => partner.name)
        return names.length > 0 ? [`${t(`stands.${stand}`)}: ${names.join(', ')}`] : []
      }),
    ].join('\n')
  const title = ({ text }: Agreement) => t('calendarTitle', { text: cutText(text, 120) })
  return new Response(reviewCalendar(some, work.clock.now(), { name: `${name}: ${t('title')}`, title, notes }), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="agreements.ics"',
      'cache-control': 'private, no-store',
    },
  })
}
