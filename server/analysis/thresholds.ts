/** Every threshold of the analysis, with its reason. They are starting values: change them here and nowhere else. */
export const THRESHOLDS = {
  /** Fewer can't show a pattern between organisations at all. */
  fewestPartners: 2,
  /** Fewer people than this and one person's mood decides the kind. */
  fewestPeople: 5,
  /** Under half of those asked, the silent could turn every finding round. */
  leastCoverage: 0.5,
  /** Three in ten unsure: the statement itself is the matter, before any stance on it is. */
  unclear: 0.3,
  /** Below this the distance between partners is smaller than one point for a quarter of the pairs. */
  between: 0.12,
  /** At least a fifth of the spread has to lie between partners before it is theirs. */
  betweenShare: 0.2,
  /** A partner within this of the middle takes no side. */
  side: 0.2,
  /** Each side needs about one partner in seven; fewer is one voice, not a camp. */
  camps: 0.15,
  /** Two colleagues differ by more than 1.3 of 4 points on average: both views live inside organisations. */
  within: 0.66,
  /** Beyond about half a point from the middle the network leans. */
  leaning: 0.3,
  /** A kind is only said when it is this likely; else both likely ones are named. */
  kindProbability: 0.6,
  /** Nor is "partners disagree" where labels of chance do as well this often: of twelve partners of two they often would. */
  conflictByChance: 0.1,
  /** Named voice: fewer partners than this are too few. */
  fewestVoices: 3,
  /** Named voice: a third of the partners unclear makes it a question of clarity. */
  unclearVoices: 1 / 3,
  /** Named voice: a mean this far from the middle, with nobody on the other side, is shared. */
  sharedMean: 1,
  /** Of fewer partners whose people differ, what people's differences add up to would tell how those of one do. */
  fewestDiffering: 4,
  /** From so many on figures are told to a hundredth; of fewer to a twentieth, which is finer than their intervals. */
  manyDiffering: 10,
  /** Fewer answers of partners on statements on which their people differ, and figures over all of them could tell how. */
  fewestDifferingCells: 40,
  /** Fewer other statements than about this many and nothing can go with anything. */
  structureStatements: 10,
  /** Fewer people and a correlation by chance looks like a dispute. */
  structurePeople: 12,
  /** One in twenty diffuse statements may be called a dispute, not more. */
  structure: 0.05,
  /** Two partners are compared from this many statements in common … */
  fewestCommon: 5,
  /** … and this share of all: a distance over a corner of the questions is not one between organisations. */
  leastCommon: 0.3,
  /** Fewer partners can't make two blocs of two. */
  fewestForBlocs: 4,
  /** A bloc has to come up again this nearly when people are drawn anew (Hennig 2007: stable). */
  stability: 0.75,
} as const

// What adding up shares may take or add: three of ten in each of ten partners come to .29999999999999993.
export const ROUNDING = 1e-12

/** Whether a figure is at a threshold or above, whatever rounding made of it. */
export const reaches = (figure: number, threshold: number): boolean => figure >= threshold - ROUNDING

/** Whether it is above, and not only by what rounding made of it. */
export const exceeds = (figure: number, threshold: number): boolean => figure > threshold + ROUNDING
