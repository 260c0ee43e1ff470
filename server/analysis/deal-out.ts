import { type ByGroup, byGroup } from './by-group.ts'
import { chanceFrom, seedOf } from './chance.ts'
import { inRoom } from './lanes.ts'
import { PackedAnswers } from './packed-answers.ts'
import { groupOf, type Respondents } from './respondents.ts'
import { shuffle } from './shuffle.ts'

/** A figure of how people stand in their partners, to be seen again when they are dealt out to partners at random. */
export interface DealtFigure {
  readonly found: number
  /**
   * Lays out what is needed to tell the same when people stand in other groups, as their answers do already; null where it
   * can't be told. Only good inside of the `inRoom` (lanes.ts) that it is called in.
   */
  again(): (groups: ByGroup, answers: PackedAnswers) => number | null
}

/** A figure, and how often chance gives one at least as large. */
export interface Tested {
  readonly f: number
  readonly p: number
}

/**
 * Deals people out to partners again and again, and shows every figure the same deals: p is (1 + times) / (rounds + 1), where a
 * figure that can't be told counts as large. Seeded by the answers, so each has the same p whichever others are tested. Null where
 * there is no figure.
 */
export function dealOut<Figures extends readonly (DealtFigure | null)[]>(
  people: Respondents,
  figures: Figures,
  rounds = 499,
): { [Place in keyof Figures]: Tested | null } {
  const groups = groupOf(people.sizes)
  const times = figures.map(() => 0)
  inRoom(() => {
    if (figures.every((figure) => figure === null)) return
    const answers = new PackedAnswers(people)
    const again = figures.map((figure) => figure?.again())
    const chance = chanceFrom(seedOf(people.points))
    const dealt = byGroup(groups, people.sizes.length)
    for (let round = 0; round < rounds; round += 1) {
      byGroup(shuffle(groups, chance), people.sizes.length, dealt)
      answers.stand(dealt)
      figures.forEach((figure, i) => {
        if (figure && (again[i]?.(dealt, answers) ?? Number.POSITIVE_INFINITY) >= figure.found * (1 - 1e-12))
          times[i] = (times[i] as number) + 1
      })
    }
  })
  return figures.map(
    (figure, i) => figure && { f: figure.found, p: ((times[i] as number) + 1) / (rounds + 1) },
  ) as unknown as { [Place in keyof Figures]: Tested | null }
}
