import type { OwnKind } from '#server/vocabulary/kind.ts'
import { AnsweredAgain } from './answered-again.ts'
import { seedOf } from './chance.ts'
import type { Dispersion } from './dispersion.ts'
import { type FlatTally, flat } from './flat-tally.ts'
import { shrunkModel } from './interval.ts'
import { inRoom } from './lanes.ts'
import { flatPosition, flatUnsureShare, stanceAt, unsureShare } from './position.ts'
import { inOrderOfAnswers, type Tally } from './tally.ts'
import { exceeds, reaches, THRESHOLDS } from './thresholds.ts'

const DRAWS = 300

/** The share of partners on the smaller side: 0 nobody opposes, up to ½. */
export function camps(all: FlatTally): number {
  let [above, below, answering] = [0, 0, 0]
  for (let j = 0; j < all.partners; j += 1) {
    if (all.n[j] === 0) continue
    const at = stanceAt(all, j)
    answering += 1
    if (exceeds(at, THRESHOLDS.side)) above += 1
    if (exceeds(-at, THRESHOLDS.side)) below += 1
  }
  return answering === 0 ? 0 : Math.min(above / answering, below / answering)
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
export const kindBy = (apart: Tally, together: Tally, found: Dispersion): OwnKind | undefined =>
  kindOfFigures(found, restOf(flat(apart), flat(together)))

/** What else a kind goes by; each is only worked out where it decides. */
interface Rest {
  unsure(): number | null
  position(): number | null
  camps(): number
}

const restOf = (apart: FlatTally, together: FlatTally): Rest => ({
  unsure: () => flatUnsureShare(together),
  position: () => flatPosition(together),
  camps: () => camps(apart),
})

/** The kind by its figures, in a fixed order, however they were counted. Undefined when partners can't be told from people. */
export function kindOfFigures(
  { within, between, betweenShare }: Pick<Dispersion, 'within' | 'between' | 'betweenShare'>,
  rest: Rest,
): OwnKind | undefined {
  if (reaches(rest.unsure() ?? 0, THRESHOLDS.unclear)) return 'unclear'
  if (within === null || between === null) return undefined
  if (reaches(between, THRESHOLDS.between) && reaches(betweenShare ?? 0, THRESHOLDS.betweenShare)) {
    return reaches(rest.camps(), THRESHOLDS.camps) ? 'conflict' : 'same-side'
  }
  if (reaches(within, THRESHOLDS.within)) return 'mixed'
  const at = rest.position() ?? 0
  if (!reaches(Math.abs(at), THRESHOLDS.leaning)) return 'lukewarm'
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
  // As many people and partners answer every time.
  if (isTooFew(all, asked)) return { probability: 0, or: 'too-few' }
  const seed = seedOf(all.flatMap(({ counts, unsure }) => [...counts, unsure]))
  const came = new Map<OwnKind | undefined, number>()
  inRoom(() => {
    const again = new AnsweredAgain(all, model, unsureShare(all) ?? 0, seed)
    const drawn: Rest = {
      unsure: () => again.figures.unsure,
      position: () => again.figures.position,
      camps: () => again.figures.camps,
    }
    for (let i = 0; i < DRAWS; i += 1) {
      const drawnKind = kindOfFigures(again.draw(), drawn)
      came.set(drawnKind, (came.get(drawnKind) ?? 0) + 1)
    }
  })
  const others = [...came].filter(([other]) => other !== undefined && other !== kind).sort((a, b) => b[1] - a[1])
  return { probability: (came.get(kind) ?? 0) / DRAWS, or: others[0]?.[0] }
}
