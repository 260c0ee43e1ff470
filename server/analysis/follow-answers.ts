import { agreement } from './agreement.ts'
import { type AnalyseOptions, analyseStatement, eachStatement, joinStatements, silentOn } from './analyse.ts'
import { disperseByPeople } from './by-people.ts'
import { cellsOf } from './cells.ts'
import { disperseFlat } from './dispersion.ts'
import { flat } from './flat-tally.ts'
import { uncertainties } from './interval.ts'
import { type Matrix, REMIT, UNSURE } from './matrix.ts'
import { distribution, flatPosition, flatUnsureShare } from './position.ts'
import type { DisagreementReport, StatementReport } from './report.ts'
import { asPeople, type Tally, tally } from './tally.ts'
import { ontoPoints, told } from './told.ts'
import { FIGURES_UNTOLD } from './untold.ts'

/** What of a statement follows in closed form, without chance: the same figures as in its report. */
export type QuickFigures = Pick<
  StatementReport,
  | 'position'
  | 'unsure'
  | 'dispersion'
  | 'within'
  | 'between'
  | 'betweenShare'
  | 'interval'
  | 'intervals'
  | 'agreement'
  | 'distribution'
>

/** A workshop whose answers are followed one by one. */
export interface Followed {
  /**
   * One person's new answer (a code of matrix.ts, 0 takes it back) to one statement; answers that statement's figures, at once.
   * Throws a RangeError for a statement, person or answer that isn't there, and leaves everything as it was.
   */
  answer(statement: number, person: number, code: number): QuickFigures
  /** One statement's whole report; worked out again only when an answer to it has come since. */
  statement(statement: number): StatementReport
  /** The whole report, with only those statements worked out again to which an answer has come. */
  report(): DisagreementReport
}

type OpenTally = { counts: number[]; n: number; unsure: number; remit: number }

/**
 * Follows answers: after each only what it touches is worked out again. At any moment its reports have the same bits as
 * `analyse` and `analyseStatement` of the answers as they then are. The matrix that is handed in stays as it is.
 * @example followAnswers({ scale: 2, voice: 'own', partners: [], statements: [], partnerOf: [], people: [], answers: [] }, { minimumCell: 3 }).report().statements // []
 */
export function followAnswers(first: Matrix, options: AnalyseOptions): Followed {
  const matrix: Matrix = { ...first, answers: first.answers.map((row) => row.slice()) }
  const tallies = matrix.statements.map((_, s) => tally(matrix, s) as OpenTally[])
  const found: (StatementReport | undefined)[] = matrix.statements.map(() => undefined)
  const statement = (s: number): StatementReport => {
    found[s] ??= analyseStatement(matrix, s, options)
    return found[s]
  }
  return {
    answer(s, person, code) {
      const row = matrix.answers[s]
      const own = tallies[s]?.[matrix.partnerOf[person] ?? -1]
      if (!row || !own) throw new RangeError(`there is no statement ${s} or no person ${person}`)
      if (!Number.isInteger(code) || code < REMIT || code > matrix.scale)
        throw new RangeError(`answer ${code} is outside 1..${matrix.scale}`)
      count(own, row[person] as number, -1)
      row[person] = code
      count(own, code, 1)
      found[s] = undefined
      return quickFigures(matrix, s, options, tallies[s])
    },
    statement,
    report: () => joinStatements(matrix, eachStatement(matrix, statement), options),
  }
}

function count(own: OpenTally, code: number, by: 1 | -1): void {
  if (code > 0) {
    own.counts[code - 1] = (own.counts[code - 1] as number) + by
    own.n += by
  } else if (code === UNSURE) own.unsure += by
  else if (code === REMIT) own.remit += by
}

/** One statement's figures in closed form; `all` is its tally, where that is at hand already. */
export function quickFigures(
  matrix: Matrix,
  statement: number,
  options: AnalyseOptions,
  all: Tally = tally(matrix, statement),
): QuickFigures {
  const minimum = matrix.voice === 'named' ? 1 : options.minimumCell
  const cells = cellsOf(all, matrix.partners, minimum, silentOn(matrix, statement, options))
  const people = all.reduce((sum, { n, unsure, remit }, j) => sum + n + unsure + (cells[j]?.suppressed ? remit : 0), 0)
  if (people < minimum) return FIGURES_UNTOLD
  const { apart, together, once } = told(all, cells)
  const counted = options.peopleEqual ? asPeople(once) : together
  const laid = flat(counted)
  const found = disperseFlat(counted === apart ? laid : flat(apart))
  const { plugIn: _, ...spread } = options.peopleEqual ? { plugIn: null, ...disperseByPeople(apart) } : found
  const around = options.peopleEqual ? null : uncertainties(apart, found)
  const shares = distribution(counted)
  const distributed = shares && ontoPoints(shares, matrix.scale)
  return {
    ...spread,
    position: flatPosition(laid),
    unsure: flatUnsureShare(laid),
    interval: around?.between?.interval ?? null,
    intervals: around && { dispersion: around.dispersion.interval, within: around.within.interval },
    agreement: distributed && agreement(distributed),
    distribution: distributed,
  }
}
