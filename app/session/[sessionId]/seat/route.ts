import { seatCookie } from '#server/auth/seat.ts'
import { whoIs } from '#server/auth/who-is.ts'
import { findOwnSeat } from '#server/participant/find-own-work.ts'
import { comesFromHere } from '#server/trpc/origin.ts'
import { theProcess } from '#server/work.ts'

type Asked = { params: Promise<{ sessionId: string }> }

/** Gives a signed-in person their own seat on this device. "Not theirs" and "not there" lead to the same page. */
export async function POST(request: Request, { params }: Asked) {
  if (!comesFromHere(request)) return new Response(null, { status: 403 })
  const { work, secret, origin } = theProcess()
  const { sessionId } = await params
  const person = await whoIs(work.db, work.clock, request.headers.get('cookie'))
  const asked = String((await request.formData().catch(() => new FormData())).get('seat') ?? '')
  const seat = person && (await findOwnSeat(work.db, person, asked))
  const headers = new Headers({ location: `/session/${encodeURIComponent(sessionId)}` })
  if (seat?.sessionId === sessionId)
    headers.set('set-cookie', seatCookie(seat.id, seat.sessionId, secret, origin.startsWith('https:')))
  return new Response(null, { status: 303, headers })
}
