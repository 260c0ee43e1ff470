import { expect, test } from 'vitest'
import type { Entry } from './deed.ts'
import { againNow } from './fits-now.ts'

const story = {
  ...{ key: 'k' as never, no: 1, madeAtMs: 0, tried: true, late: false },
  deed: { does: 'tell-story', storyId: 's' as never, text: 'A flood', teller: '' },
  held: { code: 'step.not_the_time', facts: {} },
} as const satisfies Entry
const at = (step: 'story' | 'talk', stepNo: number) => ({ step, stepNo, stepId: null, round: 1 })

test('a page that has not heard that the room moved on tries once, not without end; and again when the room is back', () => {
  const tried = new Map<string, number>()
  const times = (where: ReturnType<typeof at>) => [1, 2, 3].flatMap(() => againNow([story], where, tried)).length
  expect(times(at('story', 3))).toBe(1)
  expect(times(at('talk', 4))).toBe(0)
  expect(times(at('story', 5))).toBe(1)
})

test('what was refused for another reason is its owner’s to try', () => {
  const other = { ...story, held: { code: 'text.too_long', facts: {} } } as const
  expect(againNow([other], at('story', 3), new Map())).toEqual([])
})
