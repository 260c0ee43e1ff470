import { seatCookie } from '#server/auth/seat.ts'
import { keepWork } from '#server/participant/keep-work.ts'
import { isRefusal } from '#server/refusal.ts'
import { comesFromHere } from '#server/trpc/origin.ts'
import { theProcess } from '#server/work.ts'

/** Takes the press of the button: the work goes to the account, and this device has the seat. */
export async function POST(request: Request) {
  if (!comesFromHere(request)) return new Response(null, { status: 403 })
  const { work, secret, origin } = theProcess()
  const token = String((await request.formData().catch(() => new FormData())).get('token') ?? '')
  try {
    const { id, sessionId } = await keepWork(work, token, secret)
    const cookie = seatCookie(id, sessionId, secret, origin.startsWith('https:'))
    return new Response(null, { status: 303, headers: { location: `/session/${sessionId}`, 'set-cookie': cookie } })
  } catch (error) {
    if (!isRefusal(error)) throw error
    // The page says in words what is wrong with the link.
    return new Response(null, { status: 303, headers: { location: `/keep?${new URLSearchParams({ token })}` } })
  }
}
