/**
 * The kinds of a statement, by who speaks (server/analysis computes them; the pages and the history only name them).
 * Own views: too few, unclear (nobody is sure), conflict (partners disagree), same-side (same side, different strength),
 * mixed (inside partners), aligned for or against, lukewarm. Named voice: too few, unclear, split, one against many,
 * shared yes, shared no, lukewarm.
 */
export const OWN_KINDS = [
  'too-few',
  'unclear',
  'conflict',
  'same-side',
  'mixed',
  'aligned-for',
  'aligned-against',
  'lukewarm',
] as const
export const NAMED_KINDS = [
  'too-few',
  'unclear',
  'split',
  'one-against-many',
  'shared-yes',
  'shared-no',
  'lukewarm',
] as const
export type OwnKind = (typeof OWN_KINDS)[number]
export type NamedKind = (typeof NAMED_KINDS)[number]
export type Kind = OwnKind | NamedKind
