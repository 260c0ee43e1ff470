import { z } from 'zod'
import { Sending } from '#server/participant/sending.ts'
import { idOf } from '#server/trpc/ids.ts'
import {
  AUTHORISER_KINDS,
  BASES,
  GIFTS,
  INSTRUMENTS,
  SUCCESSORS,
  SUPPORT_LEVELS,
  THING_KINDS,
  TRIGGERS,
} from '#server/vocabulary/backing.ts'

const partner = idOf<'partner'>().nullable().default(null)
const user = idOf<'user'>().nullable().default(null)
const day = z.string().max(40).nullable().default(null)

export const AuthoriserFields = z.object({
  label: z.string(),
  kind: z.enum(AUTHORISER_KINDS),
  organisation: z.string().default(''),
  gives: z.array(z.enum(GIFTS)).max(GIFTS.length),
  basis: z.enum(BASES),
  instrument: z.enum(INSTRUMENTS).nullable().default(null),
  heldByPartner: partner,
  heldByUser: user,
  secondPartner: partner,
  secondUser: user,
  startsOn: day,
  endsOn: day,
  trigger: z.enum(TRIGGERS).nullable().default(null),
  reviewOn: day,
  successor: z.enum(SUCCESSORS).default('not_asked'),
  successorName: z.string().default(''),
})
const OfAuthoriser = z.object({ authoriserId: idOf<'authoriser'>() })

/** `id` is made where it is typed, so that a request sent twice adds one. */
export const AddAuthoriserInput = AuthoriserFields.extend({ id: idOf<'authoriser'>().optional() })
export const ChangeAuthoriserInput = AuthoriserFields.extend({
  authoriserId: idOf<'authoriser'>(),
  version: z.int(),
})
export const EndAuthoriserInput = OfAuthoriser.extend({ endedOn: z.string().max(40) })
export const NoteSupportInput = OfAuthoriser.extend({
  id: idOf<'support'>().optional(),
  level: z.enum(SUPPORT_LEVELS),
  since: z.string().max(40),
  note: z.string().default(''),
})
export const HangOnInput = OfAuthoriser.extend({
  thingKind: z.enum(THING_KINDS),
  /** An id of what is there; or null with a label for a new resource, activity or agreement. */
  thingId: idOf<'thing'>().nullable().default(null),
  label: z.string().default(''),
})
export const LetGoInput = OfAuthoriser.extend({ thingKind: z.enum(THING_KINDS), thingId: idOf<'thing'>() })
export const PlanFormalisationInput = OfAuthoriser.extend({
  id: idOf<'formalisation'>().optional(),
  what: z.string(),
  ownerPartner: partner,
  ownerName: z.string().default(''),
  dueOn: z.string().max(40),
})
export const SettleFormalisationInput = z.object({
  formalisationId: idOf<'formalisation'>(),
  /** Written down: the paper it led to, and whether all now rests on it. Dropped: no paper. */
  instrument: z.enum(INSTRUMENTS).nullable().default(null),
  basis: z.enum(['formal', 'mixed']).default('formal'),
})

/** Whether one wants a mail before a backing ends. */
export const ChooseMailInput = z.object({ wants: z.boolean() })

export type AddAuthoriserInput = z.infer<typeof AddAuthoriserInput>
/** From a phone in a workshop: the id is made there, so that what is sent twice is told once. */
export const SuggestBackerInput = AuthoriserFields.pick({
  label: true,
  kind: true,
  gives: true,
  basis: true,
  instrument: true,
  endsOn: true,
}).extend({ ...Sending.shape, suggestionId: idOf<'suggestion'>(), capacity: z.string().default('') })
export const SettleSuggestionInput = z.object({
  suggestionId: idOf<'suggestion'>(),
  as: z.enum(['added', 'set-aside']),
})

export type SuggestBackerInput = z.infer<typeof SuggestBackerInput>
export type AuthoriserFields = z.infer<typeof AuthoriserFields>
export type ChangeAuthoriserInput = z.infer<typeof ChangeAuthoriserInput>
export type EndAuthoriserInput = z.infer<typeof EndAuthoriserInput>
export type NoteSupportInput = z.infer<typeof NoteSupportInput>
export type HangOnInput = z.infer<typeof HangOnInput>
export type LetGoInput = z.infer<typeof LetGoInput>
export type PlanFormalisationInput = z.infer<typeof PlanFormalisationInput>
export type SettleFormalisationInput = z.infer<typeof SettleFormalisationInput>
