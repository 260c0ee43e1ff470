import { disperseByPeople, kindByPeople } from './by-people.ts'
import { disperse } from './dispersion.ts'
import { uncertainties } from './interval.ts'
import type { FoundKind } from './kind-of.ts'
import { countVoices, namedKind } from './named-kind.ts'
import { isTooFew, kindBy, sureness } from './own-kind.ts'
import { betweenPValue } from './permutation.ts'
import type { StatementReport } from './report.ts'
import type { Tally } from './tally.ts'
import { THRESHOLDS } from './thresholds.ts'
import type { Told } from './told.ts'

/** A statement's figures that depend on who speaks. */
export type KindFigures = Pick<
  StatementReport,
  | 'dispersion'
  | 'within'
  | 'between'
  | 'betweenShare'
  | 'interval'
  | 'intervals'
  | 'kind'
  | 'kindBy'
  | 'kindProbability'
  | 'orKind'
  | 'dependsOnCounting'
  | 'pValue'
  | 'voices'
>

/** One voice a partner: within and between can't be told apart and no interval is honest, so partners are counted. */
export function namedFigures(all: Tally): KindFigures {
  const voices = countVoices(all)
  const none = {
    within: null,
    between: null,
    betweenShare: null,
    interval: null,
    intervals: null,
    pValue: null,
    kindProbability: null,
    orKind: null,
  }
  return {
    ...none,
    dispersion: voices.dispersion,
    kind: namedKind(voices, all.length),
    kindBy: 'partners',
    dependsOnCounting: null,
    voices,
  }
}

/**
 * People answer for themselves: what lies within and between partners, by what is told of them, and how sure the kind is.
 * Where the figures rest on too little to judge the kind by, nothing is said of how sure it is. With `peopleEqual` every person
 * counts one, in figures and kind alike, and nothing is said of chance.
 */
export function ownFigures(
  { basis, apart, together, once }: Told,
  { by, kind }: FoundKind,
  asked: number,
  peopleEqual = false,
): KindFigures {
  // Fewer than it takes are not judged either way, and where nobody has a colleague people are partners.
  const otherwise =
    by === 'partners' || kind === 'too-few' || isTooFew(together, asked) ? undefined : kindByPeople(apart, once)
  const dependsOnCounting = otherwise === undefined ? null : otherwise !== kind
  if (peopleEqual && by === 'people')
    return { ...NO_CHANCE, ...disperseByPeople(apart), kind: otherwise ?? kind, kindBy: by, dependsOnCounting }
  const found = disperse(apart)
  const { plugIn: _, ...figures } = found
  const around = uncertainties(apart, found)
  const common = {
    ...figures,
    interval: around?.between?.interval ?? null,
    intervals: around && { dispersion: around.dispersion.interval, within: around.within.interval },
    kind,
    kindBy: by,
  }
  if (by === 'partners') {
    const voices = basis === 'all' ? countVoices(apart) : null
    return { ...common, pValue: null, kindProbability: null, orKind: null, dependsOnCounting: null, voices }
  }
  // What is left out may be what makes it unclear.
  const judged = kind === 'too-few' || (!isTooFew(apart, asked) && (basis === 'all' || kind !== 'unclear'))
  const sure = judged ? sureness(apart, found, asked, kind) : null
  const pValue = kind === 'too-few' ? null : betweenPValue(apart, found.between)
  const orKind = sure && sure.probability < THRESHOLDS.kindProbability ? (sure.or ?? null) : null
  // Of many small partners chance makes conflicts that come up again in every draw.
  const isLikeChance = kind === 'conflict' && pValue !== null && pValue > THRESHOLDS.conflictByChance
  return {
    ...common,
    pValue,
    kindProbability: sure?.probability ?? null,
    orKind: orKind ?? (isLikeChance ? (kindBy(apart, together, { ...found, ...NOTHING_BETWEEN }) ?? null) : null),
    dependsOnCounting,
    voices: null,
  }
}

const NOTHING_BETWEEN = { between: 0, betweenShare: 0 } as const

// Intervals, tests and draws are all of figures in which each partner counts one.
const NO_CHANCE = {
  interval: null,
  intervals: null,
  pValue: null,
  kindProbability: null,
  orKind: null,
  voices: null,
} as const
