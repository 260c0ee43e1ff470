import { z } from 'zod'
import { Sending } from '#server/participant/sending.ts'
import { idOf } from '#server/trpc/ids.ts'
import { ABOUT_KINDS, ANSWERED_STATES, CLOSENESS, SENSITIVITIES } from '#server/vocabulary/hearing.ts'

export const NoteHeardInput = z.object({
  /** Made where it is typed, so that a request sent twice keeps one note. */
  id: idOf<'note'>().optional(),
  text: z.string(),
  aboutKind: z.enum(ABOUT_KINDS),
  /** The id of a statement's line, an authoriser or a partner; or the words of a topic. */
  about: z.string(),
  closeness: z.enum(CLOSENESS).default('heard'),
  confidence: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(2),
  sensitivity: z.enum(SENSITIVITIES).default('convenors'),
  /** Who may read it, for a named group. */
  readers: z.array(idOf<'user'>()).max(200).default([]),
  heardOn: z.string().max(40),
  recheckBy: z.string().max(40).nullable().default(null),
})
/** From a phone in a workshop: the id is made there, so that what is sent twice is noted once. */
export const HeardHereInput = z.object({
  ...Sending.shape,
  noteId: idOf<'note'>(),
  text: z.string(),
  closeness: z.enum(CLOSENESS).default('heard'),
  confidence: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(2),
  /** A seat names nobody: it is for the convenors, or for the network's members. */
  sensitivity: z.enum(['convenors', 'network']).default('convenors'),
})
export const JoinNotesInput = z.object({
  noteIds: z.array(idOf<'note'>()).min(1).max(100),
  /** The thread they go into; a new one under this title when there is none. */
  threadId: idOf<'thread'>().nullable().default(null),
  title: z.string().default(''),
})
export const TakeOutInput = z.object({ noteId: idOf<'note'>() })
export const AnswerInput = z.object({
  /** One note, or every note of a thread. */
  of: z.union([z.object({ noteId: idOf<'note'>() }), z.object({ threadId: idOf<'thread'>() })]),
  state: z.enum(ANSWERED_STATES),
  answer: z.string(),
  /** The answers that whoever answers has read: another, given meanwhile, is not written over. */
  seen: z.array(z.string().max(2_000)).max(200).default([]),
})

export type NoteHeardInput = z.infer<typeof NoteHeardInput>
export type HeardHereInput = z.infer<typeof HeardHereInput>
export type JoinNotesInput = z.infer<typeof JoinNotesInput>
export type TakeOutInput = z.infer<typeof TakeOutInput>
export type AnswerInput = z.input<typeof AnswerInput>
