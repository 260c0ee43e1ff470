import type { LongAnswer } from './matrix.ts'

/**
 * The answers that may stand in a report after several rounds, each of which was shown: a partner's new answers to a statement
 * count once `minimum` of its people gave a new one, changed theirs or took it away since what was shown of it last, for else
 * two reports side by side would tell a single answer. Partners with fewer people wait for each other: theirs count once
 * so many changed among them. Each round holds every answer up to it; the first is shown as it is.
 * @example inBatches([], 3) // []
 */
export function inBatches(rounds: readonly (readonly LongAnswer[])[], minimum: number): LongAnswer[] {
  const [first, ...later] = rounds.map(byCell)
  if (!first) return []
  const told = later.reduce((shown, given) => nextBatch(shown, given, minimum), first)
  return [...told.values()].flatMap((cell) => [...cell.values()])
}

type Answers = ReadonlyMap<string, LongAnswer>
/** By statement and partner. */
type Cells = ReadonlyMap<string, Answers>

function byCell(answers: readonly LongAnswer[]): Cells {
  const cells = new Map<string, Map<string, LongAnswer>>()
  for (const answer of answers) {
    const key = JSON.stringify([answer.statement, answer.partner])
    const cell = cells.get(key) ?? new Map<string, LongAnswer>()
    cells.set(key, cell.set(answer.person, answer))
  }
  return cells
}

const NOBODY: Answers = new Map()
const statementOf = (key: string): string => (JSON.parse(key) as [string, string])[0]

function nextBatch(shown: Cells, given: Cells, minimum: number): Cells {
  const keys = [...new Set([...shown.keys(), ...given.keys()])]
  const changes = new Map(keys.map((key) => [key, changed(shown.get(key) ?? NOBODY, given.get(key) ?? NOBODY)]))
  const isSmall = (key: string) => Math.max(shown.get(key)?.size ?? 0, given.get(key)?.size ?? 0) < minimum
  const amongSmall = new Map<string, number>()
  for (const key of keys.filter(isSmall)) {
    const statement = statementOf(key)
    amongSmall.set(statement, (amongSmall.get(statement) ?? 0) + (changes.get(key) as number))
  }
  const counts = (key: string) =>
    (isSmall(key) ? (amongSmall.get(statementOf(key)) as number) : (changes.get(key) as number)) >= minimum
  return new Map(keys.map((key) => [key, (counts(key) ? given.get(key) : shown.get(key)) ?? NOBODY]))
}

/** How many people's answers differ between two states of one cell. */
function changed(before: Answers, after: Answers): number {
  const people = new Set([...before.keys(), ...after.keys()])
  return [...people].filter((person) => before.get(person)?.answer !== after.get(person)?.answer).length
}
