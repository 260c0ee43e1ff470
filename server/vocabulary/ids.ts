/** A text that names one thing of one noun, so that a partner's id can't be handed in where a seat's is meant. */
export type Id<Noun extends string> = string & { readonly __noun: Noun }

export type NetworkId = Id<'network'>
export type PartnerId = Id<'partner'>
export type UserId = Id<'user'>
export type SessionId = Id<'session'>
export type SeatId = Id<'seat'>
export type StatementId = Id<'statement'>
export type CardId = Id<'card'>
export type GroupId = Id<'group'>
export type DeedKey = Id<'deed'>
export type SheetId = Id<'sheet'>
export type AuthoriserId = Id<'authoriser'>
export type FormalisationId = Id<'formalisation'>
export type ThingId = Id<'thing'>
export type BriefingId = Id<'briefing'>
export type ActivityId = Id<'activity'>
export type ReflectionId = Id<'reflection'>
export type ValueEntryId = Id<'value'>
export type MitigationId = Id<'mitigation'>
export type ReturnId = Id<'return'>
export type NoteId = Id<'note'>
export type AgreementId = Id<'agreement'>
export type AbsentGroupId = Id<'absent'>
export type ThreadId = Id<'thread'>
export type OutcomeId = Id<'outcome'>
export type InsightId = Id<'insight'>
export type CapacityId = Id<'capacity'>
export type ExchangeId = Id<'exchange'>
export type MatchId = Id<'match'>
export type PurposeId = Id<'purpose'>
export type StepId = Id<'step'>
export type TemplateKey = Id<'template'>
export type StoryId = Id<'story'>

const SIGNS = '0123456789abcdefghjkmnpqrstvwxyz'

/** The shape of every id: 20 signs of Crockford's lower-case base 32 (100 bits). */
export const ID_SHAPE = /^[0-9abcdefghjkmnpqrstvwxyz]{20}$/

/** A fresh id from the platform's secure chance: 100 bits, so two never meet. */
export const newId = <Noun extends string>(): Id<Noun> =>
  idOfBytes<Noun>(globalThis.crypto.getRandomValues(new Uint8Array(20)))

/** The id that at least 20 bytes spell: five bits of each of the first twenty. */
export const idOfBytes = <Noun extends string>(bytes: Uint8Array): Id<Noun> =>
  Array.from(bytes.subarray(0, 20), (byte) => SIGNS[byte & 31]).join('') as Id<Noun>
