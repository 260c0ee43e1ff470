'use client'
import dynamic from 'next/dynamic'
import { behind } from '#app/_ui/behind.tsx'
import { untilItComes } from '#app/_ui/until-it-comes.ts'
import { whenIdle } from '#app/_ui/when-idle.ts'
import type { Step } from '#server/vocabulary/step.ts'

/**
 * The steps that a phone does not come in at: what they are made of is not in the way of the first look. Whichever step the
 * page is opened at is sent with it; the others are fetched right behind (`fetchSteps`), so that none is missing when a hall's
 * network drops later. One that is missing all the same is fetched until it comes, and the step before stands until then.
 */
const FILES = new Map<Step, () => Promise<unknown>>()

/** A step's file, kept in mind for `fetchSteps`: another `import` of the same would be packed, and fetched, once more. */
function file<File, Shown>(
  step: Step,
  fetchFile: () => Promise<File>,
  shown: (file: File) => Shown,
): () => Promise<Shown> {
  FILES.set(step, fetchFile)
  return () => untilItComes(fetchFile).then(shown)
}

export const AddViews = dynamic(
  file(
    'views',
    () => import('#app/_views/add-views.tsx'),
    ({ AddViews }) => AddViews,
  ),
)
export const RateStep = dynamic(
  file(
    'rate',
    () => import('#app/_rating/rate-step.tsx'),
    ({ RateStep }) => RateStep,
  ),
)
export const StoryStep = dynamic(
  file(
    'story',
    () => import('#app/_story/story-step.tsx'),
    ({ StoryStep }) => StoryStep,
  ),
)
export const SeeViews = dynamic(
  file(
    'show-views',
    () => import('#app/_views/see-views.tsx'),
    ({ SeeViews }) => SeeViews,
  ),
)
export const WhereWeDiffer = dynamic(
  file(
    'show-answers',
    () => import('#app/_disagreement/where-we-differ.tsx'),
    ({ WhereWeDiffer }) => WhereWeDiffer,
  ),
)
export const TalkSection = dynamic(
  file(
    'talk',
    () => import('#app/_talk/talk-section.tsx'),
    ({ TalkSection }) => TalkSection,
  ),
)
export const PropositionStep = dynamic(
  file(
    'proposition',
    () => import('#app/_plan/proposition-step.tsx'),
    ({ PropositionStep }) => PropositionStep,
  ),
)
export const TriangleCheck = dynamic(
  file(
    'triangle',
    () => import('#app/_backing/triangle-check.tsx'),
    ({ TriangleCheck }) => TriangleCheck,
  ),
)
export const NextActivities = dynamic(
  file(
    'activities',
    () => import('#app/_activity/next-activities.tsx'),
    ({ NextActivities }) => NextActivities,
  ),
)
export const PlaceDots = dynamic(
  file(
    'dots',
    () => import('#app/_dots/place-dots.tsx'),
    ({ PlaceDots }) => PlaceDots,
  ),
)
export const PrivateMinute = dynamic(
  file(
    'minute',
    () => import('#app/_minute/private-minute.tsx'),
    ({ PrivateMinute }) => PrivateMinute,
  ),
)
export const Finish = dynamic(
  file(
    'finish',
    () => import('./finish.tsx'),
    ({ Finish }) => Finish,
  ),
)
// Whoever is past it does not come back to it.
export const Lobby = dynamic(() => untilItComes(() => import('./lobby.tsx')).then(({ Lobby }) => Lobby))

/** What stands beside every step, and is shown once the step itself can be used, and once what was done at it is on its way. */
const beside = () => whenIdle().then(() => import('./beside.ts'))
export const MergeAsked = behind(() => beside().then((file) => file.MergeAsked))
export const AlsoHere = behind(() => beside().then((file) => file.AlsoHere))
export const Asks = behind(() => beside().then((file) => file.Asks))
export const HeldDeeds = behind(() => beside().then((file) => file.HeldDeeds))
export const KeptDraft = behind(() => beside().then((file) => file.KeptDraft))
export const Timer = behind(() => beside().then((file) => file.Timer))
export const SayingHere = behind(() => beside().then((file) => file.SayingHere))

/** Fetches what the other steps are made of, one after another; what does not come is fetched when its step is reached. */
export async function fetchSteps(): Promise<void> {
  for (const fetchOne of FILES.values()) {
    await whenIdle()
    await fetchOne().catch(() => undefined)
  }
}

/** Begins with the file of the step that a page is opened at, beside its words: the page can be used when it has both. */
export function beginAt(step: Step): void {
  if (typeof window !== 'undefined') void FILES.get(step)?.().catch(() => undefined)
}
