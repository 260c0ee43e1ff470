import { expect, test } from 'vitest'
import { newId, type SessionId } from '#server/vocabulary/ids.ts'
import { lookTogether } from './look-together.ts'
import type { SessionNow } from './now.ts'

/** A look that ends when it is told to, and says the how manieth it was. */
function looking() {
  const ends: ((fails?: boolean) => void)[] = []
  const look = () =>
    new Promise<SessionNow>((resolve, reject) => {
      const no = ends.length + 1
      ends.push((fails = false) => (fails ? reject(new Error('gone')) : resolve({ round: no } as SessionNow)))
    })
  return { look, ends, ask: (id: SessionId) => lookTogether({} as never, id, look).then(({ round }) => round) }
}
const settled = async () => {
  for (let no = 0; no < 10; no += 1) await Promise.resolve()
}

test('whoever asks while somebody looks shares the next look, which begins after they asked', async () => {
  const { ask, ends } = looking()
  const id = newId<'session'>() as SessionId
  const first = ask(id)
  const others = [ask(id), ask(id), ask(id)]
  expect(ends).toHaveLength(1)
  ends[0]?.()
  expect(await first).toBe(1)
  await settled()
  expect(ends).toHaveLength(2)
  ends[1]?.()
  expect(await Promise.all(others)).toEqual([2, 2, 2])
  await settled()
  const later = ask(id)
  ends[2]?.()
  expect(await later).toBe(3)
})

test('a look that fails fails those who shared it, and nobody after them', async () => {
  const { ask, ends } = looking()
  const id = newId<'session'>() as SessionId
  const first = ask(id).catch(() => 'failed')
  const second = ask(id)
  ends[0]?.(true)
  expect(await first).toBe('failed')
  await settled()
  ends[1]?.()
  expect(await second).toBe(2)
})

test('workshops do not wait for one another', async () => {
  const { ask, ends } = looking()
  const [one, other] = [ask(newId<'session'>() as SessionId), ask(newId<'session'>() as SessionId)]
  for (const end of ends) end()
  expect(await Promise.all([one, other])).toEqual([1, 2])
})
