import { z } from 'zod'
import { Sending } from '#server/participant/sending.ts'
import { idOf } from '#server/trpc/ids.ts'
import { ACTIVITY_KINDS, AIM_KINDS, FAMILIES, WAYS } from '#server/vocabulary/activity.ts'
import { CORNERS } from '#server/vocabulary/corner.ts'

/** What it was or will be for: an id for what the network keeps, words for the rest. */
const Aim = z.object({ kind: z.enum(AIM_KINDS), id: z.string().max(40).default(''), text: z.string().default('') })

const About = z.object({
  title: z.string(),
  kind: z.enum(ACTIVITY_KINDS).nullable().default(null),
  family: z.enum(FAMILIES).nullable().default(null),
  corners: z.array(z.enum(CORNERS)).max(10).default([]),
  aim: Aim.nullable().default(null),
  people: z.string().default(''),
  partners: z.array(idOf<'partner'>()).max(200).default([]),
  outcome: z.string().default(''),
  next: z.string().default(''),
})
/** Made where it is typed, so that a request sent twice notes one activity. */
const id = idOf<'activity'>().optional()
export const LogActivityInput = About.extend({ id, onDay: z.string().max(40) })
export const PlanActivityInput = About.omit({ outcome: true }).extend({
  id,
  onDay: z.string().max(40).nullable().default(null),
  /** Who keeps it up; oneself when nobody is named. Only convenors name others. */
  ownerId: idOf<'user'>().nullable().default(null),
})

const One = z.object({ activityId: idOf<'activity'>() })
export const OneActivityInput = One
export const FinishActivityInput = One.extend({
  version: z.int(),
  onDay: z.string().max(40),
  outcome: z.string().default(''),
  next: z.string().default(''),
})
export const ChangeActivityInput = About.extend({
  ...One.shape,
  version: z.int(),
  onDay: z.string().max(40).nullable().default(null),
})
export const RelabelActivityInput = One.extend({ version: z.int(), way: z.enum(WAYS), reason: z.string().default('') })
export const CallOffActivityInput = One.extend({ version: z.int(), reason: z.string().default('') })

/** From a phone in a workshop: the id is made there, so that what is sent twice is planned once. */
export const ProposeActivityInput = z.object({
  ...Sending.shape,
  activityId: idOf<'activity'>(),
  title: z.string(),
  kind: z.enum(ACTIVITY_KINDS).nullable().default(null),
  corners: z.array(z.enum(CORNERS)).max(10).default([]),
  aim: z.string(),
  onDay: z.string().max(40).nullable().default(null),
})

export type ProposeActivityInput = z.infer<typeof ProposeActivityInput>
export type AimInput = z.infer<typeof Aim>
export type AboutInput = z.infer<typeof About>
export type LogActivityInput = z.infer<typeof LogActivityInput>
export type PlanActivityInput = z.infer<typeof PlanActivityInput>
export type FinishActivityInput = z.infer<typeof FinishActivityInput>
export type ChangeActivityInput = z.infer<typeof ChangeActivityInput>
export type RelabelActivityInput = z.infer<typeof RelabelActivityInput>
export type CallOffActivityInput = z.infer<typeof CallOffActivityInput>
