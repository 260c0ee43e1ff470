import { byGroup } from './by-group.ts'
import { type DealtFigure, dealOut, type Tested } from './deal-out.ts'
import { inRoom } from './lanes.ts'
import { PackedAnswers } from './packed-answers.ts'
import { groupOf, type Respondents } from './respondents.ts'

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
  return inRoom(() => {
    const answers = new PackedAnswers(people, Math.max(0, ...sizes))
    answers.stand(standing)
    return componentsOf(answers, people)
  })
}

function componentsOf(answers: PackedAnswers, { scale, statements, sizes }: Respondents): Disco | null {
  const cuts = scale - 1
  const { sums, width, fields, bits, mask } = answers.packed()
  const first = sums[0] as Int32Array
  const together = new Int32Array(cuts * statements)
  const people = new Int32Array(statements)
  let [within, answering] = [0, 0]
  for (const [row, counts] of sums.entries()) {
    for (let group = 0; group < sizes.length; group += 1) {
      for (let s = 0, at = group * width; s < statements; s += 1, at += 1) {
        const own = (first[at] as number) & mask
        if (own === 0) continue
        const sum = counts[at] as number
        let pairs = 0
        for (let cut = Math.max(0, row * fields - 1); cut < Math.min(cuts, (row + 1) * fields - 1); cut += 1) {
          const up = (sum >>> ((cut + 1 - row * fields) * bits)) & mask
          together[cut * statements + s] = (together[cut * statements + s] as number) + up
          pairs += up * (own - up)
        }
        within += pairs / own
        if (row > 0) continue
        people[s] = (people[s] as number) + own
        answering += 1
      }
    }
  }
  let [total, everybody, answered] = [0, 0, 0]
  for (let s = 0; s < statements; s += 1) {
    const n = people[s] as number
    if (n === 0) continue
    everybody += n
    answered += 1
    for (let at = s; at < together.length; at += statements)
      total += ((together[at] as number) * (n - (together[at] as number))) / n
  }
  const [freeBetween, freeWithin] = [answering - answered, everybody - answering]
  if (freeBetween <= 0 || freeWithin <= 0) return null
  const between = total - within
  return { total, within, between, f: within > 1e-12 ? between / freeBetween / (within / freeWithin) : null }
}

/** DISCO's F, to be seen again when people are dealt out at random. Null where there is none. */
export function discoFigure(people: Respondents): DealtFigure | null {
  const found = disco(people, groupOf(people.sizes))?.f ?? null
  return found === null ? null : { found, again: () => (_groups, answers) => componentsOf(answers, people)?.f ?? null }
}

/**
 * How often people dealt out to partners at random lie at least as far between them: (1 + times) / (rounds + 1), seeded by the
 * answers. Null where there is no F. Small: partners do differ in what they say, or in how united they are (see permdisp.ts).
 */
export const discoTest = (people: Respondents, rounds?: number): Tested | null =>
  dealOut(people, [discoFigure(people)] as const, rounds)[0]
