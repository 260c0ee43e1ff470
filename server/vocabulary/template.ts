import type { Step } from './step.ts'

/** A workshop's plan: which steps it walks and how many minutes each is meant to take. */
export interface Template {
  readonly id: TemplateId
  readonly minutes: Readonly<Record<Step, number>>
}
export const TEMPLATE_IDS = ['first-meeting', 'yearly-review'] as const
export type TemplateId = (typeof TEMPLATE_IDS)[number]

export const TEMPLATES: Readonly<Record<TemplateId, Template>> = {
  'first-meeting': {
    id: 'first-meeting',
    minutes: { join: 5, views: 8, 'show-views': 8, rate: 10, 'show-answers': 5, talk: 20, finish: 4 },
  },
  'yearly-review': {
    id: 'yearly-review',
    minutes: { join: 5, views: 10, 'show-views': 12, rate: 15, 'show-answers': 8, talk: 35, finish: 5 },
  },
}
