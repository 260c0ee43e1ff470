/** The five parts of the one sentence that says what a network is for, in the order they are read. */
export const SLOTS = ['for_whom', 'what_changes', 'joint_action', 'authority', 'capacity'] as const
export type Slot = (typeof SLOTS)[number]

/** What a partner says to a version: we support it, we can live with it, we can't accept it, I can't speak for us. */
export const PROPOSITION_ANSWERS = ['support', 'live_with', 'cannot', 'cannot_speak'] as const
export type PropositionAnswer = (typeof PROPOSITION_ANSWERS)[number]

/** Whether partners are asked about a version: not yet, now, or no more. It only ever moves on. */
export const ASKINGS = ['not_asked', 'open', 'closed'] as const
export type Asking = (typeof ASKINGS)[number]

/** What a part of the sentence may be taken from: a card of a shared board, a story that was told, or a workshop's statement. */
export const SOURCE_KINDS = ['card', 'story', 'statement'] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

/** Where words of a part were taken from, with the words as they were then. */
export interface Source {
  readonly kind: SourceKind
  readonly sessionId: string
  readonly id: string
  readonly text: string
}

/** Some words that two texts share, or that only the later or only the earlier has. */
export interface WordRun {
  readonly is: 'same' | 'added' | 'removed'
  readonly text: string
}

/**
 * A part's words as they stand within the sentence: without the stop that a card ends with.
 * @example withinSentence('Rooms are shared. ') // 'Rooms are shared'
 */
export const withinSentence = (text: string): string => text.replace(/[\s.;,:]+$/u, '')
