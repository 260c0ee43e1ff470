import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Proven } from './here.ts'
import { LONGEST_NOTICE, type Notice, readNotice, writeNotice } from './notice.ts'
import { type Ears, Others } from './others.ts'

const BOARD = 'board' as SessionId
const aPerson = (clientId: number, state = '{}'): Proven => ({ clientId, clock: 1, state, seatId: `seat ${clientId}` })

/** Servers that hear each other at once, and what each of them heard. */
function someServers(...names: string[]) {
  const clock = { now: 0 }
  const told: string[] = []
  const servers = names.map((name) => {
    const heard: unknown[] = []
    const ears: Ears = {
      rows: (...what) => heard.push(['rows', ...what]),
      here: (_server, boardId, people) => heard.push(['here', boardId, people.length]),
      who: (...what) => heard.push(['who', ...what]),
      met: () => {},
      silent: () => heard.push(['silent']),
    }
    const hears = { now: true }
    const others: Others = new Others({ tell: (text) => deliver(text) }, () => clock.now)
    return { name, others, ears, heard, hears }
  })
  const deliver = (text: string) => {
    told.push(text)
    for (const { others, ears, hears } of servers) if (hears.now) others.hear(text, ears)
  }
  return { clock, told, servers }
}

test('a server by itself tells nothing but that it is there', async () => {
  const { told, servers } = someServers('one')
  const [one] = servers
  one?.others.rows(new Map([[BOARD, 1]]))
  one?.others.who(BOARD)
  one?.others.here(BOARD, [aPerson(1)])
  await Promise.resolve()
  expect(told).toEqual([])
  one?.others.round(one.ears)
  expect([told.length, one?.heard, one?.others.areThere]).toEqual([1, [], false])
})

test('two servers know of each other from the first word on, and tell what they store and who is there', async () => {
  const { told, servers } = someServers('one', 'two')
  const [one, two] = servers
  one?.others.pulse()
  expect([one?.others.areThere, two?.others.areThere]).toEqual([true, true])
  one?.others.rows(new Map([[BOARD, 7]]))
  two?.others.who(BOARD)
  const before = told.length
  for (let clientId = 0; clientId < 10; clientId += 1) one?.others.here(BOARD, [aPerson(clientId)])
  await Promise.resolve()
  expect(told.length).toBe(before + 1)
  expect(two?.heard).toEqual([['rows', BOARD, 7], ...Array.from({ length: 10 }, () => ['here', BOARD, 1])])
  expect(one?.heard).toEqual([['who', BOARD]])
})

test('a server that says nothing for ten seconds is missed once, and known again when it speaks', () => {
  const { clock, servers } = someServers('one', 'two')
  const [one, two] = servers
  one?.others.pulse()
  for (clock.now = 0; clock.now < 12_000; clock.now += 2_000) one?.others.round(one.ears)
  expect([one?.heard, one?.others.areThere]).toEqual([[['silent']], false])
  two?.others.round(two.ears)
  expect(one?.others.areThere).toBe(true)
})

test('every notice is read as it was meant, and none is too long for NOTIFY', () => {
  const aProven = fc.record({
    clientId: fc.nat(),
    clock: fc.nat(),
    state: fc.string({ unit: 'grapheme', maxLength: 700 }).filter((text) => Buffer.byteLength(text) <= 3_072),
    seatId: fc.string({ maxLength: 20 }),
  })
  const anId = fc.constantFrom('0123456789abcdefghjk', 'kjhgfedcba9876543210') as fc.Arbitrary<SessionId>
  const aNotice: fc.Arbitrary<Notice> = fc.oneof(
    fc.record({
      is: fc.constant('rows' as const),
      heads: fc.array(fc.tuple(anId, fc.nat()), { minLength: 1, maxLength: 700 }),
    }),
    fc.record({
      is: fc.constant('here' as const),
      people: fc.array(fc.tuple(anId, aProven), { minLength: 1, maxLength: 30 }),
    }),
    fc.record({ is: fc.constant('who' as const), boardId: anId }),
    fc.constant({ is: 'pulse' as const }),
  )
  const things = (notice?: Notice): unknown[] =>
    notice?.is === 'rows' ? [...notice.heads] : notice?.is === 'here' ? [...notice.people] : [notice]
  fc.assert(
    fc.property(aNotice, (notice) => {
      const texts = writeNotice('me', notice)
      expect(texts.every((text) => Buffer.byteLength(text) <= LONGEST_NOTICE)).toBe(true)
      expect(texts.flatMap((text) => things(readNotice(text)?.notice))).toEqual(things(notice))
    }),
    { seed: 61, numRuns: 300 },
  )
})

test('what is no notice, or a later version’s, is not heard', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => void readNotice(text)),
    { seed: 62, numRuns: 1_000 },
  )
  for (const text of ['', 'me', 'me later words', 'me here AAAA////', ' rows a:1'])
    expect(readNotice(text)).toBeUndefined()
})
