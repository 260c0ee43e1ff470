// @vitest-environment happy-dom
import { QueryObserver } from '@tanstack/react-query'
import { TRPCClientError } from '@trpc/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeQueryClient } from './trpc-provider.tsx'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const refused = (httpStatus: number) =>
  new TRPCClientError('no', { result: { error: { code: -32_000, message: 'no', data: { httpStatus } } } })

/** Keeps a screen in sight that asks for something which fails `failing` times and then comes. */
function aScreen(error: () => Error, failing: number) {
  const asked = vi.fn(async () => {
    if (asked.mock.calls.length <= failing) throw error()
    return 'here'
  })
  const client = makeQueryClient()
  const observer = new QueryObserver(client, { ...client.defaultQueryOptions({ queryKey: ['it'] }), queryFn: asked })
  const leave = observer.subscribe(() => undefined)
  return { asked, leave, shows: () => observer.getCurrentResult().data }
}

test.each([
  ['a network that drops', () => new TypeError('Failed to fetch')],
  ['a server that starts', () => refused(503)],
])('a screen that stays in sight through %s asks until it is answered, and then no more', async (_, error) => {
  const { asked, shows, leave } = aScreen(error, 9)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(shows()).toBeUndefined()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(shows()).toBe('here')
  expect(asked).toHaveBeenCalledTimes(10)
  await vi.advanceTimersByTimeAsync(120_000)
  expect(asked).toHaveBeenCalledTimes(10)
  leave()
})

test('a screen that was told no does not ask again', async () => {
  const { asked, shows, leave } = aScreen(() => refused(403), 1)
  await vi.advanceTimersByTimeAsync(120_000)
  expect(shows()).toBeUndefined()
  expect(asked).toHaveBeenCalledTimes(1)
  leave()
})
