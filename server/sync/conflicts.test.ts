import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addCard } from '#server/board/commands.ts'
import { textOf } from '#server/board/document.ts'
import { aCard, anna } from './a-gate.ts'
import { chance, sized } from './proof.ts'
import { look } from './well-formed.ts'

const [LETTERS, ORIGIN, RIGHT] = [4, 128, 64]
type Id = readonly [client: number, clock: number]
type Between = readonly [left: Id | null, right: Id | null]
type Next = ReturnType<typeof chance>

/** Letters by hand, of several clients, each between the two that it says. */
const letters = (rows: ReadonlyMap<number, { from: number; between: Between[] }>) =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, rows.size)
    for (const [client, { from, between }] of rows) {
      for (const number of [between.length, client, from]) encoding.writeVarUint(encoder, number)
      for (const [left, right] of between) {
        encoding.writeUint8(encoder, LETTERS | (left ? ORIGIN : 0) | (right ? RIGHT : 0))
        for (const number of [...(left ?? []), ...(right ?? [])]) encoding.writeVarUint(encoder, number)
        encoding.writeVarString(encoder, 'x')
      }
    }
    encoding.writeVarUint(encoder, 0)
  })

/** How many things Yjs passes while it puts an update in: it notes each of them in two sets. */
function passedBy(act: () => void): number {
  const { add } = Set.prototype
  let noted = 0
  Set.prototype.add = function (value) {
    if (value instanceof Y.Item) noted += 1
    return add.call(this, value)
  }
  try {
    act()
  } finally {
    Set.prototype.add = add
  }
  return noted / 2
}

/** A board with one card, and the letters of its text. */
function aBoard(): { doc: Y.Doc; ids: Id[] } {
  const doc = new Y.Doc()
  doc.clientID = 450
  addCard(doc, anna, aCard('anna.1', 'value', 'abcdefgh'))
  const { client, clock } = ((textOf(doc, 'anna.1') as Y.Text)._start as Y.Item).id
  return { doc, ids: Array.from({ length: 8 }, (_, no): Id => [client, clock + no]) }
}

/** One into whose text many letters were typed, each before the last; and some of its letters. */
function aFullBoard(next: Next): { doc: Y.Doc; ids: Id[] } {
  const { doc, ids } = aBoard()
  const some = 1 + 300 * next(3)
  const at = next(7)
  const between = Array.from(
    { length: 50 + next(300) },
    (_, no): Between => [ids[at] as Id, no === 0 ? (ids[at + 1 + next(7 - at)] as Id) : [some, no - 1]],
  )
  Y.applyUpdate(doc, letters(new Map([[some, { from: 0, between }]])))
  return { doc, ids: [...ids, [some, 0], [some, between.length >> 1], [some, between.length - 1]] }
}

/** News of a few clients, each letter between any two: old ones, the newest ones, or some of each. */
function anyLetters(known: readonly Id[], clients: readonly number[], next: Next) {
  const rows = new Map<number, { from: number; between: Between[] }>()
  const fresh: Id[] = []
  const newest = 1 + next(20)
  const kind = next(3)
  for (let count = 5 + next(120); count > 0; count -= 1) {
    const client = clients[next(clients.length)] as number
    const row = rows.get(client) ?? { from: 0, between: [] }
    rows.set(client, row)
    const any = (): Id | null => {
      const pool = kind === 0 || fresh.length === 0 ? known : kind === 1 ? fresh.slice(-newest) : [...known, ...fresh]
      return next(10) === 0 ? null : ((next(3) === 0 ? known[next(known.length)] : pool[next(pool.length)]) ?? null)
    }
    const [left, right] = [any(), any()]
    row.between.push(left || right ? [left, right] : [known[0] as Id, null])
    fresh.push([client, row.between.length - 1])
  }
  return { update: letters(rows), count: fresh.length }
}

const looked = (update: Uint8Array, doc: Y.Doc) => look(update, doc, { mayUse: () => true, isAuthorOf: () => true })

const SEED = 65

test(`whatever letters come by hand, Yjs passes twice as many as were counted at most, and one for each (seed ${SEED})`, () => {
  const next = chance(SEED)
  let passed = 0
  for (let run = 0; run < sized(240, 5_000); run += 1) {
    const { doc, ids } = aFullBoard(next)
    const clients = Array.from({ length: 1 + next(5) }, (_, no) => 2 + no * 150 + next(100))
    const { update, count } = anyLetters(ids, clients, next)
    const found = looked(update, doc)
    if (found.is === 'malformed') continue
    const steps = passedBy(() => Y.applyUpdate(doc, update))
    expect(doc.store.pendingStructs).toBeNull()
    expect(steps, `run ${run}: counted ${found.steps}`).toBeLessThanOrEqual(2 * found.steps + count)
    passed += steps
  }
  // There was something to count.
  expect(passed).toBeGreaterThan(100_000)
})

test('who leans on a letter that came along and lies behind passes all to the row’s end, and that is counted', () => {
  const { doc, ids } = aBoard()
  const [first, second] = ids as [Id, Id]
  /** Letters of a client, each before the last, all after the first. */
  const typed = (client: number, right: Id) => ({
    from: 0,
    between: Array.from({ length: 600 }, (_, no): Between => [first, no === 0 ? right : [client, no - 1]]),
  })
  Y.applyUpdate(doc, letters(new Map([[900, typed(900, second)]])))
  const behind = { from: 0, between: [[null, [900, 599]]] as Between[] }
  const update = letters(
    new Map([
      [300, behind],
      [950, typed(950, [300, 0])],
    ]),
  )
  expect(looked(update, doc)).toEqual({ is: 'malformed', why: 'too-many-structs' })
})
