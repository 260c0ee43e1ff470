/** What the network did to public value: made some, took some away, both, or may take some away. */
export const DIRECTIONS = ['created', 'destroyed', 'mixed', 'at_risk'] as const
export type Direction = (typeof DIRECTIONS)[number]

/** What kind of value it is. */
export const VALUE_DIMENSIONS = [
  'collective_outcome',
  'service_experience',
  'fairness',
  'cost',
  'use_of_authority',
  'democratic_accountability',
  'procedural_legitimacy',
  'relational',
] as const
export type ValueDimension = (typeof VALUE_DIMENSIONS)[number]

export const INTENTS = ['intended', 'not_intended', 'not_known'] as const
export type Intent = (typeof INTENTS)[number]

/** How much it matters, from little to much. */
export const WEIGHTS = ['little', 'some', 'much'] as const
export type Weight = (typeof WEIGHTS)[number]

/** How well it is known: said, supported by something, confirmed by an outsider, or the evidence itself is disputed. */
export const EVIDENCE = ['claimed', 'supported', 'confirmed', 'disputed'] as const
export type Evidence = (typeof EVIDENCE)[number]

/** What a loss comes from: an unclear statement, a lost authoriser, a thread nobody joined up, or something else in words. */
export const LINKED_CAUSES = ['statement', 'authoriser', 'thread'] as const
export const CAUSES = [...LINKED_CAUSES, 'other'] as const
export type Cause = (typeof CAUSES)[number]

/** What each partner thinks it did, from took much away to gave much. */
export const JUDGEMENTS = [-2, -1, 0, 1, 2] as const
export type Judgement = (typeof JUDGEMENTS)[number]

/** Where a loss stands: nobody has taken it on, somebody is dealing with it, or it was dealt with. */
export const LOSS_STATES = ['open', 'being_dealt_with', 'dealt_with'] as const
export type LossState = (typeof LOSS_STATES)[number]

/** Whether it took something from somebody, or may: then it needs a bearer and a cause. */
export const isLoss = (direction: Direction): boolean => direction !== 'created'
