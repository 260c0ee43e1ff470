import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { PartnerTally } from '../tally.ts'

/** A reference file as it was copied. */
export const read = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))

/** Why a number isn't compared whose answers stand in none of the files. */
export const ELSEWHERE = 'a data set of R’s own that isn’t in the file; what follows from its sums is compared'

/** What is found for each case, by its id. */
export const byId = <Case extends { id: string }, Found>(cases: readonly Case[], of: (one: Case) => Found) =>
  Object.fromEntries(cases.map((one) => [one.id, of(one)])) as Record<string, Found>

/** One partner's answers, as counts of the points. */
export const counted = (
  counts: readonly number[],
  n = counts.reduce((sum, count) => sum + count, 0),
): PartnerTally => ({ counts, n, unsure: 0, remit: 0 })

interface Held {
  /** What was found, in the shape of the file; of a list whose entries have ids, by id. */
  readonly found: unknown
  /** The numbers that aren't compared, by the beginning of their paths, each with its reason. */
  readonly given: Readonly<Record<string, string>>
  /** How far off the number at a path may be: 1e-9 unless said otherwise. */
  readonly within?: (path: string, expected: number) => number
}

/**
 * Compares every number of a file, and every null, with what was found at the same place: one test for each case. A number that
 * nothing was found for fails, unless it is named as given; so does a path that is named and isn't there.
 */
export function hold(name: string, { found, given, within = () => 1e-9 }: Held): void {
  const held = compare(read(name), found)
  const starts = Object.keys(given).map((start) => ({ start, is: beginning(start) }))
  const compared = held.filter(({ path }) => !starts.some(({ is }) => is.test(path)))
  const caseOf = (path: string) => path.split('.').slice(0, 2).join(' ')
  describe(`${name}: every number`, () => {
    test.each([...new Set(compared.map(({ path }) => caseOf(path)))])('%s', (of) => {
      const own = compared.filter(({ path }) => caseOf(path) === of)
      expect(own.filter((one) => !isNear(one, within(one.path, one.value ?? 0)))).toEqual([])
    })
    test('what is given is there', () =>
      expect(starts.filter(({ is }) => !held.some(({ path }) => is.test(path)))).toEqual([]))
  })
}

/** The places whose numbers lack or differ in what was found. Both in one shape; see `hold`. */
export const unmet = (expected: unknown, found: unknown): string[] =>
  compare(expected, found).flatMap((one) => (isNear(one, 1e-9) ? [] : [one.path]))

interface Compared {
  readonly path: string
  readonly value: number | null
  readonly answer: unknown
}

const compare = (expected: unknown, found: unknown): Compared[] =>
  leaves(expected, '').map(({ path, value, at }) => ({ path, value, answer: follow(found, at) }))

const beginning = (start: string) => new RegExp(`^${start.replaceAll('.', '\\.').replaceAll('*', '[^.]+')}(\\.|$)`)

const isNear = ({ value, answer }: Compared, within: number): boolean =>
  value === null ? answer === null : typeof answer === 'number' && Math.abs(answer - value) <= within

/** How far a figure may be from one that was printed with so many decimals: half of the last one. */
export const asPrinted = (printed: number): number => {
  const decimals = String(printed).split('.')[1]?.length ?? 4
  return 0.5 * 10 ** -decimals + 1e-12
}

interface Leaf {
  readonly path: string
  readonly at: readonly string[]
  readonly value: number | null
}

/** Every number and null below a value. Words are passed over. */
function leaves(value: unknown, path: string, at: readonly string[] = []): Leaf[] {
  if (value === null || typeof value === 'number') return [{ path, at, value }]
  if (typeof value !== 'object') return []
  const ids = Array.isArray(value) ? value.map((one) => (one as { id?: string } | null)?.id) : []
  const named = ids.length > 0 && ids.every(Boolean) && new Set(ids).size === ids.length
  return Object.entries(value).flatMap(([key, below]) => {
    const step = named ? (ids[Number(key)] as string) : key
    return leaves(below, path === '' ? step : `${path}.${step}`, [...at, step])
  })
}

const follow = (found: unknown, at: readonly string[]): unknown =>
  at.reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], found)
