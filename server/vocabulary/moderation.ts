/** Whether what people write waits for the convenor before the room sees it. Fixed when the workshop is opened. */
export const MODERATIONS = ['none', 'check'] as const
export type Moderation = (typeof MODERATIONS)[number]

/** What the convenor made of something written: nothing yet, fit to be shown, or hidden. Any of it can be undone. */
export const VERDICTS = ['none', 'passed', 'hidden'] as const
export type Verdict = (typeof VERDICTS)[number]

/** Whether the room may see it, as far as the convenor's say goes. */
export const mayBeShown = (verdict: Verdict, moderation: Moderation): boolean =>
  verdict === 'passed' || (verdict === 'none' && moderation === 'none')

/** What can be checked, hidden and reported. */
export const WRITTEN = ['view', 'story'] as const
export type Written = (typeof WRITTEN)[number]
