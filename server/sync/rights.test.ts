import { expect, test } from 'vitest'
import type { Seat, SeatAsked } from '#server/auth/seat.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { Rights } from './rights.ts'

const [ONE, TWO] = ['one', 'two'] as unknown as [SessionId, SessionId]

/** Sessions with their stamps, and what was acted on. */
function aWatch() {
  const stamps = new Map([
    [ONE, 'a'],
    [TWO, 'a'],
  ])
  const fails = { now: false }
  const did: SessionId[] = []
  const rights = new Rights(
    async (ids) => new Map(ids.flatMap((id) => (stamps.has(id) ? [[id, stamps.get(id) as string]] : []))),
  )
  const look = (...ids: SessionId[]) =>
    rights.changedIn(ids, async (id) => {
      if (fails.now) throw new Error('the database is away')
      did.push(id)
    })
  return { stamps, fails, did, look, rights }
}

test('only what has changed since it was last looked at is acted on', async () => {
  const { stamps, did, look } = aWatch()
  await look(ONE, TWO)
  await look(ONE, TWO)
  expect(did).toEqual([])
  stamps.set(TWO, 'b')
  await look(ONE, TWO)
  await look(ONE, TWO)
  expect(did).toEqual([TWO])
})

test('a change that could not be acted on is tried again, and keeps no other waiting', async () => {
  const { stamps, fails, did, look } = aWatch()
  await look(ONE, TWO)
  stamps.set(ONE, 'b')
  fails.now = true
  await expect(look(ONE, TWO)).rejects.toThrow('away')
  fails.now = false
  await look(ONE, TWO)
  expect(did).toEqual([ONE])
})

test('a session that is gone counts as changed, once', async () => {
  const { stamps, did, look } = aWatch()
  await look(ONE, TWO)
  stamps.delete(ONE)
  await look(ONE, TWO)
  await look(ONE, TWO)
  expect(did).toEqual([ONE])
})

test('a session that nobody was at for a while is new again', async () => {
  const { stamps, did, look } = aWatch()
  await look(ONE)
  await look(TWO)
  stamps.set(ONE, 'b')
  await look(ONE)
  expect(did).toEqual([])
})

const asked = { sessionId: ONE, seatId: 'anna', via: null } as unknown as SeatAsked
const anna = { sessionId: ONE, id: 'anna', kind: 'participant', via: null } as unknown as Seat

/** A watch over a session whose rights were looked at, with somebody who was read since. */
async function annaIsKnown() {
  const watch = aWatch()
  await watch.look(ONE)
  watch.rights.holders(ONE)?.note(asked, anna)
  return { ...watch, known: () => watch.rights.holders(ONE)?.get(asked) }
}

test('who holds a seat is known while nothing changes, whoever looks', async () => {
  const { look, known } = await annaIsKnown()
  await look(ONE)
  await look(ONE, TWO)
  expect(known()).toBe(anna)
})

test.each<[string, (watch: Awaited<ReturnType<typeof annaIsKnown>>) => unknown]>([
  ['a change that was told', ({ rights }) => rights.forget(ONE)],
  ['a change that nobody told', ({ stamps, look }) => look(...[...stamps.set(ONE, 'b').keys()])],
  ['the end of the session', ({ stamps, look }) => stamps.delete(ONE) && look(ONE)],
  ['a time when nobody was there', ({ look }) => look(TWO).then(() => look(ONE))],
  ['a time when nobody was anywhere', ({ look }) => look().then(() => look(ONE))],
])('%s is the end of what is known of seats', async (_what, happens) => {
  const watch = await annaIsKnown()
  await happens(watch)
  expect(watch.known()).toBeUndefined()
})

test('a change that could not be acted on yet is the end of what is known of seats, too', async () => {
  const { stamps, fails, look, known } = await annaIsKnown()
  stamps.set(ONE, 'b')
  fails.now = true
  await expect(look(ONE)).rejects.toThrow('away')
  expect(known()).toBeUndefined()
})

test('while the database is away nothing is known of seats', async () => {
  const isAway = { now: false }
  const rights = new Rights(async () => {
    if (isAway.now) throw new Error('the database is away')
    return new Map([[ONE, 'a']])
  })
  const look = () => rights.changedIn([ONE], async () => {})
  await look()
  rights.holders(ONE)?.note(asked, anna)
  isAway.now = true
  await expect(look()).rejects.toThrow('away')
  expect(rights.holders(ONE)?.get(asked)).toBeUndefined()
})

test('while the database does not answer nothing is known of seats', async () => {
  const answers = { now: true }
  const rights = new Rights(async () => (answers.now ? new Map([[ONE, 'a']]) : new Promise(() => {})))
  const look = () => rights.changedIn([ONE], async () => {})
  await look()
  rights.holders(ONE)?.note(asked, anna)
  answers.now = false
  void look()
  void look()
  expect(rights.holders(ONE)?.get(asked)).toBeUndefined()
})

test('what was read before a change and is noted after it is found by nobody', async () => {
  const { rights, look } = aWatch()
  await look(ONE)
  const before = rights.holders(ONE)
  rights.forget(ONE)
  before?.note(asked, anna)
  expect(rights.holders(ONE)?.get(asked)).toBeUndefined()
})

test('a convenor, somebody merged into another and nobody are asked about each time', async () => {
  const { rights, look } = aWatch()
  expect(rights.holders(ONE)).toBeUndefined()
  await look(ONE)
  const holders = rights.holders(ONE)
  for (const seat of [{ ...anna, kind: 'convenor' } as Seat, { ...anna, id: 'bela' } as unknown as Seat, null]) {
    holders?.note(asked, seat)
    expect(holders?.get(asked)).toBeUndefined()
  }
  const overAnother = { ...asked, via: 'r1' } as unknown as SeatAsked
  holders?.note(asked, anna)
  expect(holders?.get(overAnother)).toBeUndefined()
})
