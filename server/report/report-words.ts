import type { Course } from '#server/analysis/change.ts'
import type { Kind, Quadrant } from '#server/vocabulary/kind.ts'
import { type Kinds, type Label, labelOf, labelsOf } from '#server/vocabulary/label.ts'
import type { WantedTogether } from '#server/vocabulary/wanted.ts'

/** Kinds in words, as the pages say them. */
export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  'too-few': 'Too few to say',
  unclear: 'Unclear',
  conflict: 'Partners disagree',
  'same-side': 'Same side, different strength',
  mixed: 'Mixed inside partners',
  'aligned-for': 'Shared: for',
  'aligned-against': 'Shared: against',
  lukewarm: 'Lukewarm',
  split: 'Split',
  'one-against-many': 'One against many',
  'shared-yes': 'Shared: yes',
  'shared-no': 'Shared: no',
}

/** What is said of a statement first. */
export const SAID: Readonly<Record<Label, string>> = {
  ...KIND_WORDS,
  'not-clear': 'Not clear yet',
  'few-against-many': 'A few against many',
  'near-middle': 'Near the middle',
}

/** The four fields in words. */
export const QUADRANT_WORDS: Readonly<Record<Quadrant, string>> = {
  'shared-direction': 'Shared direction: together, and everybody knows what holds now',
  'hidden-agreement': 'Hidden agreement: together, but people don’t know that it is agreed',
  'open-disagreement': 'Open disagreement: opposed, and everybody knows what holds now',
  'muddled-dispute': 'Muddled dispute: opposed, and unclear what holds now',
}

/** What is wanted together, and whether it is our focus already, where that is known. */
export const WANTED_WORDS: Readonly<Record<WantedTogether, string>> = {
  'wanted-is': 'Wanted, and it is our focus now.',
  'wanted-is-not': 'Wanted, and everybody knows that it isn’t our focus yet.',
  'unwanted-is': 'Not wanted, and everybody knows that it is our focus now.',
  'unwanted-is-not': 'Not wanted, and it isn’t our focus.',
  wanted: 'Wanted.',
  unwanted: 'Not wanted.',
}

/** Why a statement has no place among the four. */
export const NO_PLACE_WORDS = {
  'too-few': 'No place: too few answered',
  unclear: 'No place: not clear what it would mean',
  mixed: 'No place: partners hold both views inside',
  lukewarm: 'No place: no clear leaning on average',
  'not-clear': 'No place yet: it may be of two kinds',
} as const

/** What became of a disagreement, in words. */
export const COURSE_WORDS: Readonly<Record<Course, string>> = {
  converged: 'Partners came closer',
  'papered-over': 'Papered over: less dispute, because more people find it unclear',
  'moved-inside': 'The dispute moved inside: less between partners, more among their own people',
  'grew-apart': 'Partners grew apart',
  'no-clear-change': 'How far apart partners are didn’t clearly change',
}

// What is rounded to nothing has no sign.
const rounded = (value: number, digits: number) => Number(value.toFixed(digits)) || 0

/** A figure to be read; a dash where it is absent. */
export const figure = (value: number | null, digits = 2): string =>
  value === null ? '–' : rounded(value, digits).toFixed(digits)

/** A change to be read, with its sign. */
export const shift = (value: number | null): string =>
  value === null ? '–' : `${rounded(value, 2) > 0 ? '+' : ''}${figure(value)}`

/** A share to be read. */
export const percent = (value: number | null): string => (value === null ? '–' : `${Math.round(value * 100)} %`)

/** An interval to be read, behind the figure that it is around. */
export const range = (interval: readonly [number, number] | null, write: (value: number) => string = figure): string =>
  interval ? ` (${write(interval[0])} to ${write(interval[1])})` : ''

/** What is said of a statement first, with both kinds that it may be where that isn't clear yet. */
export function saidOf(statement: Kinds): string {
  const said = SAID[labelOf(statement)]
  const mayBe = labelsOf(statement).map((label) => SAID[label].toLowerCase())
  return mayBe.length > 1 ? `${said}: ${mayBe.join(' or ')}` : said
}

/** A statement's words in one line. */
export const inOneLine = (text: string): string => text.replace(/\s+/g, ' ')
