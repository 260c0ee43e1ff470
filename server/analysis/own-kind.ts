import type { OwnKind } from '#server/vocabulary/kind.ts'
import { type Chance, chanceFrom, seedOf } from './chance.ts'
import { type Dispersion, disperse } from './dispersion.ts'
import { shrunkModel } from './interval.ts'
import { position, stance, unsureShare } from './position.ts'
import { answering, inOrderOfAnswers, type PartnerTally, type Tally } from './tally.ts'
import { THRESHOLDS } from './thresholds.ts'

const DRAWS = 300

/** The share of partners on the smaller side: 0 nobody opposes, up to ½. */
export function camps(all: Tally): number {
  const stances = answering(all).map((partner) => stance(partner) as number)
  if (stances.length === 0) return 0
  const share = (on: (value: number) => boolean) => stances.filter(on).length / stances.length
  return Math.min(
    share((value) => value > THRESHOLDS.side),
    share((value) => value < -THRESHOLDS.side),
  )
}

/** How many answered; "not clear" is an answer. */
export interface Answered {
  readonly people: number
  readonly partners: number
}

/** Whether too few partners or people answered for anything to be said. `asked` counts partners. */
export const areTooFew = ({ people, partners }: Answered, asked: number): boolean =>
  partners < THRESHOLDS.fewestPartners ||
  people < THRESHOLDS.fewestPeople ||
  partners < asked * THRESHOLDS.leastCoverage

/** The same for a tally. */
export const isTooFew = (all: Tally, asked: number): boolean =>
  areTooFew(
    {
      people: all.reduce((sum, { n, unsure }) => sum + n + unsure, 0),
      partners: all.filter(({ n, unsure }) => n + unsure > 0).length,
    },
    asked,
  )

/**
 * The kind of a statement when people answer for themselves, by its figures, in a fixed order. Undefined when partners can't
 * be told from people: nobody has a colleague here, so that counting partners must decide (named-kind.ts).
 */
export function ownKind(all: Tally, found: Dispersion, asked: number): OwnKind | undefined {
  return isTooFew(all, asked) ? 'too-few' : kindBy(all, all, found)
}

/**
 * The same once enough answered: `apart` holds the partners that may be told from each other, and `together` everybody whose
 * answers may stand in a total.
 */
export function kindBy(apart: Tally, together: Tally, found: Dispersion): OwnKind | undefined {
  if ((unsureShare(together) ?? 0) >= THRESHOLDS.unclear) return 'unclear'
  if (found.within === null || found.between === null) return undefined
  if (found.between >= THRESHOLDS.between && (found.betweenShare ?? 0) >= THRESHOLDS.betweenShare) {
    return camps(apart) >= THRESHOLDS.camps ? 'conflict' : 'same-side'
  }
  if (found.within >= THRESHOLDS.within) return 'mixed'
  const at = position(together) ?? 0
  if (Math.abs(at) < THRESHOLDS.leaning) return 'lukewarm'
  return at > 0 ? 'aligned-for' : 'aligned-against'
}

/** How sure a kind is: its share among answers drawn again from the shrunk model, and the kind that came up most beside it. */
export interface KindSureness {
  readonly probability: number
  readonly or: OwnKind | undefined
}

/** Draws the answers again and again, with chance that the data itself seeds. 1 for "too few", which isn't drawn for. */
export function sureness(given: Tally, found: Dispersion, asked: number, kind: OwnKind): KindSureness {
  const all = inOrderOfAnswers(given)
  const model = shrunkModel(all, found)
  if (kind === 'too-few' || (!model && kind !== 'unclear')) return { probability: 1, or: undefined }
  const chance = chanceFrom(seedOf(all.flatMap(({ counts, unsure }) => [...counts, unsure])))
  const unsure = unsureShare(all) ?? 0
  const came = new Map<OwnKind | undefined, number>()
  for (let i = 0; i < DRAWS; i += 1) {
    let at = 0
    const drawn = all.map((partner) => redraw(partner, partner.n > 0 ? model?.shares[at++] : undefined, unsure, chance))
    const drawnKind = ownKind(drawn, disperse(drawn), asked)
    came.set(drawnKind, (came.get(drawnKind) ?? 0) + 1)
  }
  const others = [...came].filter(([other]) => other !== undefined && other !== kind).sort((a, b) => b[1] - a[1])
  return { probability: (came.get(kind) ?? 0) / DRAWS, or: others[0]?.[0] }
}

/** One partner's people answering again; its unsure share is drawn one answer's worth towards the network's. */
function redraw(
  { counts, n, unsure, remit }: PartnerTally,
  shares: readonly number[] | undefined,
  network: number,
  chance: Chance,
): PartnerTally {
  const people = n + unsure
  const unclear = (unsure + network) / (people + 1)
  const drawn = counts.map(() => 0)
  let unsureDrawn = 0
  for (let i = 0; i < people; i += 1) {
    if (!shares || chance() < unclear) unsureDrawn += 1
    else {
      const point = pick(shares, chance())
      drawn[point] = (drawn[point] as number) + 1
    }
  }
  return { counts: drawn, n: people - unsureDrawn, unsure: unsureDrawn, remit }
}

function pick(shares: readonly number[], at: number): number {
  let sum = 0
  for (let k = 0; k < shares.length; k += 1) {
    sum += shares[k] as number
    if (at < sum) return k
  }
  return shares.length - 1
}
