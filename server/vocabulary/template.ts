import type { Dotted, Stacking } from './dots.ts'
import type { Step } from './step.ts'

/**
 * The words of a step: what to do, what to say, what to watch, what to do when stuck. They stand in the catalogue under
 * `steps.do` and `runSheet.words`. Every kind of step has a script of its own name; some have more, for another moment of the workshop.
 */
export const SCRIPTS = {
  join: 'join',
  story: 'story',
  'story-newcomer': 'story',
  views: 'views',
  'views-newcomer': 'views',
  'show-views': 'show-views',
  rate: 'rate',
  'rate-again': 'rate',
  'show-answers': 'show-answers',
  'show-change': 'show-answers',
  talk: 'talk',
  proposition: 'proposition',
  triangle: 'triangle',
  'triangle-at-risk': 'triangle',
  activities: 'activities',
  'activities-at-risk': 'activities',
  dots: 'dots',
  minute: 'minute',
  own: 'own',
  finish: 'finish',
} as const satisfies Readonly<Record<string, Step>>
export type Script = keyof typeof SCRIPTS
export const isScript = (thing: unknown): thing is Script => Object.hasOwn(SCRIPTS, thing as string)

/** A step as a template has it. Words of one's own stand in place of the script's; '' leaves the script's. */
export interface TemplateStep {
  readonly kind: Step
  readonly script: Script
  readonly minutes: number
  readonly title?: string
  readonly instruction?: string
  readonly say?: string
  readonly watch?: string
  readonly stuck?: string
  readonly dots?: number
  readonly dotsOn?: Dotted
  readonly stacking?: Stacking
}

/** The plans that come with the product: a short one, and one for each occasion. */
export const TEMPLATE_IDS = ['plain', 'first-meeting', 'yearly-review', 'new-partner', 'backing-at-risk'] as const
export type TemplateId = (typeof TEMPLATE_IDS)[number]

const planned = (...steps: readonly (readonly [Script, number])[]): readonly TemplateStep[] =>
  steps.map(([script, minutes]) => ({ kind: SCRIPTS[script], script, minutes }))

export const TEMPLATES: Readonly<Record<TemplateId, readonly TemplateStep[]>> = {
  plain: planned(
    ['join', 5],
    ['views', 8],
    ['show-views', 8],
    ['rate', 10],
    ['show-answers', 5],
    ['talk', 20],
    ['finish', 4],
  ),
  'first-meeting': planned(
    ['join', 4],
    ['story', 8],
    ['views', 8],
    ['show-views', 8],
    ['rate', 6],
    ['show-answers', 4],
    ['talk', 10],
    ['proposition', 7],
    ['minute', 3],
    ['finish', 2],
  ),
  // The whole pattern: unclear before split, because part of a split disappears once the words are clear.
  'yearly-review': planned(
    ['join', 4],
    ['story', 8],
    ['views', 8],
    ['show-views', 8],
    ['rate', 10],
    ['show-answers', 5],
    ['talk', 15],
    ['proposition', 7],
    ['rate-again', 3],
    ['show-change', 2],
    ['triangle', 10],
    ['activities', 6],
    ['minute', 3],
    ['finish', 1],
  ),
  'new-partner': planned(
    ['join', 3],
    ['story-newcomer', 10],
    ['views-newcomer', 6],
    ['show-views', 7],
    ['rate', 6],
    ['show-answers', 3],
    ['talk', 6],
    ['minute', 3],
    ['finish', 1],
  ),
  'backing-at-risk': planned(
    ['join', 4],
    ['triangle-at-risk', 14],
    ['rate', 6],
    ['show-answers', 4],
    ['talk', 14],
    ['activities-at-risk', 8],
    ['dots', 4],
    ['minute', 4],
    ['finish', 2],
  ),
}

/** What a plan takes, in minutes. */
export const minutesOf = (steps: readonly { readonly minutes: number }[]): number =>
  steps.reduce((sum, { minutes }) => sum + minutes, 0)

/** The longest that what a convenor says at a step may be: more is not listened to. */
export const SAY_WORDS = 40
export const wordsIn = (text: string): number => text.split(/\s+/).filter(Boolean).length
