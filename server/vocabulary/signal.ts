/** What somebody asks the convenor for without a word: to speak, or more time at this step. */
export const SIGNALS = ['hand', 'more_time'] as const
export type Signal = (typeof SIGNALS)[number]

/** Where everybody can be asked to come: the steps on their phone, or the shared board. */
export const CALLS = ['steps', 'board'] as const
export type Call = (typeof CALLS)[number]
