/** The parts of a workshop, in the order they are walked. Each has its own task and its own rules. */
export const STEPS = ['join', 'views', 'show-views', 'rate', 'show-answers', 'talk', 'finish'] as const
export type Step = (typeof STEPS)[number]

export const isStep = (thing: unknown): thing is Step => STEPS.includes(thing as Step)

/** The step after this one, or undefined after the last. */
export const nextStep = (step: Step): Step | undefined => STEPS[STEPS.indexOf(step) + 1]

/** The step before this one, or undefined before the first. */
export const previousStep = (step: Step): Step | undefined => STEPS[STEPS.indexOf(step) - 1]

/** How far along a step is: 0 for the first. Lets rules say "from the showing on". */
export const stepOrder = (step: Step): number => STEPS.indexOf(step)

/** When views are on the shared board for everybody, people may sort them: while they are shown, and while the room talks. */
export const isSorting = (step: Step): boolean => step === 'show-views' || step === 'talk'

/** When people may add views: privately first, and onto the board once it is shown. */
export const takesViews = (step: Step): boolean => step === 'views' || isSorting(step)
