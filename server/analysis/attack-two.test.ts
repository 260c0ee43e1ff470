import { describe, expect, test } from 'vitest'
import { aMatrix } from './a-matrix.ts'
import { analyse } from './analyse.ts'
import { perceptionTold } from './perception.ts'
import type { DisagreementReport, StatementReport } from './report.ts'
import { tally } from './tally.ts'
import { toldToRoom } from './told-to-room.ts'

/**
 * As attack.test.ts, from inside: whoever attacks holds the whole report that a room is told, knows how many of each partner answered, and
 * is one of a hidden partner's people. They try all answers that could stand behind it with their own among them, and know what
 * their colleagues said once all that fit agree on it. What kind a statement is of is a finding on all partners and is told, so
 * at its edges a few can know it (DECISIONS.md); of figures of people's differences it was one in four and more.
 */
interface Room {
  readonly sizes: readonly number[]
  readonly scale: number
  readonly minimum: number
  readonly shown?: Readonly<Record<string, readonly number[]>>
}

/** Everything that so many people of one partner can have said, whoever of them said what. */
const ways = (scale: number, people: number, from = 1): number[][] =>
  people === 0
    ? [[]]
    : Array.from({ length: scale + 1 - from }, (_, k) => from + k).flatMap((code) =>
        ways(scale, people - 1, code).map((rest) => [code, ...rest]),
      )

/** Everything that partners of one size can have said, whichever of them said what. */
const rooms = (own: readonly number[][], partners: number, from = 0): number[][][] =>
  partners === 0
    ? [[]]
    : own.slice(from).flatMap((first, i) => rooms(own, partners - 1, from + i).map((rest) => [first, ...rest]))

const reportOf = (hidden: readonly number[][], { scale, minimum, shown = {} }: Room): DisagreementReport =>
  analyse(aMatrix({ S: { ...Object.fromEntries(hidden.map((own, j) => [`H${j}`, own])), ...shown } }, { scale }), {
    minimumCell: minimum,
  })

/** In how many of all ways to have answered somebody knows what their colleagues said, by what is told of it. */
function knowing(room: Room, tell: (report: DisagreementReport) => unknown): number {
  const alike = new Map<string, number[][][]>()
  for (const hidden of rooms(ways(room.scale, room.sizes[0] as number), room.sizes.length)) {
    const told = JSON.stringify(tell(reportOf(hidden, room)))
    alike.set(told, [...(alike.get(told) ?? []), hidden])
  }
  let [people, know] = [0, 0]
  for (const fitting of alike.values()) {
    const seats = fitting.flat().flatMap((own) => own.map((said, i) => ({ said, others: own.toSpliced(i, 1).join() })))
    const others = new Map<number, Set<string>>()
    for (const { said, others: theirs } of seats) others.set(said, (others.get(said) ?? new Set()).add(theirs))
    people += seats.length
    know += seats.filter(({ said }) => others.get(said)?.size === 1).length
  }
  return know / people
}

const ROOMS: Room[] = [
  { sizes: [2, 2, 2], scale: 5, minimum: 3 },
  { sizes: [2, 2, 2], scale: 5, minimum: 3, shown: { E: [5, 5, 5] } },
  { sizes: [2, 2, 2, 2], scale: 4, minimum: 3 },
  { sizes: [3, 3, 3], scale: 3, minimum: 4 },
]

describe('one of a hidden partner’s people', () => {
  test.each(ROOMS)(
    'hardly ever learns what their colleagues said: $sizes, beside $shown',
    (room) => expect(knowing(room, toldToRoom)).toBeLessThan(0.03),
    120_000,
  )

  test('would learn it of the figures by themselves: the attack finds what it looks for', () => {
    const room: Room = { sizes: [2, 2, 2], scale: 4, minimum: 3 }
    const figures = ({ statements: [one] }: DisagreementReport) => [one?.distribution, one?.within, one?.position]
    expect(knowing(room, figures)).toBeGreaterThan(0.15)
  })
})

describe('one of two who hold how well people know what most would say', () => {
  test('don’t learn what the other expects', () => {
    const partners = ['A', 'B', 'C', 'D'].map((id) => ({ id }))
    const stances = tally(aMatrix({ S: { A: [5, 4], B: [5, 2], C: [4, 1], D: [4, 4] } }), 0)
    const expected = (hidden: readonly number[][]) =>
      tally(aMatrix({ S: Object.fromEntries(hidden.map((own, j) => [partners[j]?.id, own])) }, { scale: 2 }), 0)
    const all = rooms(ways(2, 2), 4)
    const told = new Map(all.map((own) => [own, JSON.stringify(perceptionTold(stances, expected(own), partners, 3))]))
    expect(new Set(told.values()).size).toBeGreaterThan(2)
    for (const own of all) {
      const fitting = all.filter((other) => told.get(other) === told.get(own)).flat()
      for (const said of new Set(own.flat())) {
        const others = fitting.filter((two) => two.includes(said)).map((two) => two.toSpliced(two.indexOf(said), 1)[0])
        expect(new Set(others).size).toBeGreaterThan(1)
      }
    }
  })
})

const splitInside = Object.fromEntries(['A', 'B', 'C', 'D', 'E', 'F'].map((id, i) => [id, i % 2 ? [5, 1] : [4, 2]]))
const figuresIn = ({ kind, kindBy, people, partners, partnersAsked, unsure, position, ...rest }: StatementReport) =>
  Object.entries(rest).flatMap(([name, value]) => (typeof value === 'number' || Array.isArray(value) ? [name] : []))

describe('a room to which each organisation sends two', () => {
  test('is told of what kind a statement is, what is unclear and where it leans, and no figure of people’s differences', () => {
    const answers = Object.fromEntries(Array.from({ length: 12 }, (_, s) => [`S${s}`, splitInside]))
    const told = toldToRoom(analyse(aMatrix(answers), { minimumCell: 3 }))
    const [statement] = told.statements as [StatementReport]
    expect(statement).toMatchObject({ kind: 'mixed', basis: 'all', unsure: 0, position: 0, people: 12 })
    expect(figuresIn(statement)).toEqual(['cells'])
    expect(statement.structure).toMatchObject({ score: null, pValue: null })
    expect(told.network).toMatchObject({
      ...{ betweenShare: null, interval: null, alpha: null, disco: null, permdisp: null, ranking: [] },
      blocs: { are: 'none-clear' },
    })
    expect(toldToRoom(told)).toEqual(told)
  })

  test('is told as much of a lean against as of the same lean for', () => {
    const pairs = Object.fromEntries([...'ABCDEF'].map((id, j) => [id, j % 2 ? [3, 5] : [4, 4]]))
    const against = Object.fromEntries(Object.entries(pairs).map(([id, own]) => [id, own.map((point) => 6 - point)]))
    const lean = (answers: Record<string, number[]>) =>
      toldToRoom(analyse(aMatrix({ S: answers }), { minimumCell: 3 })).statements[0]?.position
    expect([lean(pairs), lean(against)]).toEqual([0.6, -0.6])
  })

  test('is told no lean where it isn’t clear of which kind a statement is', () => {
    const all = rooms(ways(5, 2), 3).slice(0, 300)
    const told = all.map((hidden) => toldToRoom(reportOf(hidden, ROOMS[0] as Room)).statements[0] as StatementReport)
    expect(told.filter(({ orKind }) => orKind !== null).length).toBeGreaterThan(0)
    for (const { kind, orKind, position } of told) expect(position === null).toBe(orKind !== null || kind === 'too-few')
  })
})

describe('beside partners that are shown', () => {
  const shown = { P: [1, 2, 2], Q: [5, 4, 4], R: [5, 4, 5], T: [1, 1, 2], V: [4, 4, 2] }
  const pairs = { A: [4, 2], B: [5, 1], C: [5, 5] }
  const told = (answers: Record<string, number[]>) =>
    toldToRoom(analyse(aMatrix({ S: answers }), { minimumCell: 3 })).statements[0] as StatementReport

  test('those of two stand in totals as one, and what tells partners apart is of those that are shown', () => {
    const [both, alone] = [told({ ...shown, ...pairs }), told(shown)]
    expect(both).toMatchObject({ basis: 'together', partners: 8, people: 21 })
    const { within, between, dispersion, intervals } = alone
    expect(both).toMatchObject({ within, between, dispersion, intervals })
    expect(within).not.toBeNull()
    expect(both.distribution).not.toEqual(alone.distribution)
  })

  test('figures stay untold where those of two are most of those asked', () => {
    const many = Object.fromEntries([...'ABCDEFG'].map((id, i) => [id, i % 2 ? [4, 2] : [5, 1]]))
    expect(told({ ...shown, ...many })).toMatchObject({ within: null, distribution: null, betweenShare: null })
  })

  test('single people stand in figures as they did: nobody could say who said what', () => {
    const one = told({ A: [1], B: [3], C: [5] })
    expect(one).toMatchObject({ basis: 'all' })
    expect(one.distribution).not.toBeNull()
  })
})
