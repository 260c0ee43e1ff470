/** What dots are put on: cards of the board, statements, or what was planned in this workshop. */
export const DOTTED = ['cards', 'statements', 'activities'] as const
export type Dotted = (typeof DOTTED)[number]

/** Whether one may put several dots on one thing. */
export const STACKINGS = ['one', 'many'] as const
export type Stacking = (typeof STACKINGS)[number]

export const MOST_DOTS = 20
