import { expect, test } from 'vitest'
import { type DeedKey, newId, type StatementId } from '#server/vocabulary/ids.ts'
import type { Entry } from './deed.ts'
import { takeUp } from './shelf.ts'

const entry = (no: number): Entry => ({
  ...{ key: newId<'deed'>() as DeedKey, no, madeAtMs: 0, tried: false, late: false },
  deed: {
    ...{ does: 'rate', statementId: newId<'statement'>() as StatementId, question: 'should', round: 1 },
    ...{ answer: 1, mandate: 'own', reason: '' },
  },
})

test('what a phone could not send before its seat was made one with another is sent from the one, and nobody else’s', () => {
  const [left, own, others] = [entry(1), entry(2), entry(3)]
  const found = [
    [`here old ${left.key}`, left],
    [`here one ${own.key}`, own],
    [`here else ${others.key}`, others],
    [`there old ${others.key}`, others],
  ] as const
  expect(takeUp(found, 'here one ', ['here old '])).toEqual({
    entries: [left, own],
    moved: [{ from: `here old ${left.key}`, to: `here one ${left.key}`, entry: left }],
  })
})
