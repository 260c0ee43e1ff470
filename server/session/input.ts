import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { MODERATIONS } from '#server/vocabulary/moderation.ts'
import { MINIMUM_CELL, VOICES } from '#server/vocabulary/rating-scale.ts'
import { ATTRIBUTIONS } from '#server/vocabulary/role.ts'
import { CALLS } from '#server/vocabulary/signal.ts'
import { STEPS } from '#server/vocabulary/step.ts'
import { TEMPLATE_IDS } from '#server/vocabulary/template.ts'

export const OpenSessionInput = z.object({
  /** Made by the form, so that a request sent twice opens one workshop. */
  id: idOf<'session'>().optional(),
  name: z.string(),
  question: z.string().default(''),
  template: z.enum(TEMPLATE_IDS).default('plain'),
  /** A plan that the network keeps, in place of one that comes with the product. */
  ownTemplate: idOf<'template'>().nullable().default(null),
  voice: z.enum(VOICES).default('own'),
  attribution: z.enum(ATTRIBUTIONS).default('partner'),
  moderation: z.enum(MODERATIONS).default('none'),
  firstViews: z.enum(['private', 'open']).default('private'),
  /** Asks of every statement also whether it is our focus now, and what most partners would say. */
  asksIs: z.boolean().default(false),
  asksMost: z.boolean().default(false),
  minimumCell: z.int().min(3).max(10).default(MINIMUM_CELL),
  opensAt: z.string().nullable().default(null),
  statements: z.array(z.string()).max(60).default([]),
  statementsFrom: idOf<'session'>().nullable().default(null),
})
/** A step of the plan, or the nearest one of a kind. */
export const MoveToStepInput = z
  .object({ to: idOf<'step'>().optional(), step: z.enum(STEPS).optional(), stepNo: z.int().min(0).optional() })
  .refine(({ to, step }) => (to === undefined) !== (step === undefined))
export const TimerInput = z.object({ minutes: z.int().min(1).max(LIMITS.stepMinutes) })
export const PauseInput = z.object({ paused: z.boolean() })
export const TellEverybodyInput = z.object({ text: z.string() })
export const CallEverybodyInput = z.object({ to: z.enum(CALLS) })
export const HandOverInput = z.object({ userId: z.string().regex(/^[\w-]{1,80}$/) })
export const SetDoorsInput = z.object({ doors: z.enum(['open', 'locked']) })
export const SetOpeningInput = z.object({ opensAt: z.string() })

export type OpenSessionInput = z.infer<typeof OpenSessionInput>
export type MoveToStepInput = z.infer<typeof MoveToStepInput>
