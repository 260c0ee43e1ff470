import { expect, test } from 'vitest'
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
