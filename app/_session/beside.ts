// One file for a phone to fetch: what stands beside every step, and speaks only now and then.
export { HeldDeeds } from '#app/_outbox/held-deeds.tsx'
export { Timer } from '#app/_timer/timer.tsx'
export { KeptDraft } from '#app/_views/kept-draft.tsx'
export { AlsoHere } from './also-here.tsx'
export { Asks } from './asks.tsx'
export { MergeAsked } from './merge-asked.tsx'
export { SayingHere } from './use-saying-here.ts'
