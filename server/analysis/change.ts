import { benjaminiHochberg } from './benjamini-hochberg.ts'
import { type Shifts, shiftsOf } from './change-interval.ts'
import { type Matrix, UNSURE } from './matrix.ts'
import { mcnemar } from './paired-tests.ts'
import { position } from './position.ts'
import { suppressCells } from './suppression.ts'
import { type Tally, tally } from './tally.ts'
import { turnover } from './turnover.ts'
import { wilcoxon } from './wilcoxon.ts'

/**
 * What became of a disagreement. `converged`: less lies between partners, not more inside them. `papered-over`: less lies
 * between them, but more people are unsure. `moved-inside`: less between, more inside. `grew-apart`: more between.
 */
export type Course = 'converged' | 'papered-over' | 'moved-inside' | 'grew-apart' | 'no-clear-change'

/** One partner's change on a statement, in points of the scale. All null where it may not be shown. */
export interface PartnerChange {
  readonly partnerId: string
  readonly status: 'stayed' | 'joined' | 'left' | null
  readonly change: number | null
  readonly minds: number | null
  readonly people: number | null
}

/** One statement in two sittings. Paired figures are about the people who gave a point both times. */
export interface StatementChange {
  readonly id: string
  readonly pairs: number
  /** The mean shift of those people, in points of the scale; and which share of them moved, up and down. */
  readonly netShift: number | null
  readonly moved: number | null
  readonly up: number | null
  readonly down: number | null
  /** Change of the network's position, -2..2, partners counting one each: it may turn the other way from people's shift. */
  readonly position: number | null
  readonly between: Shifts['between']
  readonly within: Shifts['between']
  readonly unsure: Shifts['between']
  readonly course: Course | null
  readonly pValue: number | null
  readonly qValue: number | null
  /** Whether "not clear" was left or taken up by the same people more one way than the other. */
  readonly unsurePValue: number | null
  readonly partners: readonly PartnerChange[]
}

/**
 * What changed between two sittings or rounds, over the statements both asked; partners and people are found again by their ids.
 * A person who speaks for another partner now has left the one and joined the other. Under `minimumCell` pairs nothing is told
 * of them, and a partner's minds and people are only told apart when nobody could be worked out from it.
 */
export function changeBetween(
  before: Matrix,
  after: Matrix,
  { minimumCell }: { minimumCell: number },
): StatementChange[] {
  const least = before.voice === 'named' && after.voice === 'named' ? 1 : minimumCell
  const both = after.statements.flatMap(({ id }, now) => {
    const then = before.statements.findIndex((statement) => statement.id === id)
    return then < 0 ? [] : [changeOf(lookAt(before, then), lookAt(after, now), id, least)]
  })
  const adjusted = benjaminiHochberg(both.map(({ pValue }) => pValue))
  return both.map((change, i) => ({ ...change, qValue: adjusted[i] ?? null }))
}

interface Look {
  readonly partners: Matrix['partners']
  readonly all: Tally
  /** Codes by partner id and person. */
  readonly given: ReadonlyMap<string, ReadonlyMap<string, number>>
}

function lookAt(matrix: Matrix, statement: number): Look {
  const given = new Map(matrix.partners.map(({ id }) => [id, new Map<string, number>()]))
  matrix.partnerOf.forEach((partner, person) => {
    const code = (matrix.answers[statement] as Int8Array)[person] as number
    const { id } = matrix.partners[partner] as { id: string }
    if (code > 0 || code === UNSURE) given.get(id)?.set(matrix.people[person] as string, code)
  })
  return { partners: matrix.partners, all: tally(matrix, statement), given }
}

function changeOf(before: Look, after: Look, id: string, least: number): StatementChange {
  const stayed = [...before.given].flatMap(([partner, people]) =>
    [...people].flatMap(([person, code]) => {
      const now = after.given.get(partner)?.get(person)
      return now === undefined ? [] : [[code, now] as const]
    }),
  )
  const differences = stayed.flatMap(([then, now]) => (then > 0 && now > 0 ? [now - then] : []))
  const told = differences.length >= least && differences.length > 0
  const share = (which: (difference: number) => boolean) => differences.filter(which).length / differences.length
  const peopleOf = ({ all }: Look) => all.reduce((sum, { n, unsure }) => sum + n + unsure, 0)
  const shifts =
    peopleOf(before) < least || peopleOf(after) < least ? null : shiftsOf(before.given, after.given, scaleOf(after))
  const [from, to] = [position(before.all), position(after.all)]
  return {
    id,
    pairs: differences.length,
    netShift: told ? differences.reduce((sum, difference) => sum + difference, 0) / differences.length : null,
    moved: told ? share((difference) => difference !== 0) : null,
    up: told ? share((difference) => difference > 0) : null,
    down: told ? share((difference) => difference < 0) : null,
    position: shifts && from !== null && to !== null ? to - from : null,
    between: shifts?.between ?? null,
    within: shifts?.within ?? null,
    unsure: shifts?.unsure ?? null,
    course: shifts && courseOf(shifts),
    pValue: told ? (wilcoxon(differences)?.p ?? 1) : null,
    qValue: null,
    unsurePValue: stayed.length >= least && stayed.length > 0 ? unsureP(stayed) : null,
    partners: partnersOf(before, after, least),
  }
}

const scaleOf = ({ all }: Look) => all[0]?.counts.length ?? 2

const unsureP = (stayed: readonly (readonly [number, number])[]) =>
  mcnemar(
    stayed.filter(([then, now]) => then !== UNSURE && now === UNSURE).length,
    stayed.filter(([then, now]) => then === UNSURE && now !== UNSURE).length,
  )

/**
 * Puts what became of a disagreement into a word, only where the 90 % intervals say so. Null when between can't be told.
 * @example courseOf({ between: { change: -0.3, interval: [-0.4, -0.2] }, within: null, unsure: null }) // 'converged'
 * @example courseOf({ between: null, within: null, unsure: null }) // null
 */
export function courseOf({ between, within, unsure }: Shifts): Course | null {
  if (!between) return null
  if (between.interval[0] > 0) return 'grew-apart'
  if (between.interval[1] >= 0) return 'no-clear-change'
  if (unsure && unsure.interval[0] > 0) return 'papered-over'
  return within && within.interval[0] > 0 ? 'moved-inside' : 'converged'
}

function partnersOf(before: Look, after: Look, least: number): PartnerChange[] {
  const ids = [...new Set([...before.partners, ...after.partners].map(({ id }) => id))]
  return ids.flatMap((partnerId): PartnerChange[] => {
    const [then, now] = [cellOf(before, partnerId, least), cellOf(after, partnerId, least)]
    if (then === 'hidden' || now === 'hidden')
      return [{ partnerId, status: null, change: null, minds: null, people: null }]
    if (then === 'none' && now === 'none') return []
    if (then === 'none' || now === 'none')
      return [{ partnerId, status: then === 'none' ? 'joined' : 'left', change: null, minds: null, people: null }]
    const found = turnover(pointsOf(before, partnerId), pointsOf(after, partnerId))
    const apart = [found?.joiners, found?.leavers].every((count) => count === 0 || (count as number) >= least)
    // Where all gave the same point only the side is told, so no exact change may give the point away.
    const exact = found !== null && then !== 'one-mind' && now !== 'one-mind'
    const split = exact && apart && found.stayers >= least
    return [
      {
        partnerId,
        status: 'stayed',
        change: exact ? found.change : null,
        minds: split ? found.minds : null,
        people: split ? found.people : null,
      },
    ]
  })
}

function cellOf({ partners, all }: Look, id: string, least: number): 'none' | 'hidden' | 'one-mind' | 'shown' {
  const at = partners.findIndex((partner) => partner.id === id)
  const partner = all[at]
  if (!partner || partner.n === 0) return 'none'
  if (suppressCells(all, partners, least)[at]) return 'hidden'
  return least > 1 && partner.unsure === 0 && partner.counts.includes(partner.n) ? 'one-mind' : 'shown'
}

const pointsOf = ({ given }: Look, id: string) => new Map([...(given.get(id) ?? [])].filter(([, code]) => code > 0))
