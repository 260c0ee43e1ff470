import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'
import { MINIMUM_CELL, VOICES } from '#server/vocabulary/rating-scale.ts'
import { CALLS } from '#server/vocabulary/signal.ts'
import { STEPS } from '#server/vocabulary/step.ts'
import { TEMPLATE_IDS } from '#server/vocabulary/template.ts'

export const OpenSessionInput = z.object({
  /** Made by the form, so that a request sent twice opens one workshop. */
  id: idOf<'session'>().optional(),
  name: z.string(),
  question: z.string().default(''),
  template: z.enum(TEMPLATE_IDS).default('first-meeting'),
  voice: z.enum(VOICES).default('own'),
  attribution: z.enum(['names', 'partner']).default('partner'),
  firstViews: z.enum(['private', 'open']).default('private'),
  /** Asks of every statement also whether it is our focus now, and what most partners would say. */
  asksIs: z.boolean().default(false),
  asksMost: z.boolean().default(false),
  minimumCell: z.int().min(3).max(10).default(MINIMUM_CELL),
  opensAt: z.iso.datetime({ offset: true }).nullable().default(null),
  statements: z.array(z.string()).max(60).default([]),
  statementsFrom: idOf<'session'>().nullable().default(null),
})
export const MoveToStepInput = z.object({ step: z.enum(STEPS), stepNo: z.int().min(0).optional() })
export const TellEverybodyInput = z.object({ text: z.string() })
export const CallEverybodyInput = z.object({ to: z.enum(CALLS) })
export const HandOverInput = z.object({ userId: z.string().regex(/^[\w-]{1,80}$/) })
export const SetDoorsInput = z.object({ doors: z.enum(['open', 'locked']) })

export type OpenSessionInput = z.infer<typeof OpenSessionInput>
export type MoveToStepInput = z.infer<typeof MoveToStepInput>
