import { expect, test, vi } from 'vitest'
import { newId } from '#server/vocabulary/ids.ts'
import { makeListeners } from '#server/work.ts'
import { followSession } from './follow.ts'
import type { SessionNow } from './now.ts'

test('whoever’s seat is taken away hears no more, and the others go on', async () => {
  const listeners = makeListeners()
  const sessionId = newId<'session'>()
  const look = async () => ({ sessionId }) as SessionNow
  const follow = (mayStay: boolean) =>
    followSession(sessionId, listeners, look, new AbortController().signal, async () => mayStay)
  const [removed, other] = [follow(false), follow(true)]
  expect([await removed.next(), await other.next()].map(({ done }) => done)).toEqual([false, false])
  const [next, another] = [removed.next(), other.next()]
  listeners.tell(sessionId, 'rights')
  expect((await another).done).toBe(false)
  let last = await next
  while (!last.done) last = await removed.next()
  expect(last.done).toBe(true)
})

test('a look that began before a move and ended after it takes nobody back', async () => {
  const listeners = makeListeners()
  const sessionId = newId<'session'>()
  const looks: ((now: SessionNow) => void)[] = []
  const look = () => new Promise<SessionNow>((resolve) => looks.push(resolve))
  const told: number[] = []
  const end = new AbortController()
  const following = (async () => {
    for await (const { stepNo } of followSession(sessionId, listeners, look, end.signal, async () => true))
      told.push(stepNo)
  })()
  const at = (stepNo: number) => ({ sessionId, stepNo }) as SessionNow
  looks[0]?.(at(1))
  listeners.tell(sessionId, 'ratings')
  listeners.tell(sessionId, 'step')
  looks[2]?.(at(2))
  await vi.waitFor(() => expect(told).toContain(2))
  looks[1]?.(at(1))
  await new Promise((resolve) => setImmediate(resolve))
  end.abort()
  await following
  expect(told.at(-1)).toBe(2)
})

test('a look that fails is taken again: screens that are told do not ask', async () => {
  const listeners = makeListeners()
  const sessionId = newId<'session'>()
  const at = (stepNo: number) => ({ sessionId, stepNo }) as SessionNow
  const looks = [() => at(1), () => Promise.reject(new Error('the database is away')), () => at(2)]
  const look = async () => (looks.shift() ?? (() => at(2)))()
  const end = new AbortController()
  const followed = followSession(sessionId, listeners, look, end.signal, async () => true)
  expect((await followed.next()).value?.stepNo).toBe(1)
  const next = followed.next()
  listeners.tell(sessionId, 'step')
  expect((await next).value?.stepNo).toBe(2)
  end.abort()
  await followed.next()
})

test('what was told while somebody came in is newer than their own first look', async () => {
  const listeners = makeListeners()
  const sessionId = newId<'session'>()
  const looks: ((now: SessionNow) => void)[] = []
  const look = () => new Promise<SessionNow>((resolve) => looks.push(resolve))
  const at = (stepNo: number) => ({ sessionId, stepNo }) as SessionNow
  const end = new AbortController()
  const followed = followSession(sessionId, listeners, look, end.signal, async () => true)
  const first = followed.next()
  listeners.tell(sessionId, 'step')
  looks[1]?.(at(2))
  await vi.waitFor(() => expect(looks).toHaveLength(2))
  await new Promise((heard) => setImmediate(heard))
  looks[0]?.(at(1))
  expect((await first).value?.stepNo).toBe(2)
  end.abort()
  await followed.next()
})
