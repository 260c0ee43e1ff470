import { expect, test } from 'vitest'
import type { SessionNow } from '#server/session/now.ts'
import { later } from './use-session-now.ts'

const look = (stepNo: number, second: number, pausedAt: string | null = null) =>
  ({ stepNo, pausedAt, serverNow: new Date(Date.UTC(2026, 0, 5, 10, 0, second)).toISOString() }) as SessionNow

test('an answer that was under way takes nobody back, to the step before or to what was so at this one', () => {
  expect(later(look(4, 10), look(3, 9)).stepNo).toBe(4)
  expect(later(look(4, 10, 'paused'), look(4, 9)).pausedAt).toBe('paused')
  expect(later(look(4, 10), look(5, 11)).stepNo).toBe(5)
  expect(later(look(4, 10), look(4, 11, 'paused')).pausedAt).toBe('paused')
  expect(later(undefined, look(1, 0)).stepNo).toBe(1)
})

test('a server whose clock was set back, or whose data was, is believed', () => {
  expect(later(look(4, 50), look(4, 10, 'paused')).pausedAt).toBe('paused')
  expect(later(look(4, 10), look(2, 50)).stepNo).toBe(2)
})
