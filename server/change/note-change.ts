import type { Db } from '#db/client.ts'
import { changes } from '#db/schema/changes.ts'
import type { ChangedNoun } from '#server/vocabulary/changed.ts'
import { type NetworkId, newId, type UserId } from '#server/vocabulary/ids.ts'

/** What a field held: words, a number, a list of words, or nothing. Partners and people by the names they had. */
export type Fields = Readonly<Record<string, string | number | boolean | readonly string[] | null>>

export interface Change {
  networkId: NetworkId
  at: Date
  by: UserId | null
  noun: ChangedNoun
  thingId: string
  label: string
  /** Empty for what was not there before, and for what is there no more. */
  before: Fields
  after: Fields
}

/**
 * Writes what was changed into the network's history, in the transaction that changes it, so that neither is without the
 * other. Only fields that differ are kept; a change of nothing is none.
 */
export async function noteChange(tx: Pick<Db, 'insert'>, { before, after, ...change }: Change): Promise<void> {
  const differs = (key: string) => JSON.stringify(before[key] ?? null) !== JSON.stringify(after[key] ?? null)
  const only = (fields: Fields) => Object.fromEntries(Object.entries(fields).filter(([key]) => differs(key)))
  const differing = { before: only(before), after: only(after) }
  if (Object.keys(differing.before).length === 0 && Object.keys(differing.after).length === 0) return
  await tx.insert(changes).values({ id: newId<'change'>(), byUserId: change.by, ...change, ...differing })
}
