import { phoneWords } from '#app/_session/phone-words.ts'
import { readLanguage } from '#server/vocabulary/language.ts'
import { FOR_EVER } from '#server/words-beside.ts'

type Asked = { params: Promise<{ language: string; mark: string }> }

/**
 * The words of a phone in one language, where server/words-beside.ts has none to give: to a server that has drawn no phone's page
 * yet, and to a page of another release, which is given today's and keeps nothing.
 */
export async function GET(_request: Request, { params }: Asked) {
  const asked = await params
  const language = readLanguage(asked.language)
  if (!language || language !== asked.language) return new Response(null, { status: 404 })
  const { at, text } = phoneWords(language)
  return new Response(text, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': at.endsWith(`/${asked.mark}`) ? FOR_EVER : 'no-store',
    },
  })
}
