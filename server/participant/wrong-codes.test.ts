import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { isRefusal, refuse } from '#server/refusal.ts'
import { mindingWrongCodes } from './wrong-codes.ts'

const tryWrong = (address: string, typed: string) =>
  mindingWrongCodes(address, typed, () => Promise.reject(refuse('code.not_found'))).then(
    () => '',
    (error: unknown) => (isRefusal(error) ? error.code : ''),
  )
const aCode = (i: number) => `BCDF GH${10 + i}`

let hour = 0
beforeEach(() => {
  // What one test tried is long ago for the next.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ++hour * 3_600_000 })
})
afterAll(() => vi.useRealTimers())

test('wrong codes are slowed down after thirty from one place, and a right one still opens from there', async () => {
  const answers: string[] = []
  for (let i = 0; i < 40; i += 1) answers.push(await tryWrong('192.0.2.1', aCode(i)))
  expect(answers[0]).toBe('code.not_found')
  expect(answers[39]).toBe('code.too_many_wrong')
  expect(await mindingWrongCodes('192.0.2.1', aCode(41), async () => 'open')).toBe('open')
})

test('the same wrong code from one place is one guess, however it is typed and on however many pages', async () => {
  const again = Array.from({ length: 60 }, (_, i) => (i % 2 ? 'kkkk-2222' : 'KKKK 2222'))
  for (const typed of again) expect(await tryWrong('192.0.2.2', typed)).toBe('code.not_found')
  expect(await tryWrong('192.0.2.2', 'KKKK 3333')).toBe('code.not_found')
})
