/** How talking about a statement ended. `open`: what was written down before was taken back. */
export const OUTCOMES = ['settled', 'reworded', 'agreed-to-differ', 'sent', 'open'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What new words do to a statement's answers: they mean the same and the answers hold, or it is asked again. */
export const MEANINGS = ['same', 'changed'] as const
export type Meaning = (typeof MEANINGS)[number]
