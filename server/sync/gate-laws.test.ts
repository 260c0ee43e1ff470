import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addCard, deleteCard, editText, groupCards, hideCard, moveCard, showCard } from '#server/board/commands.ts'
import { cardOn, ownShelvesOf } from '#server/board/document.ts'
import { type Doer, type Times, whyNot } from '#server/board/may.ts'
import { viewBoard } from '#server/board/view.ts'
import { PLACES } from '#server/vocabulary/corner.ts'
import { aCard, aGate, amira, anna, bela, plain, screen, TALK, updateOf } from './a-gate.ts'
import { aTry, DOERS, publishTo, someTimes } from './a-try.ts'
import { noteFigures, sized } from './proof.ts'

test('what the gate lets through is what may be done, whatever is tried by whomever', () => {
  const moves = fc.array(fc.tuple(fc.nat(3), aTry, someTimes), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(moves, fc.boolean(), (tries, takenOff) => {
      const { gate, client } = aGate()
      publishTo(gate, takenOff ? ['anna.1'] : [])
      const docs = DOERS.map((_, i) => client(10 + i))
      const onlooker = client(20)
      for (const [who, { act, deeds }, times] of tries) {
        const doer = DOERS[who] as Doer
        const doc = docs[who] as Y.Doc
        const before = plain(gate.doc)
        const are = deeds(doc, doer)
        const update = updateOf(doc, () => act(doc, doer))
        const may = are !== 'odd' && are.every((deed) => whyNot(doer, deed, times) === undefined)
        const judged = gate.admit(update, doer, times)
        expect(judged.is).not.toBe('malformed')
        expect(plain(gate.doc)).toEqual(may ? plain(doc) : before)
        if (judged.is === 'passed') for (const other of [...docs, onlooker]) Y.applyUpdate(other, judged.passed)
        // The offender has what everybody has, and so has somebody who only ever heard what passed.
        expect(plain(doc)).toEqual(plain(gate.doc))
        expect(plain(onlooker)).toEqual(plain(gate.doc))
      }
    }),
    { seed: 21, numRuns: sized(150, 5_000) },
  )
}, 600_000)

/** What stands on a board, by shelf and key. */
type Plain = ReturnType<typeof plain>
interface PlainCard {
  author: string
  partner: string | null
  createdAt: string
}

interface Changes {
  readonly before: Plain
  readonly after: Plain
  /** Cards that say what they said, but are not the same thing any more: what their authors type just then would be lost. */
  readonly replaced: readonly string[]
  /** Cards whose hiding was written, whatever came of it. */
  readonly hidings: readonly string[]
}

/**
 * The rules once more, in the plainest words and from before and after alone, so that the gate is not compared with itself:
 * whether all that changed may change together.
 */
function mayBecome({ before, after, replaced, hidings }: Changes, doer: Doer, times: Times): boolean {
  const changed = (shelf: keyof Plain) => {
    const keys = new Set([...Object.keys(before[shelf] ?? {}), ...Object.keys(after[shelf] ?? {})])
    return [...keys].filter((key) => JSON.stringify(before[shelf]?.[key]) !== JSON.stringify(after[shelf]?.[key]))
  }
  const cardsChanged = [...new Set([...changed('cards'), ...replaced])]
  const isAnything =
    replaced.length + hidings.length > 0 ||
    ['cards', 'places', 'groups', 'session', 'placed'].some((shelf) => changed(shelf).length > 0)
  if (!isAnything) return true
  if (times.closed || times.step === 'finish' || !times.viewsShown || doer.kind === 'screen') return false
  if (changed('session').length + changed('placed').length > 0) return false
  const convenes = doer.kind === 'convenor'
  const sorts = ['show-views', 'talk'].includes(times.step) || convenes
  const writes = sorts || times.step === 'views'
  const isRead = times.checked === true && !convenes
  const cardsOf = (id: string) =>
    [before.cards?.[id], after.cards?.[id]] as [PlainCard | undefined, PlainCard | undefined]
  const isOwn = (id: string) => {
    const [was, is] = cardsOf(id)
    if (is && isRead) return false
    if (!was)
      return !times.nobody && is?.author === doer.id && is.partner === doer.partnerId && id.startsWith(`${doer.id}.`)
    if (was.author !== doer.id) return false
    return !is || (is.author === was.author && is.partner === was.partner && is.createdAt === was.createdAt)
  }
  if (cardsChanged.length > 0 && (!writes || !cardsChanged.every(isOwn))) return false
  const mayHide = (id: string) => {
    const [was, is] = cardsOf(id)
    const [hadHid, hides] = [before.hidden?.[id], after.hidden?.[id]]
    // It went with its card, whose author that was, or neither ever stood there.
    if (!is) return hides === undefined && (was !== undefined || hadHid === undefined)
    if (hides !== undefined && hides !== doer.id) return false
    if (convenes) return true
    return writes && (hadHid === undefined || hadHid === doer.id) && (was ?? is).author === doer.id
  }
  if (!hidings.every(mayHide)) return false
  const cameOrWent = (id: string) => (before.cards?.[id] === undefined) !== (after.cards?.[id] === undefined)
  const moved = changed('places').filter((id) => !cameOrWent(id))
  const odd = Object.values(after.places ?? {}).some((place) => (place as { place: string }).place === 'moon')
  const titleOf = (shelves: Plain, id: string) => (shelves.groups?.[id] as { title: string } | undefined)?.title
  const named = changed('groups').filter((id) => ![undefined, titleOf(before, id)].includes(titleOf(after, id)))
  if (odd || (isRead && named.length > 0)) return false
  return sorts || (moved.length === 0 && changed('groups').length === 0)
}

/** Which thing stands, or stood last, under each key of a shelf. */
const things = (doc: Y.Doc, shelf: 'cards' | 'hidden') =>
  new Map([...doc.getMap(shelf)._map].map(([key, { id, deleted }]) => [key, JSON.stringify([id, deleted])]))
/** Keys of a shelf that had something else under them before. */
const writtenOn = (doc: Y.Doc, shelf: 'cards' | 'hidden', stood: ReadonlyMap<string, string>) =>
  [...things(doc, shelf)].flatMap(([key, thing]) => (stood.get(key) === thing ? [] : [key]))

test('several deeds in one update pass together or not at all, as the rules say in plain words', () => {
  const someone = fc.constantFrom(...DOERS)
  // What is on the board before, put there by its authors; then one update of several deeds, by anybody, at any time.
  const aCase = fc.tuple(
    fc.array(fc.tuple(fc.constantFrom(anna, bela, amira), fc.nat(3), fc.constantFrom(...PLACES)), {
      minLength: 3,
      maxLength: 8,
    }),
    fc.array(fc.tuple(someone, fc.array(aTry, { minLength: 1, maxLength: 3 }), someTimes), {
      minLength: 1,
      maxLength: 6,
    }),
  )
  let passed = 0
  let refused = 0
  fc.assert(
    fc.property(aCase, fc.boolean(), ([laid, updates], takenOff) => {
      const { gate, client } = aGate()
      publishTo(gate, takenOff ? ['anna.1'] : [])
      for (const [i, [author, no, place]] of laid.entries()) {
        const doc = client(100 + i)
        const id = `${author.id}.${no}`
        if (!cardOn(doc, id))
          gate.admit(
            updateOf(doc, () => addCard(doc, author, aCard(id, place))),
            author,
            TALK,
          )
      }
      for (const [i, [doer, tries, times]] of updates.entries()) {
        const doc = client(200 + i)
        const [before, cards, hidden] = [plain(gate.doc), things(doc, 'cards'), things(doc, 'hidden')]
        const update = updateOf(doc, () => tries.forEach(({ act }) => void act(doc, doer)))
        const after = plain(doc)
        const replaced = writtenOn(doc, 'cards', cards).filter((id) => before.cards?.[id] && after.cards?.[id])
        const hidings = writtenOn(doc, 'hidden', hidden)
        const may = mayBecome({ before, after, replaced, hidings }, doer, times)
        const judged = gate.admit(update, doer, times)
        expect(plain(gate.doc)).toEqual(may ? plain(doc) : before)
        passed += Number(judged.is === 'passed' && may)
        refused += Number(!may)
      }
    }),
    { seed: 24, numRuns: sized(400, 5_000) },
  )
  noteFigures('gate', { seed: 24, passed, refused, otherwise: 0 })
  expect([passed > 50, refused > 50]).toEqual([true, true])
}, 600_000)

test('no bytes whatever break the gate, and nothing of the others’ is lost', () => {
  const { gate, own, client } = aGate()
  const before = plain(gate.doc)
  const samples = [
    updateOf(client(30), (doc) => addCard(doc, bela, aCard('bela.1'))),
    updateOf(client(31), (doc) => moveCard(doc, bela, 'anna.1', { place: 'middle' })),
    updateOf(client(32), (doc) => deleteCard(doc, bela, 'anna.1')),
    Y.encodeStateAsUpdate(own),
  ]
  const bent = fc
    .tuple(fc.constantFrom(...samples), fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 6 }), fc.nat(60))
    .map(([bytes, bends, cut]) => {
      const copy = Uint8Array.from(bytes)
      for (const [at, value] of bends) copy[at % copy.length] = value
      return copy.subarray(0, copy.length - (cut > 40 ? cut - 40 : 0))
    })
  fc.assert(
    fc.property(fc.oneof(bent, fc.uint8Array({ maxLength: 200 })), (bytes) => {
      // An onlooker may change nothing at all, so whatever comes of it, the board is as it was.
      gate.admit(bytes, screen, TALK)
      expect(plain(gate.doc)).toEqual(before)
      expect([gate.doc.store.pendingStructs, gate.doc.store.pendingDs]).toEqual([null, null])
    }),
    { seed: 22, numRuns: 3_000 },
  )
  expect(
    gate.admit(
      updateOf(own, (doc) => addCard(doc, anna, aCard('anna.2'))),
      anna,
      TALK,
    ),
  ).not.toHaveProperty('refused')
})

test('honest people with undo and offline work are never refused, and end with one board', () => {
  type Honest = (doc: Y.Doc, doer: Doer, undo: Y.UndoManager) => void
  const ownCard = (n: number, doer: Doer) => `${doer.id}.${n}`
  const honest: fc.Arbitrary<Honest> = fc.oneof(
    fc.tuple(fc.nat(5), fc.constantFrom(...PLACES)).map(
      ([n, place]): Honest =>
        (doc, doer) => {
          if (!cardOn(doc, ownCard(n, doer))) addCard(doc, doer, aCard(ownCard(n, doer), place))
        },
    ),
    fc.tuple(fc.nat(5), fc.string({ maxLength: 20 })).map(
      ([n, text]): Honest =>
        (doc, doer) =>
          editText(doc, doer, ownCard(n, doer), text),
    ),
    fc.nat(5).map(
      (n): Honest =>
        (doc, doer) =>
          deleteCard(doc, doer, ownCard(n, doer)),
    ),
    fc.tuple(fc.nat(20), fc.constantFrom(...PLACES), fc.nat(5)).map(
      ([n, place, no]): Honest =>
        (doc, doer) => {
          const ids = Object.keys(viewBoard(doc).cards)
          const id = ids[n % Math.max(1, ids.length)]
          if (id) moveCard(doc, doer, id, { place, no })
        },
    ),
    fc.tuple(fc.nat(3), fc.nat(20)).map(
      ([g, n]): Honest =>
        (doc, doer) => {
          const ids = Object.keys(viewBoard(doc).cards)
          if (ids.length > 1)
            groupCards(doc, doer, `${doer.id}.g${g}`, 'Group', [ids[n % ids.length], ids[0]] as string[])
        },
    ),
    fc.nat(5).map(
      (n): Honest =>
        (doc, doer) =>
          hideCard(doc, doer, ownCard(n, doer)),
    ),
    fc.nat(5).map(
      (n): Honest =>
        (doc, doer) =>
          showCard(doc, doer, ownCard(n, doer)),
    ),
    fc.constant<Honest>((_doc, _doer, undo) => void undo.undo()),
    fc.constant<Honest>((_doc, _doer, undo) => void undo.redo()),
  )
  const day = fc.array(fc.tuple(fc.nat(1), honest, fc.boolean()), { maxLength: 60 })
  fc.assert(
    fc.property(day, (deeds) => {
      const { gate, client } = aGate()
      const people = [anna, bela].map((doer, i) => {
        const doc = client(40 + i)
        const undo = new Y.UndoManager(ownShelvesOf(doc), {
          trackedOrigins: new Set([doer.id]),
          captureTimeout: 0,
        })
        return { doer, doc, undo }
      })
      const meet = ({ doer, doc }: (typeof people)[number]) => {
        const judged = gate.admit(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(gate.doc)), doer, TALK)
        expect(judged).not.toHaveProperty('refused')
        expect(judged.is).not.toBe('malformed')
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(gate.doc, Y.encodeStateVector(doc)))
      }
      for (const [who, act, meets] of deeds) {
        const person = people[who] as (typeof people)[number]
        act(person.doc, person.doer, person.undo)
        if (meets) meet(person)
      }
      for (const person of [...people, ...people]) meet(person)
      for (const { doc } of people) expect(viewBoard(doc)).toEqual(viewBoard(gate.doc))
    }),
    { seed: 23, numRuns: sized(200, 5_000) },
  )
}, 600_000)
