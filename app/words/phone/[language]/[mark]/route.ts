import { phoneWords } from '#app/_session/phone-words.ts'
import { readLanguage } from '#server/vocabulary/language.ts'

const YEAR_S = 31_536_000

/** The words of a phone in one language, to be kept for as long as they read so: a server of another release has others. */
export async function GET(request: Request, { params }: { params: Promise<{ language: string; mark: string }> }) {
  const asked = await params
  const language = readLanguage(asked.language)
  if (language !== asked.language) return new Response(null, { status: 404 })
  const { at, text, packed } = phoneWords(language)
  const isPacked = request.headers.get('accept-encoding')?.includes('gzip')
  return new Response(isPacked ? packed : text, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': at.endsWith(`/${asked.mark}`) ? `public, max-age=${YEAR_S}, immutable` : 'no-store',
      vary: 'accept-encoding',
      ...(isPacked ? { 'content-encoding': 'gzip' } : {}),
    },
  })
}
