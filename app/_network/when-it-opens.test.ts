import { expect, test } from 'vitest'
import { isRefusal } from '#server/refusal.ts'
import { readOpening } from '#server/session/opening.ts'
import { openingIn } from './when-it-opens.tsx'

const opening = (hour: string) => openingIn({ text: () => hour }, 'Europe/Berlin')
const isTaken = (opensAt: string) => {
  try {
    return readOpening(opensAt, { now: () => new Date(0) }) instanceof Date
  } catch (error) {
    return isRefusal(error) ? error.code : error
  }
}

test('a form that says when its doors open says it by the clocks of its network; left empty they open at once', () => {
  expect(opening('2026-07-01T09:45')).toBe('2026-07-01T07:45:00.000Z')
  expect([opening(''), opening(' ')]).toEqual([null, null])
})

test.each(['0026-07-01T09:45', '20266-07-01T09:45', '1 July 2026, 9:45'])(
  '“%s” is refused, and doesn’t open the doors at once',
  (hour) => {
    expect(opening(hour)).toBe(hour)
    expect(isTaken(hour)).toBe('field.not_an_hour')
  },
)
