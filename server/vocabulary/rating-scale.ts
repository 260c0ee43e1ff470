/** The five points, from "strongly disagree" to "strongly agree". */
export const POINTS = [-2, -1, 0, 1, 2] as const
export type Point = (typeof POINTS)[number]

/**
 * What a person can answer. Neutral (0), "not clear to me" and "not my remit" are three different answers;
 * giving none is the absence of one.
 */
export const ANSWERS = [...POINTS, 'unclear', 'remit'] as const
export type Answer = (typeof ANSWERS)[number]

export const isAnswer = (thing: unknown): thing is Answer => ANSWERS.includes(thing as Answer)

/** Whether a stance is the organisation's agreed position, the delegate's reading of it, or a personal view. */
export const MANDATES = ['agreed', 'reading', 'own'] as const
export type Mandate = (typeof MANDATES)[number]

/** Who speaks: each person for themself, or one agreed answer per partner, shown with the partner's name. */
export const VOICES = ['own', 'named'] as const
export type Voice = (typeof VOICES)[number]

/** The questions a statement can be asked with: is it our focus now, should it be, what would most partners say. */
export const QUESTIONS = ['is', 'should', 'most'] as const
export type Question = (typeof QUESTIONS)[number]

/** What a sheet of paper asks: what most would say is asked on phones alone. */
export const PAPER_QUESTIONS = ['is', 'should'] as const satisfies readonly Question[]
export type PaperQuestion = (typeof PAPER_QUESTIONS)[number]

/** Whether an answer was given before its round was shown, and so in private, or after; only the first kind is counted. */
export const SHOWINGS = ['before', 'after'] as const
export type Showing = (typeof SHOWINGS)[number]
/** What can be answered to each: only a stance can be outside one's remit, and what most would say is yes (1) or no (-1). */
export const ANSWERS_TO: Readonly<Record<Question, readonly Answer[]>> = {
  should: ANSWERS,
  is: [...POINTS, 'unclear'],
  most: [-1, 1, 'unclear'],
}

/** How many people of one partner must have answered a statement before that partner's answers are shown. */
export const MINIMUM_CELL = 3
