import { byGroup, inGroups } from './by-group.ts'
import { type DealtFigure, dealOut, type Tested } from './deal-out.ts'
import { type CountedAnswers, PackedAnswers } from './packed-answers.ts'
import type { Respondents } from './respondents.ts'

/** How far all distances are between partners, as an analysis of variance has it: total = within + between. */
export interface Disco {
  readonly total: number
  readonly within: number
  readonly between: number
  /** Between over within, each by its degrees of freedom; null when nobody differs from a colleague. */
  readonly f: number | null
}

/**
 * DISCO, distance components (Rizzo & Székely 2010; index 1): of the distances |x-y| between people, summed over statements,
 * which part lies between partners. People count alike here, not partners. `groups` gives each row's group; statements on which
 * somebody gave no point simply lack that person. Null with fewer than two groups or too few people to compare.
 */
export function disco(people: Respondents, groups: Int32Array): Disco | null {
  const standing = byGroup(groups, people.sizes.length)
  const sizes = people.sizes.map((_, j) => (standing.begin[j + 1] as number) - (standing.begin[j] as number))
  return componentsOf(new PackedAnswers(people, Math.max(0, ...sizes)).count(standing), people)
}

function componentsOf({ n, upTo }: CountedAnswers, { scale, statements }: Respondents): Disco | null {
  const cuts = scale - 1
  let [total, within, freeBetween, freeWithin] = [0, 0, 0, 0]
  const together = new Float64Array(cuts)
  for (let s = 0; s < statements; s += 1) {
    together.fill(0)
    let [people, answering] = [0, 0]
    for (let cell = s; cell < n.length; cell += statements) {
      const own = n[cell] as number
      if (own === 0) continue
      people += own
      answering += 1
      for (let c = 0; c < cuts; c += 1) {
        const up = upTo[cell * cuts + c] as number
        together[c] = (together[c] as number) + up
        within += (up * (own - up)) / own
      }
    }
    if (people === 0) continue
    for (let c = 0; c < cuts; c += 1) total += ((together[c] as number) * (people - (together[c] as number))) / people
    freeBetween += answering - 1
    freeWithin += people - answering
  }
  if (freeBetween <= 0 || freeWithin <= 0) return null
  const between = total - within
  return { total, within, between, f: within > 1e-12 ? between / freeBetween / (within / freeWithin) : null }
}

/** DISCO's F, to be seen again when people are dealt out at random. Null where there is none. */
export function discoFigure(people: Respondents): DealtFigure | null {
  const found = componentsOf(new PackedAnswers(people).count(inGroups(people.sizes)), people)?.f ?? null
  return found === null ? null : { found, again: (_groups, counted) => componentsOf(counted, people)?.f ?? null }
}

/**
 * How often people dealt out to partners at random lie at least as far between them: (1 + times) / (rounds + 1), seeded by the
 * answers. Null where there is no F. Small: partners do differ in what they say, or in how united they are (see permdisp.ts).
 */
export const discoTest = (people: Respondents, rounds?: number): Tested | null =>
  dealOut(people, [discoFigure(people)] as const, rounds)[0]
