import type { EverAsked } from '#server/statement/ever-asked.ts'
import type { StatementId } from '#server/vocabulary/ids.ts'

/** A statement as it stands on a sheet that was printed once. */
export interface Printed {
  /** What an answer to it is an answer to by now; its own where that is nothing. */
  readonly id: StatementId
  readonly no: number
  readonly text: string
  /** Whether an answer to these words still is one to something that is asked. */
  readonly counts: boolean
}

const goings = (ever: readonly EverAsked[]) => [...new Set(ever.flatMap(({ until }) => until ?? []))].sort()

/** Which version a sheet printed now is: one more whenever a statement got other words or went. One that is added makes none. */
export const newestVersion = (ever: readonly EverAsked[]): number => goings(ever).length + 1

/** What stands on a sheet of a version, in its order and with its numbers. */
export function asPrinted(ever: readonly EverAsked[], version: number): Printed[] {
  const end = goings(ever)[version - 1]
  return ever
    .filter(({ from, until }) => (end ? from < end && (until === null || until >= end) : until === null))
    .map((one, i) => {
      const standing = nowAsked(ever, one)
      return { id: (standing ?? one).id, no: i + 1, text: one.text, counts: standing !== undefined }
    })
}

/** The statement that an answer to this one counts for: itself, or the one that says the same in other words. */
function nowAsked(ever: readonly EverAsked[], one: EverAsked): EverAsked | undefined {
  if (one.until === null) return one
  const next = ever.find(({ madeFrom, meaning }) => madeFrom === one.id && meaning === 'same')
  return next && nowAsked(ever, next)
}
