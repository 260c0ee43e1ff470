import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'
import { DOTTED, MOST_DOTS, STACKINGS } from '#server/vocabulary/dots.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { INSERTABLE } from '#server/vocabulary/step.ts'

const Words = z.object({
  title: z.string().default(''),
  instruction: z.string().default(''),
  say: z.string().default(''),
  watch: z.string().default(''),
  stuck: z.string().default(''),
  minutes: z.int().min(1).max(LIMITS.stepMinutes),
})
export const InsertStepInput = Words.extend({
  kind: z.enum(INSERTABLE),
  /** The step that it comes behind; the one the room is at when none is named. */
  after: idOf<'step'>().nullable().default(null),
  dots: z.int().min(1).max(MOST_DOTS).default(3),
  dotsOn: z.enum(DOTTED).default('statements'),
  stacking: z.enum(STACKINGS).default('one'),
})
const One = z.object({ stepId: idOf<'step'>() })
export const ChangeStepInput = Words.extend(One.shape)
export const LeaveOutInput = One.extend({ state: z.enum(['planned', 'left-out']) })
export const SaveTemplateInput = z.object({ name: z.string() })
export const DeleteTemplateInput = z.object({ templateId: idOf<'template'>() })

export type InsertStepInput = z.infer<typeof InsertStepInput>
export type ChangeStepInput = z.infer<typeof ChangeStepInput>
