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

/**
 * What a statement is when two things were asked of it, is it our focus now and should it be: partners want the same and
 * know it, want the same and don't know it, want different things and know what is agreed, or neither.
 */
export const QUADRANTS = ['shared-direction', 'hidden-agreement', 'open-disagreement', 'muddled-dispute'] as const
export type Quadrant = (typeof QUADRANTS)[number]

/** How people misjudge each other: most agree and most don't know it (pluralistic ignorance), or most think it agreed and it isn't. */
export const MISJUDGEMENTS = ['pluralistic-ignorance', 'false-consensus'] as const
export type Misjudgement = (typeof MISJUDGEMENTS)[number]
