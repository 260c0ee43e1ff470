/**
 * What a step of a workshop lets people do. A workshop's plan names them in the order they are walked, some of them twice;
 * here they stand in the order they most often come. `own` is only words of the convenor's.
 */
export const STEPS = [
  'join',
  'story',
  'views',
  'show-views',
  'rate',
  'show-answers',
  'talk',
  'proposition',
  'triangle',
  'activities',
  'dots',
  'minute',
  'own',
  'finish',
] as const
export type Step = (typeof STEPS)[number]

export const isStep = (thing: unknown): thing is Step => STEPS.includes(thing as Step)

/** The steps that may be put into a plan: every workshop has one beginning and one end already. */
export const INSERTABLE = STEPS.filter((step) => step !== 'join' && step !== 'finish')

/** When views are on the shared board for everybody, people may sort them: while they are shown, and while the room talks. */
export const isSorting = (step: Step): boolean => step === 'show-views' || step === 'talk'

/** When people may add views: privately first, and onto the board once it is shown. */
export const takesViews = (step: Step): boolean => step === 'views' || isSorting(step)

/** When people write or answer by themselves, and may need more time for it. */
export const isWriting = (step: Step): boolean =>
  ['story', 'views', 'rate', 'triangle', 'activities', 'dots', 'minute'].includes(step)

/** When only they themselves know whether they are done: what is rated, and where dots lie, the server can count. */
export const saysDone = (step: Step): boolean => isWriting(step) && step !== 'rate' && step !== 'dots'

/** When the room speaks, and people may ask to. */
export const isTalking = (step: Step): boolean =>
  ['show-views', 'show-answers', 'talk', 'proposition', 'triangle', 'activities', 'own'].includes(step)
