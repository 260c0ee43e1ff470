import { refusedQuery } from '#app/_join/refused.ts'
import { returnCookie, returnIdOf } from '#server/auth/return-cookie.ts'
import { seatCookie } from '#server/auth/seat.ts'
import { askToReturn, findReturn } from '#server/participant/ask-to-return.ts'
import { findRunning } from '#server/participant/find-door.ts'
import { ReturnInput } from '#server/participant/input.ts'
import { mindingWrongCodes } from '#server/participant/wrong-codes.ts'
import { isRefusal } from '#server/refusal.ts'
import { comesFromHere } from '#server/trpc/origin.ts'
import { theProcess } from '#server/work.ts'

type Asked = { params: Promise<{ code: string }> }

const goTo = (location: string, cookie?: string) =>
  new Response(null, { status: 303, headers: { location, ...(cookie ? { 'set-cookie': cookie } : {}) } })

/** Takes the form: somebody waits from here on, and this browser alone can be let in. */
export async function POST(request: Request, { params }: Asked) {
  if (!comesFromHere(request)) return new Response(null, { status: 403 })
  const { work, secret, origin } = theProcess()
  const { code } = await params
  const form = await request.formData().catch(() => new FormData())
  const typed = { partner: String(form.get('partner') ?? ''), name: String(form.get('name') ?? '') }
  const back = `/join/${encodeURIComponent(code)}/again`
  const input = ReturnInput.safeParse(typed)
  if (!input.success) return goTo(`${back}?${refusedQuery('input.not_understood', {}, typed)}`)
  try {
    const address = request.headers.get('x-client-address') ?? ''
    const { returnId, sessionId } = await mindingWrongCodes(address, decodeURIComponent(code), (asked) =>
      askToReturn(work, asked, input.data),
    )
    return goTo(back, returnCookie(returnId, sessionId, secret, origin.startsWith('https:')))
  } catch (error) {
    if (!isRefusal(error)) throw error
    return goTo(`${back}?${refusedQuery(error.code, error.facts, typed)}`)
  }
}

/** Hands over the seat that the convenor gave, to the browser that asked and no other. It may be opened as often as one likes. */
export async function GET(request: Request, { params }: Asked) {
  const { work, secret, origin } = theProcess()
  const { code } = await params
  const back = `/join/${encodeURIComponent(code)}/again`
  try {
    const address = request.headers.get('x-client-address') ?? ''
    const { id } = await mindingWrongCodes(address, decodeURIComponent(code), (asked) => findRunning(work, asked))
    const returnId = returnIdOf(id, request.headers.get('cookie'), secret)
    const answer = returnId ? await findReturn(work.db, id, returnId) : undefined
    if (!answer || typeof answer === 'string') return goTo(back)
    return goTo(`/session/${id}`, seatCookie(answer.id, id, secret, origin.startsWith('https:'), answer.via))
  } catch (error) {
    if (!isRefusal(error)) throw error
    return goTo(back)
  }
}
