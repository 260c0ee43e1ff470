import { expect, test } from 'vitest'
import { OpenSessionInput } from '#server/session/input.ts'
import { openingIn } from './when-it-opens.tsx'

const opening = (hour?: string) => {
  const form = new FormData()
  if (hour !== undefined) form.set('opensAt', hour)
  return openingIn(form, 'Europe/Berlin')
}
const isTaken = (opensAt: string | null) => OpenSessionInput.safeParse({ name: 'One', opensAt }).success

test('a form that says when its doors open says it by the clocks of its network; left empty they open at once', () => {
  expect(opening('2026-07-01T09:45')).toBe('2026-07-01T07:45:00.000Z')
  expect([opening(''), opening(' '), opening()]).toEqual([null, null, null])
})

test.each(['0026-07-01T09:45', '20266-07-01T09:45', '1 July 2026, 9:45'])(
  '“%s” is refused, and doesn’t open the doors at once',
  (hour) => {
    expect(opening(hour)).toBe(hour)
    expect(isTaken(opening(hour))).toBe(false)
  },
)
