import { headers } from 'next/headers'
import { words } from '#app/_words/words.ts'
import { calendarFile } from '#server/calendar-file.ts'
import { findOpening } from '#server/participant/find-door.ts'
import { mindingWrongCodes } from '#server/participant/wrong-codes.ts'
import { isRefusal } from '#server/refusal.ts'
import { showCode } from '#server/vocabulary/code.ts'
import { theProcess } from '#server/work.ts'

const MINUTE_MS = 60_000

/** Where it is said why there is no file: no route of Next's answers with a page. */
const insteadOf = (code: string) => `/join/${encodeURIComponent(code)}/calendar/gone`

/** When a workshop opens that has not begun, as a file for a calendar: no title of it, as at its door. */
export async function GET(_request: Request, { params }: { params: Promise<{ code: string }> }) {
  const { work, origin } = theProcess()
  const typed = decodeURIComponent((await params).code)
  const address = (await headers()).get('x-client-address') ?? ''
  const opening = await mindingWrongCodes(address, typed, () => findOpening(work, typed)).catch((error: unknown) => {
    if (isRefusal(error)) return error
    throw error
  })
  if (!opening || isRefusal(opening))
    return new Response(null, { status: 303, headers: { location: insteadOf(typed) } })
  const t = words('join')
  const { id, code, from, minutes } = opening
  const now = work.clock.now()
  const entry = {
    uid: id,
    // Grows with the time: a file that is fetched later takes the place of an earlier one, whatever was changed between.
    sequence: Math.max(0, Math.floor((now.getTime() - opening.since.getTime()) / MINUTE_MS)),
    from,
    until: new Date(from.getTime() + minutes * MINUTE_MS),
    title: t('calendarTitle'),
    notes: t('calendarNotes', { code: showCode(code), address: `${origin}/join/${code}` }),
    alarms: [1],
  }
  return new Response(calendarFile([entry], now, { name: t('calendarTitle'), about: 'Workshops' }), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="workshop.ics"',
      'cache-control': 'private, no-store',
    },
  })
}
