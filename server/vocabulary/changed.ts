/** The things whose changes are kept in a network's history. */
export const CHANGED_NOUNS = [
  'authoriser',
  'support',
  'dependency',
  'formalisation',
  'briefing',
  'activity',
  'value',
  'thread',
  'talk',
  'insight',
  'proposition',
  'agreement',
  'governance',
  'absent',
  'purpose',
  'capacity',
  'exchange',
  'match',
] as const
export type ChangedNoun = (typeof CHANGED_NOUNS)[number]
