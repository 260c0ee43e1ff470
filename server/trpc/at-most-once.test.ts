import { expect, test } from 'vitest'
import { makeAtMostOnce } from './at-most-once.ts'

/** A server that does what it is sent, by a clock that is turned by hand. */
function aServer(startedMs = 0) {
  let nowMs = startedMs
  const once = makeAtMostOnce(() => nowMs)
  const does = { times: 0, ok: true }
  return {
    does,
    at: (ms: number) => {
      nowMs = ms
    },
    hears: (name: string, of = 'agreement.make anna') =>
      once({ name, of }, async () => {
        does.times += 1
        return { ok: does.ok, made: does.times }
      }).catch((error: Error & { code?: string }) => error.code),
  }
}

test('what is sent again because its answer was lost is done once, and answered the same', async () => {
  const server = aServer()
  const first = server.hears('a')
  // The page gave up waiting; the server has not.
  expect(await Promise.all([first, server.hears('a 8000')])).toEqual([
    { ok: true, made: 1 },
    { ok: true, made: 1 },
  ])
  server.at(60_000)
  expect(await server.hears('a 60000')).toEqual({ ok: true, made: 1 })
  expect(server.does.times).toBe(1)
})

test('two presses that are both meant are both done', async () => {
  const server = aServer()
  await Promise.all([server.hears('a'), server.hears('b')])
  expect(server.does.times).toBe(2)
})

test('what never arrived is done when it is sent again', async () => {
  const server = aServer()
  server.at(100_000)
  expect(await server.hears('a 9000')).toEqual({ ok: true, made: 1 })
})

test('what failed was not done, and is tried anew', async () => {
  const server = aServer()
  server.at(20_000)
  server.does.ok = false
  await server.hears('a')
  server.does.ok = true
  expect(await server.hears('a 10')).toEqual({ ok: true, made: 2 })
})

test.each([
  ['the server started since', 100_000, 105_000, 'a 9000'],
  ['it is long ago', 0, 11 * 60_000, `a ${11 * 60_000}`],
  ['nobody knows how long ago it was', 0, 100_000, 'a x'],
])(
  'where nobody knows whether it was done, for %s, it is not done again and that is said',
  async (_, from, at, name) => {
    const server = aServer(from)
    server.at(at)
    expect(await server.hears(name)).toBe('deed.unsure')
    expect(server.does.times).toBe(0)
    expect(await server.hears('pressed-again')).toEqual({ ok: true, made: 1 })
  },
)

test('a server that has heard too much to know it all says that it does not know', async () => {
  const server = aServer()
  server.at(20_000)
  await server.hears('a')
  for (let no = 0; no <= 5_001; no += 1) await server.hears(`other-${no}`)
  server.at(20_100)
  expect(await server.hears('a 100')).toBe('deed.unsure')
})

test('nobody is told what came of somebody else’s deed', async () => {
  const server = aServer()
  await server.hears('a')
  expect(await server.hears('a', 'agreement.make ben')).toBe('deed.unsure')
  expect(server.does.times).toBe(1)
})

test('a name that no page gives is not kept, and nothing is done under it', async () => {
  const server = aServer()
  expect(await server.hears('a'.repeat(65))).toBe('deed.unsure')
  expect(server.does.times).toBe(0)
})
