import { type ByGroup, byGroup } from './by-group.ts'
import { chanceFrom, seedOf } from './chance.ts'
import { type CountedAnswers, PackedAnswers } from './packed-answers.ts'
import { groupOf, type Respondents } from './respondents.ts'
import { shuffle } from './shuffle.ts'

/** A figure of how people stand in their partners, to be seen again when they are dealt out to partners at random. */
export interface DealtFigure {
  readonly found: number
  /** The same when people stand in these groups, and their points are counted so; null where it can't be told. */
  again(groups: ByGroup, counted: CountedAnswers): number | null
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
  if (figures.some((figure) => figure !== null)) {
    const answers = new PackedAnswers(people)
    const chance = chanceFrom(seedOf(people.points))
    const dealt = byGroup(groups, people.sizes.length)
    for (let round = 0; round < rounds; round += 1) {
      byGroup(shuffle(groups, chance), people.sizes.length, dealt)
      const counted = answers.count(dealt)
      figures.forEach((figure, i) => {
        if (figure && (figure.again(dealt, counted) ?? Number.POSITIVE_INFINITY) >= figure.found * (1 - 1e-12))
          times[i] = (times[i] as number) + 1
      })
    }
  }
  return figures.map(
    (figure, i) => figure && { f: figure.found, p: ((times[i] as number) + 1) / (rounds + 1) },
  ) as unknown as { [Place in keyof Figures]: Tested | null }
}
