import { askToKeepAgain } from '#server/participant/keep-work.ts'
import { isRefusal } from '#server/refusal.ts'
import { comesFromHere } from '#server/trpc/origin.ts'
import { theProcess } from '#server/work.ts'

/** Sends a new link in place of one that has run out. */
export async function POST(request: Request) {
  if (!comesFromHere(request)) return new Response(null, { status: 403 })
  const { work, ...post } = theProcess()
  const token = String((await request.formData().catch(() => new FormData())).get('token') ?? '')
  const sent = await askToKeepAgain(work, token, post).then(
    () => ({ sent: '1' }),
    (error: unknown) => {
      if (isRefusal(error)) return {}
      throw error
    },
  )
  const query = new URLSearchParams({ token, ...sent })
  return new Response(null, { status: 303, headers: { location: `/keep?${query}` } })
}
