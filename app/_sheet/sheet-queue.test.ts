import { expect, test } from 'vitest'
import { newId, type PartnerId, type StatementId } from '#server/vocabulary/ids.ts'
import { keepDeed, keptDeeds, type SheetDeed, type Shelf, type TypedSheet } from './kept-sheets.ts'
import { type Outcome, SheetQueue } from './sheet-queue.ts'

/** A browser's storage, as every browser has one. */
function aShelf(): Shelf & { texts: Map<string, string> } {
  const texts = new Map<string, string>()
  return {
    texts,
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
    key: (i) => [...texts.keys()][i] ?? null,
    get length() {
      return texts.size
    },
  }
}
const aSheet = (no: number): TypedSheet => ({
  sheetId: newId<'sheet'>(),
  no,
  round: 1,
  partnerId: newId<'partner'>() as PartnerId,
  answers: [{ statementId: newId<'statement'>() as StatementId, answer: 2 }],
})
/** A server that answers each sending as told, and then always with "done". */
function aQueue(shelf: Shelf, ...outcomes: Outcome[]) {
  const sent: string[] = []
  const queue = new SheetQueue({
    sessionId: 'here',
    shelf,
    async send(deed: SheetDeed) {
      sent.push(deed.is === 'enter' ? `enter ${deed.sheet.no}` : `take out ${deed.no}`)
      return outcomes.shift() ?? 'done'
    },
    pause: async () => {},
    changed: () => {},
  })
  return { queue, sent }
}

test('sheets are sent in the order they were typed, each until it is answered', async () => {
  const shelf = aShelf()
  const { queue, sent } = aQueue(shelf, 'no-answer', 'no-answer')
  const [first, second] = [aSheet(1), aSheet(2)]
  await Promise.all([queue.enter(first), queue.enter(second), queue.takeOut(first.sheetId, 1)])
  expect(sent).toEqual(['enter 1', 'enter 1', 'enter 1', 'enter 2', 'take out 1'])
  // Nothing of the answers stays on the device.
  expect([...shelf.texts]).toEqual([])
  expect(queue.waiting).toEqual([])
})

test('what a closed page had not sent is sent by the next one', async () => {
  const shelf = aShelf()
  const [late, early] = [aSheet(2), aSheet(1)]
  keepDeed(shelf, 'here', { is: 'enter', order: 2, sheet: late })
  keepDeed(shelf, 'here', { is: 'enter', order: 1, sheet: early })
  keepDeed(shelf, 'elsewhere', { is: 'enter', order: 1, sheet: aSheet(9) })
  shelf.setItem('sheet here broken enter', '{')
  const { queue, sent } = aQueue(shelf)
  await queue.begin()
  expect(sent).toEqual(['enter 1', 'enter 2'])
  expect(keptDeeds(shelf, 'elsewhere')).toHaveLength(1)
})

test('a refused sheet is kept with its reason, holds nothing up, and goes when it is put away', async () => {
  const shelf = aShelf()
  const { queue, sent } = aQueue(shelf, { code: 'sheet.number_taken', facts: { no: 1 } })
  const refused = aSheet(1)
  await Promise.all([queue.enter(refused), queue.enter(aSheet(2))])
  expect(sent).toEqual(['enter 1', 'enter 2'])
  expect(queue.refused.map((deed) => [deed.sheet.no, deed.refused.code])).toEqual([[1, 'sheet.number_taken']])
  const next = aQueue(shelf)
  await next.queue.begin()
  expect(next.sent).toEqual([])
  expect(next.queue.refused).toHaveLength(1)
  next.queue.putAway(refused.sheetId)
  expect(shelf.texts.size).toBe(0)
})

test('a browser that keeps nothing still sends, and says that it keeps nothing', async () => {
  const shelf = {
    ...aShelf(),
    setItem: () => {
      throw new Error('QuotaExceededError')
    },
  }
  const { queue, sent } = aQueue(shelf)
  await queue.enter(aSheet(1))
  expect(sent).toEqual(['enter 1'])
  expect(queue.keeps).toBe(false)
})
