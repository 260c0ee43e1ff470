import { z } from 'zod'
import type { Clock } from '#server/clock.ts'
import { refuse } from '#server/refusal.ts'

const HOUR = z.iso.datetime({ offset: true })
const MINUTE_MS = 60_000

/**
 * The hour at which a door is to open, out of what a form says of it; what is none, or has passed, is refused by the field's name.
 * A form says minutes: the one that runs now has not passed.
 */
export function readOpening(raw: string, clock: Clock): Date {
  if (!HOUR.safeParse(raw).success) throw refuse('field.not_an_hour', { field: 'opensAt' })
  const opensAt = new Date(raw)
  if (opensAt.getTime() + MINUTE_MS <= clock.now().getTime()) throw refuse('field.in_past', { field: 'opensAt' })
  return opensAt
}
