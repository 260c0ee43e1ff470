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
/** How many dots each person has, on what, and whether several may lie on one thing. */
const Dots = z.object({ dots: z.int().min(1).max(MOST_DOTS), dotsOn: z.enum(DOTTED), stacking: z.enum(STACKINGS) })
export const InsertStepInput = Words.extend({
  kind: z.enum(INSERTABLE),
  /** The step that it comes behind; the one the room is at when none is named. */
  after: idOf<'step'>().nullable().default(null),
  dots: Dots.shape.dots.default(3),
  dotsOn: Dots.shape.dotsOn.default('statements'),
  stacking: Dots.shape.stacking.default('one'),
})
const One = z.object({ stepId: idOf<'step'>() })
/** What is not named of the dots stays as it is. */
export const ChangeStepInput = Words.extend({ ...One.shape, ...Dots.partial().shape })
export const LeaveOutInput = One.extend({ state: z.enum(['planned', 'left-out']) })
export const SaveTemplateInput = z.object({ name: z.string() })
export const DeleteTemplateInput = z.object({ templateId: idOf<'template'>() })

export type InsertStepInput = z.infer<typeof InsertStepInput>
export type ChangeStepInput = z.infer<typeof ChangeStepInput>
