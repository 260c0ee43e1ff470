import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'
import {
  CAUSES,
  DIRECTIONS,
  EVIDENCE,
  INTENTS,
  JUDGEMENTS,
  VALUE_DIMENSIONS,
  WEIGHTS,
} from '#server/vocabulary/value.ts'

/** What a loss comes from: an id for what the network keeps, words for the rest. */
const CauseInput = z.object({ kind: z.enum(CAUSES), id: z.string().max(40).default(''), text: z.string().default('') })

export const NoteValueInput = z.object({
  /** Made where it is typed, so that a request sent twice notes one entry. */
  id: idOf<'value'>().optional(),
  direction: z.enum(DIRECTIONS).nullable().default(null),
  dimension: z.enum(VALUE_DIMENSIONS).nullable().default(null),
  text: z.string(),
  intent: z.enum(INTENTS).default('not_known'),
  gains: z.string().default(''),
  bears: z.string().default(''),
  weight: z.enum(WEIGHTS).default('some'),
  contribution: z.string().default(''),
  evidence: z.enum(EVIDENCE).default('claimed'),
  evidenceText: z.string().default(''),
  cause: CauseInput.nullable().default(null),
})
const One = z.object({ entryId: idOf<'value'>() })
export const OneValueInput = One
export const ChangeValueInput = NoteValueInput.extend({ ...One.shape, version: z.int() })
export const JudgeValueInput = One.extend({
  point: z.literal(JUDGEMENTS).nullable().default(null),
  reason: z.string().default(''),
})
export const PlanMitigationInput = One.extend({
  id: idOf<'mitigation'>().optional(),
  what: z.string(),
  ownerPartner: idOf<'partner'>().nullable().default(null),
  ownerName: z.string().default(''),
  dueOn: z.string().max(40).nullable().default(null),
})
export const SettleMitigationInput = z.object({ mitigationId: idOf<'mitigation'>(), outcome: z.string().default('') })

export type NoteValueInput = z.infer<typeof NoteValueInput>
export type ChangeValueInput = z.infer<typeof ChangeValueInput>
export type JudgeValueInput = z.infer<typeof JudgeValueInput>
export type PlanMitigationInput = z.infer<typeof PlanMitigationInput>
export type SettleMitigationInput = z.infer<typeof SettleMitigationInput>
