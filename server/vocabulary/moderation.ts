/** Whether what people write waits for the convenor before the room sees it. Fixed when the workshop is opened. */
export const MODERATIONS = ['none', 'check'] as const
export type Moderation = (typeof MODERATIONS)[number]

/** What the convenor made of something written: nothing yet, fit to be shown, or hidden. Any of it can be undone. */
export const VERDICTS = ['none', 'passed', 'hidden'] as const
export type Verdict = (typeof VERDICTS)[number]

/** Whether the room may see it, as far as the convenor's say goes. */
export const mayBeShown = (verdict: Verdict, moderation: Moderation): boolean =>
  verdict === 'passed' || (verdict === 'none' && moderation === 'none')

/**
 * What the convenor's say is worth once its author sends something again: the same words stand as they stood, others are
 * checked again, and what was hidden stays hidden until the convenor looks at it.
 */
export const verdictOn = (verdict: Verdict, isSame: boolean): Verdict =>
  isSame || verdict === 'hidden' ? verdict : 'none'

/** What can be checked, hidden and reported: views, stories, what somebody plans to do, and the reasons beside answers. */
export const WRITTEN = ['view', 'story', 'activity', 'reason'] as const
export type Written = (typeof WRITTEN)[number]
