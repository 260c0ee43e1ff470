/** What somebody tells the convenor without a word: that they want to speak, need more time at this step, or are done with it. */
export const SIGNALS = ['hand', 'more_time', 'done'] as const
export type Signal = (typeof SIGNALS)[number]

/** Where everybody can be asked to come: the steps on their phone, or the shared board. */
export const CALLS = ['steps', 'board'] as const
export type Call = (typeof CALLS)[number]
