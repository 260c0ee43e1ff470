/** How close somebody was to what a note says: saw it, was told, or heard it said. */
export const CLOSENESS = ['saw', 'told', 'heard'] as const
export type Closeness = (typeof CLOSENESS)[number]

/** Who may read a note: the network's members, its convenors, or people named one by one. Its author always may. */
export const SENSITIVITIES = ['convenors', 'network', 'group'] as const
export type Sensitivity = (typeof SENSITIVITIES)[number]

export const NOTE_STATES = ['new', 'joined', 'acted_on', 'parked', 'disproved'] as const
export type NoteState = (typeof NOTE_STATES)[number]
/** The states that an answer brings a note to. */
export const ANSWERED_STATES = ['acted_on', 'parked', 'disproved'] as const
export type AnsweredState = (typeof ANSWERED_STATES)[number]

export const ABOUT_KINDS = ['statement', 'authoriser', 'partner', 'topic'] as const
export type AboutKind = (typeof ABOUT_KINDS)[number]

/** A note without an answer is on the ageing list after so many days. */
export const AGEING_DAYS = 14

const TITLED = /\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Cllr|Sir|Dame|Lord|Lady|Rev)\.?\s+\p{Lu}\p{Ll}+/u
// Two words with a capital inside a sentence, as a first name and a surname are.
const PAIR = /(?<=[\p{Ll}\d,;:]\s)\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+/u

/**
 * Whether a text seems to name a person. A hint, never a bar: names of places and bodies look the same.
 * @example seemsToName('I met Cllr Jones') // true
 * @example seemsToName('The cabinet member is unsure') // false
 */
export const seemsToName = (text: string): boolean => TITLED.test(text) || PAIR.test(text)
