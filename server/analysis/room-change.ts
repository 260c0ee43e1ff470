import { type Course, changeBetween, type PartnerChange, type StatementChange } from './change.ts'
import type { Shift } from './change-interval.ts'
import { type Matrix, UNSURE } from './matrix.ts'
import type { Cell, StatementReport } from './report.ts'
import { roundShares } from './round-shares.ts'
import { THRESHOLDS } from './thresholds.ts'
import { toldAnswers } from './told-answers.ts'
import { both, cellTold, differs, inSteps, placeOf, type Round, stepsOf } from './told-cells.ts'

/** Whether the same people answer otherwise, or other people answer, or some of both. */
export type MovedBy = 'minds' | 'people' | 'both'

/** Where one partner stood and stands, -1..1: its middle answer, or the middle of its side where that alone is told. */
export interface Arrow {
  readonly partnerId: string
  readonly before: number
  readonly after: number
  /** Null where nothing moved, or it would tell of single people. */
  readonly by: MovedBy | null
}

/** What the room may know of one statement between two showings; figures are of partners that may be told both times. */
export interface RoomChange {
  readonly statementId: string
  readonly course: Course | null
  /** People who gave a point both times, and which share of them moved: to for, to against. */
  readonly pairs: number | null
  readonly up: number | null
  readonly down: number | null
  /** The mean over partners of what changed, in points of the scale: the same people otherwise, and other people. */
  readonly minds: number | null
  readonly people: number | null
  readonly between: Shift | null
  readonly within: Shift | null
  readonly unsure: Shift | null
  readonly arrows: readonly Arrow[]
}

/** Answers with the cells of the report made of them, before anything is taken from it for the room. */
export interface Sitting {
  readonly matrix: Matrix
  readonly report: {
    readonly minimumCell: number
    /** `spread` as the room is told it: where a round tells no figures, a change of them would tell them beside the other round's. */
    readonly statements: readonly (Pick<StatementReport, 'id' | 'cells'> & { readonly spread?: 'untold' })[]
  }
}

/**
 * What became of each statement between two showings, as far as a room may know: made of partners whose answers were shown both
 * times, one of one mind in the middle of its side; sums of people's answers from four partners on whose people differ, in the
 * steps that figures of so many are told in.
 * What moved a partner is told only where `isKnown` says that its people can be found again; and in own views by who answered
 * alone, never by what: that the same people did, whose minds it must have been.
 * Empty when no statement was asked both times.
 */
export function roomChange(
  was: Sitting,
  is: Sitting,
  isKnown: (partnerId: string) => boolean = () => true,
): RoomChange[] {
  const least = is.report.minimumCell
  const { found, step } = changeOver(was, is, isTold)
  return found.map((change) => {
    const partners = change.partners.filter(({ partnerId }) => isKnown(partnerId))
    const same = least > 1 ? samePeople(change.id, was.matrix, is.matrix) : null
    const by = (partnerId: string): MovedBy | null => {
      if (same) return isKnown(partnerId) && same.has(partnerId) ? 'minds' : null
      return movedBy(partners.find((one) => one.partnerId === partnerId))
    }
    const isSpreadTold = [was, is].every(
      ({ report }) => report.statements.find(({ id }) => id === change.id)?.spread !== 'untold',
    )
    const telling = { by, step, half: (is.matrix.scale - 1) / 2, least, isSpreadTold }
    return changeTold({ ...change, partners }, cellsTwice(change.id, was.report, is.report), telling)
  })
}

/** The partners of which exactly the same people answered a statement both times. */
function samePeople(statementId: string, ...both: [Matrix, Matrix]): Set<string> {
  const [then, now] = both.map((matrix) => {
    const people = new Map(matrix.partners.map(({ id }) => [id, new Set<string>()]))
    const row = matrix.answers[matrix.statements.findIndex(({ id }) => id === statementId)]
    row?.forEach((code, person) => {
      const partner = matrix.partners[matrix.partnerOf[person] as number]
      if (partner && (code > 0 || code === UNSURE)) people.get(partner.id)?.add(matrix.people[person] as string)
    })
    return people
  }) as [Map<string, Set<string>>, Map<string, Set<string>>]
  const isSame = (id: string, people: ReadonlySet<string>) =>
    people.size > 0 && people.size === then.get(id)?.size && [...people].every((one) => then.get(id)?.has(one))
  return new Set([...now].flatMap(([id, people]) => (isSame(id, people) ? [id] : [])))
}

/**
 * The same for whoever holds all answers anyway: whole, with those that joined and left, but for partners that are hidden in either
 * sitting, which stand in no figure. All shifts are in points of the scale. Empty when no statement was asked both times.
 */
export function wholeChange(was: Sitting, is: Sitting): StatementChange[] {
  const { found, step } = changeOver(was, is, (cell) => !cell?.suppressed)
  const points = (shift: number | null) => (shift === null ? null : shift / step)
  return found.map((change) => ({
    ...change,
    netShift: points(change.netShift),
    partners: change.partners.map((partner) => ({
      ...partner,
      change: points(partner.change),
      minds: points(partner.minds),
      people: points(partner.people),
    })),
  }))
}

/** Over the partners whose cells pass both times. Shifts are in steps of `1 / step` points: one of one mind stands in its middle. */
function changeOver(
  was: Sitting,
  is: Sitting,
  passes: (cell: Cell | undefined) => boolean,
): { found: StatementChange[]; step: number } {
  const [then, now] = onOneScale(
    toldAnswers(was.matrix, was.report.statements).shown,
    toldAnswers(is.matrix, is.report.statements).shown,
  )
  const isKept = (statementId: string, partnerId: string) =>
    [was, is].every(({ report }) => passes(cellIn(report, statementId, partnerId)))
  const found = changeBetween(only(then, isKept), only(now, isKept), { minimumCell: is.report.minimumCell })
  return { found, step: (now.scale - 1) / (is.matrix.scale - 1) }
}

const cellIn = ({ statements }: Sitting['report'], statementId: string, partnerId: string): Cell | undefined =>
  statements.find(({ id }) => id === statementId)?.cells.find((cell) => cell.partnerId === partnerId)
const isTold = (cell: Cell | undefined) => cell !== undefined && cell.suppressed === null && cell.side !== 'none'

/** Half points in one of the two are half points in both. */
function onOneScale(...both: [Matrix, Matrix]): [Matrix, Matrix] {
  const scale = Math.max(...both.map((matrix) => matrix.scale))
  return both.map((matrix) =>
    matrix.scale === scale
      ? matrix
      : {
          ...matrix,
          scale,
          answers: matrix.answers.map((row) => row.map((code) => (code > 0 ? 2 * (code - 1) + 1 : code))),
        },
  ) as [Matrix, Matrix]
}

const only = (matrix: Matrix, isToldTwice: (statementId: string, partnerId: string) => boolean): Matrix => ({
  ...matrix,
  answers: matrix.answers.map((row, s) => {
    const { id } = matrix.statements[s] as { id: string }
    const isKept = matrix.partners.map((partner) => isToldTwice(id, partner.id))
    return row.map((code, person) => (isKept[matrix.partnerOf[person] as number] ? code : 0))
  }),
})

interface Twice {
  readonly before: Cell
  readonly after: Cell
}

function cellsTwice(statementId: string, was: Sitting['report'], is: Sitting['report']): Twice[] {
  const { cells } = is.statements.find(({ id }) => id === statementId) as Pick<StatementReport, 'cells'>
  return cells.flatMap((after) => {
    const before = cellIn(was, statementId, after.partnerId)
    return before && isTold(before) && isTold(after) ? [{ before, after }] : []
  })
}

const UNTOLD = { pairs: null, up: null, down: null, minds: null, people: null, between: null, within: null } as const

interface Telling {
  readonly by: (partnerId: string) => MovedBy | null
  readonly step: number
  /** How many points lie between the middle of the scale and an end. */
  readonly half: number
  readonly least: number
  readonly isSpreadTold: boolean
}

function changeTold(
  change: StatementChange,
  twice: readonly Twice[],
  { by, step, half, least, isSpreadTold }: Telling,
): RoomChange {
  const arrows = twice.flatMap(({ before, after }) => arrowOf(before, after, by, least))
  const known = { statementId: change.id, arrows }
  const differing = twice.filter(({ before, after }) => differs(before) || differs(after)).length
  if (least > 1 && differing < THRESHOLDS.fewestDiffering) return { ...known, ...UNTOLD, unsure: null, course: null }
  const split = change.partners.filter(({ minds, people }) => minds !== null && people !== null)
  const isSplit = split.length >= (least > 1 ? THRESHOLDS.fewestDiffering : 1) && (least <= 1 || isSpreadTold)
  const steps = least > 1 ? Math.min(stepsIn(twice, 'before'), stepsIn(twice, 'after')) : stepsOf(Infinity)
  const round = inSteps(steps)
  // In points a step of a place, which goes from -1 to 1, is half the scale's width as long.
  const meanOf = (of: 'minds' | 'people') =>
    isSplit
      ? round(split.reduce((sum, partner) => sum + (partner[of] as number), 0) / split.length / step / half) * half
      : null
  const { up, down } = change
  const moved = up === null || down === null ? null : roundShares([up, down, 1 - up - down], steps)
  const figures = least > 1 && !isSpreadTold ? { ...change, between: null, within: null } : change
  return {
    ...known,
    course: change.course,
    pairs: change.netShift === null ? null : change.pairs,
    up: moved?.[0] ?? null,
    down: moved?.[1] ?? null,
    minds: meanOf('minds'),
    people: meanOf('people'),
    between: shiftTold(figures.between, round),
    within: shiftTold(figures.within, round),
    unsure: shiftTold(change.unsure, round),
  }
}

// A change told more exactly than the figures before and after it would tell these as exactly.
const stepsIn = (twice: readonly Twice[], at: keyof Twice) => stepsOf(twice.filter((both) => differs(both[at])).length)

const shiftTold = (shift: Shift | null, by: Round): Shift | null =>
  shift && { change: by(shift.change), interval: both(shift.interval, by) as Shift['interval'] }

function arrowOf(before: Cell, after: Cell, by: Telling['by'], least: number): Arrow[] {
  const tell = (cell: Cell) => placeOf(least > 1 ? cellTold(cell) : cell)
  const [from, to] = [tell(before), tell(after)]
  if (from === null || to === null) return []
  const { partnerId } = after
  return [{ partnerId, before: from, after: to, by: from === to ? null : by(partnerId) }]
}

// Twice as much of one as of the other is called by its name.
const MOSTLY = 2

/**
 * What moved a partner, in one word. Null where it isn't told.
 * @example movedBy({ partnerId: 'A', status: 'stayed', change: 1, minds: 0.9, people: 0.1 }) // 'minds'
 * @example movedBy({ partnerId: 'A', status: 'stayed', change: 1, minds: 0.5, people: 0.5 }) // 'both'
 * @example movedBy(undefined) // null
 */
export function movedBy(change: PartnerChange | undefined): MovedBy | null {
  if (!change || change.minds === null || change.people === null) return null
  const [minds, people] = [Math.abs(change.minds), Math.abs(change.people)]
  if (minds < 1e-9 && people < 1e-9) return null
  if (minds >= MOSTLY * people) return 'minds'
  return people >= MOSTLY * minds ? 'people' : 'both'
}
