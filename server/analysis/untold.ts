/** The figures of how people differ that follow in closed form, where they may not be told. */
const DIFFERENCES_UNTOLD = {
  dispersion: null,
  within: null,
  between: null,
  betweenShare: null,
  interval: null,
  intervals: null,
  agreement: null,
  distribution: null,
} as const

/** Every figure of a statement that follows in closed form, where none may be told. */
export const FIGURES_UNTOLD = { position: null, unsure: null, ...DIFFERENCES_UNTOLD } as const

/** Every figure of a statement that is made of how people differ, where none of these may be told. */
export const SPREAD_UNTOLD = {
  ...DIFFERENCES_UNTOLD,
  groupInformedConsensus: null,
  qValue: null,
  structure: null,
} as const
