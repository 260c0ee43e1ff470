import type * as Y from 'yjs'
import { sessionFacts, writeSessionFact } from './document.ts'

/** The shape of the documents that this program writes. It grows by one whenever `document.ts` comes to mean something else. */
export const SCHEMA = 2

/** What brings a document of one shape to the next, by the shape it starts from. Runs on the server alone. */
export type Upgrades = Readonly<Record<number, (doc: Y.Doc) => void>>
const UPGRADES: Upgrades = {
  // Cards can be hidden, and say where they came from: nothing that stood before means anything else.
  1: () => {},
}

/**
 * Brings a stored document to the shape of today, step by step, in one transaction. A document without a number is new, or
 * from before there were numbers: both are taken for shape 1.
 * Answers `newer` and touches nothing when a later program wrote it: to write into it would spoil it.
 * @example upgrade(new Y.Doc()) // 'as-it-is'
 */
export function upgrade(
  doc: Y.Doc,
  to: number = SCHEMA,
  upgrades: Upgrades = UPGRADES,
): 'as-it-is' | 'upgraded' | 'newer' {
  const stood = schemaOf(doc)
  if (stood > to) return 'newer'
  if (stood === to) return 'as-it-is'
  doc.transact(() => {
    for (let schema = stood; schema < to; schema += 1) upgrades[schema]?.(doc)
    writeSessionFact(doc, 'schema', to)
  })
  return 'upgraded'
}

/** The shape a document says it has. @example schemaOf(new Y.Doc()) // 1 */
export function schemaOf(doc: Y.Doc): number {
  const { schema } = sessionFacts(doc)
  return typeof schema === 'number' && Number.isSafeInteger(schema) && schema > 0 ? schema : 1
}
