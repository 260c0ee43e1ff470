import { refusedQuery } from '#app/_join/refused.ts'
import { seatCookie, seatIdOfForm, seatOf } from '#server/auth/seat.ts'
import { whoIs } from '#server/auth/who-is.ts'
import { JoinSessionInput } from '#server/participant/input.ts'
import { type Brought, joinSession } from '#server/participant/join-session.ts'
import { mindingWrongCodes } from '#server/participant/wrong-codes.ts'
import { isRefusal } from '#server/refusal.ts'
import { comesFromHere } from '#server/trpc/origin.ts'
import { theProcess } from '#server/work.ts'

type Asked = { params: Promise<{ code: string }> }

const goTo = (location: string, cookie?: string) =>
  new Response(null, { status: 303, headers: { location, ...(cookie ? { 'set-cookie': cookie } : {}) } })

/** Takes the join form: a seat and its cookie, or back to the form with the words that say what is off. */
export async function POST(request: Request, { params }: Asked) {
  if (!comesFromHere(request)) return new Response(null, { status: 403 })
  const { work, secret, origin } = theProcess()
  const { code } = await params
  const form = await request.formData().catch(() => new FormData())
  const typed = Object.fromEntries(
    ['partner', 'organisation', 'name'].map((field) => [field, String(form.get(field) ?? '')]),
  )
  const input = JoinSessionInput.safeParse({ ...typed, once: String(form.get('once') ?? '') })
  if (!input.success)
    return goTo(`/join/${encodeURIComponent(code)}?${refusedQuery('input.not_understood', {}, typed)}`)
  try {
    const cookies = request.headers.get('cookie')
    const person = await whoIs(work.db, work.clock, cookies)
    const brought: Brought = {
      sits: (sessionId) => seatOf(work.db, sessionId, cookies, secret),
      formSeat: seatIdOfForm(input.data.once ?? '', secret),
    }
    const address = request.headers.get('x-client-address') ?? ''
    const { seatId, sessionId, via } = await mindingWrongCodes(address, decodeURIComponent(code), (asked) =>
      joinSession(work, asked, input.data, person, brought),
    )
    return goTo(`/session/${sessionId}`, seatCookie(seatId, sessionId, secret, origin.startsWith('https:'), via))
  } catch (error) {
    if (!isRefusal(error)) throw error
    return goTo(`/join/${encodeURIComponent(code)}?${refusedQuery(error.code, error.facts, typed)}`)
  }
}
