import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'
import { AGREED_FROM, STANDS } from '#server/vocabulary/agreement.ts'

const Owned = z.object({
  ownerPartner: idOf<'partner'>().nullable().default(null),
  ownerName: z.string().default(''),
  reviewOn: z.string().max(40),
})
const Stood = z.object({
  partnerId: idOf<'partner'>(),
  stand: z.enum(STANDS).nullable().default(null),
  reason: z.string().default(''),
})
const One = z.object({ agreementId: idOf<'agreement'>() })

export const OneAgreementInput = One
export const MakeAgreementInput = Owned.extend({
  text: z.string(),
  /** A statement's line or the number of a version, as text; null for words of its own. */
  from: z
    .object({ kind: z.enum(AGREED_FROM).exclude(['words']), id: z.string().max(40) })
    .nullable()
    .default(null),
  /** The workshop it is made in; none outside one. */
  sessionId: idOf<'session'>().nullable().optional(),
  agreedOn: z.string().max(40),
  stands: z.array(Stood).max(500).default([]),
})
export const ChangeAgreementInput = Owned.extend({ ...One.shape, version: z.int() })
export const NoteStandInput = Stood.extend(One.shape)
export const EndAgreementInput = One.extend({ endedOn: z.string().max(40), outcome: z.string().default('') })

export type MakeAgreementInput = z.infer<typeof MakeAgreementInput>
export type ChangeAgreementInput = z.infer<typeof ChangeAgreementInput>
export type NoteStandInput = z.infer<typeof NoteStandInput>
export type EndAgreementInput = z.infer<typeof EndAgreementInput>
