import { signOut } from '#server/auth/sign-out.ts'
import { comesFromHere } from '#server/trpc/origin.ts'
import { theProcess } from '#server/work.ts'

/** Signs out, on the server as well as in the browser. */
export async function POST(request: Request) {
  if (!comesFromHere(request)) return new Response(null, { status: 403 })
  // What boards kept on this device goes with the sign-out: the device may be anybody's next.
  const headers = new Headers({ location: '/', 'clear-site-data': '"storage"' })
  for (const line of await signOut(theProcess().work, request.headers.get('cookie'))) headers.append('set-cookie', line)
  return new Response(null, { status: 303, headers })
}
