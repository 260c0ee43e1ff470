import { keepLanguage } from '#server/auth/keep-language.ts'
import { whoIs } from '#server/auth/who-is.ts'
import { LANGUAGE_COOKIE } from '#server/speaking.ts'
import { comesFromHere } from '#server/trpc/origin.ts'
import { readLanguage } from '#server/vocabulary/language.ts'
import { theProcess } from '#server/work.ts'

const YEAR_SECONDS = 31_536_000

/** Takes a choice of language, and leads back to the page it was made on. Anything but a language we speak changes nothing. */
export async function POST(request: Request) {
  if (!comesFromHere(request)) return new Response(null, { status: 403 })
  const { origin, work } = theProcess()
  const form = await request.formData().catch(() => new FormData())
  const chosen = readLanguage(String(form.get('language') ?? ''))
  const headers = new Headers({ location: placeOf(request) })
  const secure = origin.startsWith('https:') ? '; Secure' : ''
  if (chosen) {
    const person = await whoIs(work.db, work.clock, request.headers.get('cookie'))
    if (person) await keepLanguage(work.db, person.userId, chosen)
    headers.set('set-cookie', `${LANGUAGE_COOKIE}=${chosen}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`)
  }
  return new Response(null, { status: 303, headers })
}

/** Where the form stood, as our own pages tell it: a path here, never another site. */
function placeOf(request: Request): string {
  const from = request.headers.get('referer') ?? ''
  if (!URL.canParse(from) || new URL(from).host !== request.headers.get('host')) return '/'
  const { pathname, search } = new URL(from)
  // Two strokes would name another host.
  return `${pathname.replace(/^[/\\]+/, '/')}${search}`
}
