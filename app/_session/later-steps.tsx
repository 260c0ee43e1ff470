'use client'
import dynamic from 'next/dynamic'
import { behind } from '#app/_ui/behind.tsx'
import { untilItComes } from '#app/_ui/until-it-comes.ts'

/**
 * The steps that a phone does not come in at: what they are made of is not in the way of the first look. Whichever step the
 * page is opened at is sent with it; the others are fetched right behind (`fetchSteps`), so that none is missing when a hall's
 * network drops later. One that is missing all the same is fetched until it comes, and the step before stands until then.
 */
export const AddViews = dynamic(() =>
  untilItComes(() => import('#app/_views/add-views.tsx')).then((file) => file.AddViews),
)
export const RateStep = dynamic(() =>
  untilItComes(() => import('#app/_rating/rate-step.tsx')).then((file) => file.RateStep),
)
export const StoryStep = dynamic(() =>
  untilItComes(() => import('#app/_story/story-step.tsx')).then((file) => file.StoryStep),
)
export const SeeViews = dynamic(() =>
  untilItComes(() => import('#app/_views/see-views.tsx')).then((file) => file.SeeViews),
)
export const WhereWeDiffer = dynamic(() =>
  untilItComes(() => import('#app/_disagreement/where-we-differ.tsx')).then((file) => file.WhereWeDiffer),
)
export const TalkSection = dynamic(() =>
  untilItComes(() => import('#app/_talk/talk-section.tsx')).then((file) => file.TalkSection),
)
export const PropositionStep = dynamic(() =>
  untilItComes(() => import('#app/_plan/proposition-step.tsx')).then((file) => file.PropositionStep),
)
export const TriangleCheck = dynamic(() =>
  untilItComes(() => import('#app/_backing/triangle-check.tsx')).then((file) => file.TriangleCheck),
)
export const NextActivities = dynamic(() =>
  untilItComes(() => import('#app/_activity/next-activities.tsx')).then((file) => file.NextActivities),
)
export const PlaceDots = dynamic(() =>
  untilItComes(() => import('#app/_dots/place-dots.tsx')).then((file) => file.PlaceDots),
)
export const PrivateMinute = dynamic(() =>
  untilItComes(() => import('#app/_minute/private-minute.tsx')).then((file) => file.PrivateMinute),
)
export const Finish = dynamic(() => untilItComes(() => import('./finish.tsx')).then((file) => file.Finish))
export const Late = dynamic(() => untilItComes(() => import('./late.tsx')).then((file) => file.Late))
export const Lobby = dynamic(() => untilItComes(() => import('./lobby.tsx')).then((file) => file.Lobby))

/** What stands beside every step, and is shown once the step itself can be used. */
export const MergeAsked = behind(() => import('./merge-asked.tsx').then((file) => file.MergeAsked))
export const AlsoHere = behind(() => import('./beside.ts').then((file) => file.AlsoHere))
export const Asks = behind(() => import('./beside.ts').then((file) => file.Asks))
export const HeldDeeds = behind(() => import('./beside.ts').then((file) => file.HeldDeeds))
export const KeptDraft = behind(() => import('./beside.ts').then((file) => file.KeptDraft))

const FILES = [
  () => import('#app/_views/add-views.tsx'),
  () => import('#app/_rating/rate-step.tsx'),
  () => import('#app/_story/story-step.tsx'),
  () => import('#app/_views/see-views.tsx'),
  () => import('#app/_disagreement/where-we-differ.tsx'),
  () => import('#app/_disagreement/four-fields.tsx'),
  () => import('#app/_disagreement/further-sections.tsx'),
  () => import('#app/_talk/talk-section.tsx'),
  () => import('#app/_plan/proposition-step.tsx'),
  () => import('#app/_backing/triangle-check.tsx'),
  () => import('#app/_activity/next-activities.tsx'),
  () => import('#app/_dots/place-dots.tsx'),
  () => import('#app/_minute/private-minute.tsx'),
  () => import('./finish.tsx'),
]

/** Fetches what the other steps are made of, one after another; what does not come is fetched when its step is reached. */
export async function fetchSteps(): Promise<void> {
  for (const fetchOne of FILES) await fetchOne().catch(() => undefined)
}
