import { differWithoutOne, sizeOf } from './basis.ts'
import type { Matrix } from './matrix.ts'
import type { StatementReport } from './report.ts'
import { type PartnerTally, tally } from './tally.ts'
import { sideAlone } from './told.ts'

/** `basis` is for `everybody` alone: what cells show goes by the cells. */
type Celled = Pick<StatementReport, 'cells'> & Partial<Pick<StatementReport, 'basis'>>

/** Answers that may be used for figures over several statements. */
export interface ToldAnswers {
  /** Only what the statements' cells show. */
  readonly shown: Matrix
  /** The hidden partners too, where nobody could say which of them is which on any statement; else the same. */
  readonly everybody: Matrix
}

/**
 * Lays out what may be told of everybody's answers: without those of hidden cells, and with a partner of one mind in the middle of
 * its side. Where there is such a partner the scale has half points, which changes no distance as a share of its width.
 */
export function toldAnswers(matrix: Matrix, statements: readonly Celled[]): ToldAnswers {
  const tallies = statements.map((_, s) => tally(matrix, s))
  const middles = tallies.map((all, s) => all.map((partner, j) => sideAlone(partner, cellOf(statements, s, j))))
  const halved = middles.some((row) => row.some((middle) => middle !== null))
  const layOut = (isTold: (s: number, j: number) => boolean): Matrix => ({
    ...matrix,
    scale: halved ? 2 * matrix.scale - 1 : matrix.scale,
    answers: matrix.answers.map((row, s) =>
      row.map((code, person) => {
        const j = matrix.partnerOf[person] as number
        if (!isTold(s, j)) return 0
        return code > 0 && halved ? 2 * ((middles[s]?.[j] ?? code) - 1) + 1 : code
      }),
    ),
  })
  const isShown = (s: number, j: number) => cellOf(statements, s, j).suppressed === null
  const shown = layOut(isShown)
  const isWhole = statements.every(({ cells }) => cells.every(({ suppressed }) => suppressed === null))
  return { shown, everybody: !isWhole && canStandApart(tallies, statements, isShown) ? layOut(() => true) : shown }
}

const cellOf = (statements: readonly Celled[], s: number, j: number) =>
  (statements[s] as Celled).cells[j] as StatementReport['cells'][number]

/**
 * Whether all hidden partners could be exchanged, each with two others, on all statements at once: they are hidden wherever
 * they answered, by as many people, and differ on every statement.
 */
function canStandApart(
  tallies: readonly (readonly PartnerTally[])[],
  statements: readonly Celled[],
  isShown: (s: number, j: number) => boolean,
): boolean {
  // Those that an earlier sitting keeps silent stand in no figure, over several statements neither.
  if (statements.some(({ cells }) => cells.some(({ suppressed }) => suppressed === 'told-before'))) return false
  // Nor do those that stand together on one of them.
  if (statements.some(({ basis }) => basis === 'together')) return false
  const partners = (tallies[0] ?? []).map((_, j) => j)
  const sizes = (j: number) =>
    tallies.map((all, s) => `${sizeOf(all[j] as PartnerTally)} ${cellOf(statements, s, j).suppressed}`)
  const hidden = partners.filter((j) => tallies.some((_, s) => !isShown(s, j)))
  if (hidden.some((j) => tallies.some((all, s) => isShown(s, j) && sizeOf(all[j] as PartnerTally) > 0))) return false
  const classes = new Map<string, number[]>()
  for (const j of hidden) classes.set(sizes(j).join(), [...(classes.get(sizes(j).join()) ?? []), j])
  const answers = ({ counts, unsure, remit }: PartnerTally) => [...counts, unsure, remit].join()
  return [...classes.values()].every(
    (own) =>
      own.length >= 3 &&
      tallies.every(
        (all) =>
          sizeOf(all[own[0] as number] as PartnerTally) === 0 ||
          differWithoutOne(own.map((j) => answers(all[j] as PartnerTally))),
      ),
  )
}
