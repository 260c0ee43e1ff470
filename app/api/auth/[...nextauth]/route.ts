import NextAuth from 'next-auth'
import { signInOptions } from '#server/auth/options.ts'
import { comesFromHere } from '#server/trpc/origin.ts'

type Asked = { params: Promise<{ nextauth: string[] }> }

/** next-auth's own doors. Opening an e-mailed link only leads to the page with the button; pressing it (POST) signs in. */
export async function GET(request: Request, asked: Asked) {
  const { nextauth } = await asked.params
  if (nextauth[0] === 'callback') {
    const confirm = new URL('/sign-in/confirm', request.url)
    return new Response(null, {
      status: 303,
      headers: { location: `${confirm.pathname}${new URL(request.url).search}` },
    })
  }
  return NextAuth(signInOptions())(request, asked)
}

export async function POST(request: Request, asked: Asked) {
  // Nobody is signed in or out by a page of somebody else's.
  if (!comesFromHere(request)) return new Response(null, { status: 403 })
  return NextAuth(signInOptions())(request, asked)
}
