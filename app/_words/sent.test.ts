import { createServer, type ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { phoneWords } from '#app/_session/phone-words.ts'
import { GET } from '#app/words/phone/[language]/[mark]/route.ts'
import { TAGS } from '#server/vocabulary/language.ts'
import { wordsOf } from '#server/words.ts'
import { wordsBeside } from '#server/words-beside.ts'
import { drawnWith } from './words-at.ts'

/** Over a server of its own, as a browser does; what does not lie there is asked of the pages. */
async function fetched(at: string, accepted = 'gzip'): Promise<Response> {
  const [, , , language = '', mark = ''] = at.split('/')
  const pages = (_request: unknown, response: ServerResponse) =>
    void GET(new Request(`http://localhost${at}`), { params: Promise.resolve({ language, mark }) }).then(
      async (answer) => response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text()),
    )
  const server = createServer(wordsBeside(pages))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const answer = await fetch(`http://127.0.0.1:${port}${at}`, { headers: { 'accept-encoding': accepted } })
  server.close()
  return answer
}

describe('a phone’s words', () => {
  test('are those of its language, and the ones its page is drawn with', async () => {
    for (const tag of TAGS) {
      const { at, text } = phoneWords(tag)
      expect(at).toMatch(new RegExp(`^/words/phone/${tag}/[0-9a-f]{10}$`))
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(drawnWith(at))))
      expect(JSON.parse(text)).toMatchObject({ spoken: tag, rate: wordsOf(tag, 'rate') })
    }
    expect(new Set(TAGS.map((tag) => phoneWords(tag).at)).size).toBe(TAGS.length)
  })
  test('come packed, and are kept by a browser as long as they read so', async () => {
    const { at, text } = phoneWords('cy')
    const answer = await fetched(at)
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(await answer.text()).toBe(text)
  })
  test.each(['identity', 'br, gzip;q=0'])('come plain to whoever can’t unpack them: %s', async (accepted) => {
    const { at, text } = phoneWords('fr')
    const answer = await fetched(at, accepted)
    expect(answer.headers.get('content-encoding')).toBeNull()
    expect(await answer.text()).toBe(text)
  })
  test('are today’s for a page of another release, which keeps nothing of them', async () => {
    const answer = await fetched('/words/phone/de/0000000000')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.status).toBe(200)
  })
  test('are nowhere in a language that we do not speak', async () => {
    expect((await fetched('/words/phone/xx/0000000000')).status).toBe(404)
    expect((await fetched('/words/phone/en/0000000000')).status).toBe(404)
  })
})
