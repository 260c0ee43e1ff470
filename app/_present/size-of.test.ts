import { expect, test } from 'vitest'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { sizeOf } from './size-of.ts'

// Of a screen of 1920 × 1080: how wide a sign is and how high a line, as shares of the letters' size; bold, and so wide.
const [WIDE, HIGH] = [0.6, 1.2]
const PX = { 1: 32, 2: 44, 3: 64, 4: 96 }
const linesHigh = (length: number) => {
  const px = PX[sizeOf(length)]
  return Math.ceil((length * px * WIDE) / 1790) * px * HIGH
}

test.each([1, 90, 180, 181, 380, 381, 800, 801, LIMITS.agreementText])(
  'words of %d signs leave a third of the wall for what is said of them',
  (length) => expect(linesHigh(length)).toBeLessThanOrEqual((1080 * 2) / 3),
)
