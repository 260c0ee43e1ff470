import { expect, test } from 'vitest'
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
  return { stamps, fails, did, look }
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
