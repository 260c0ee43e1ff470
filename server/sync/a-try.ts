import fc from 'fast-check'
import type * as Y from 'yjs'
import {
  addCard,
  answerWith,
  deleteCard,
  editText,
  groupCards,
  hideCard,
  moveCard,
  renameGroup,
  showCard,
  ungroup,
} from '#server/board/commands.ts'
import { cardOn, groupOn, hiddenBy, writeHidden, writeSessionFact } from '#server/board/document.ts'
import type { Deed, Doer, Times } from '#server/board/may.ts'
import { publish, SERVER } from '#server/board/publish.ts'
import { PLACES } from '#server/vocabulary/corner.ts'
import { FACETS } from '#server/vocabulary/facet.ts'
import { STEPS } from '#server/vocabulary/step.ts'
import { aCard, amira, anna, bela, screen, TALK } from './a-gate.ts'
import type { Gate } from './gate.ts'

/** One thing that a random client does, honest or not, with what it is in the terms of `may`, told independently of the gate. */
export interface Try {
  act(doc: Y.Doc, doer: Doer): void
  /** None when it changes nothing. */
  deeds(doc: Y.Doc, doer: Doer): readonly Deed[] | 'odd'
}
export const DOERS = [anna, bela, amira, screen]
/** What the server put on the board for somebody whom the workshop doesn't show. */
const NOBODYS = 'nobody.1'
const CARDS = ['anna.1', 'anna.2', 'bela.1', 'amira.1', NOBODYS]
const authorOf = (doc: Y.Doc, id: string) => cardOn(doc, id)?.author
const ofCard = (is: 'edit' | 'delete', doc: Y.Doc, id: string): Deed[] => {
  const author = authorOf(doc, id)
  return author === undefined ? [] : [{ is, author }]
}
/** Whoever's name is put there or taken away, of a card that stands. */
function hiding(doc: Y.Doc, id: string, by: string | undefined): Deed[] {
  const [author, was] = [authorOf(doc, id), hiddenBy(doc, id)]
  return author === undefined ? [] : [{ is: 'hide', author, by, was }]
}
const naming =
  (group: string, title: string) =>
  (doc: Y.Doc): Deed[] =>
    groupOn(doc, group)?.title === title ? [{ is: 'group' }] : [{ is: 'group' }, { is: 'name' }]

/** Any card, or one of the doer's own: else next to nothing of what is tried may be done. */
const someCard: fc.Arbitrary<(doer: Doer) => string> = fc.oneof(
  fc.constantFrom(...CARDS).map((id) => () => id),
  fc.integer({ min: 1, max: 3 }).map(
    (no) =>
      ({ id }: Doer) =>
        `${id}.${no}`,
  ),
)
/** Whose name is signed; undefined for the doer's own. */
const aSigner = fc.constantFrom(undefined, undefined, ...DOERS)
const aGroup = fc.constantFrom('g.1', 'g.2')
const writing: fc.Arbitrary<Try> = fc.oneof(
  fc.tuple(someCard, aSigner, fc.constantFrom(...PLACES)).map(([of, signer, place]) => ({
    act(doc: Y.Doc, doer: Doer) {
      const as = signer ?? doer
      if (authorOf(doc, of(doer)) !== as.id) addCard(doc, as, aCard(of(doer), place))
    },
    deeds(doc: Y.Doc, doer: Doer): Deed[] {
      const [as, id] = [signer ?? doer, of(doer)]
      const had = authorOf(doc, id)
      if (had === as.id) return []
      return had ? [{ is: 'rule' }] : [{ is: 'add', cardId: id, author: as.id, partner: as.partnerId }]
    },
  })),
  fc.tuple(someCard, fc.string({ maxLength: 12 })).map(([of, text]) => ({
    act: (doc: Y.Doc, doer: Doer) => editText(doc, doer, of(doer), text),
    deeds: (doc: Y.Doc, doer: Doer) => ofCard('edit', doc, of(doer)),
  })),
  fc.tuple(someCard, fc.constantFrom(null, ...FACETS)).map(([of, facet]) => ({
    act: (doc: Y.Doc, doer: Doer) => answerWith(doc, doer, of(doer), facet),
    deeds: (doc: Y.Doc, doer: Doer) => ofCard('edit', doc, of(doer)),
  })),
  someCard.map((of) => ({
    act: (doc: Y.Doc, doer: Doer) => deleteCard(doc, doer, of(doer)),
    deeds: (doc: Y.Doc, doer: Doer) => ofCard('delete', doc, of(doer)),
  })),
)
const sorting: fc.Arbitrary<Try> = fc.oneof(
  fc.tuple(someCard, fc.constantFrom(...PLACES), fc.nat(4)).map(([of, place, no]) => ({
    act: (doc: Y.Doc, doer: Doer) => moveCard(doc, doer, of(doer), { place, no }),
    deeds: (): Deed[] => [{ is: 'move' }],
  })),
  fc.tuple(aGroup, fc.subarray(CARDS, { minLength: 1 })).map(([group, ids]) => ({
    act: (doc: Y.Doc, doer: Doer) => groupCards(doc, doer, group, 'Together', ids),
    deeds: naming(group, 'Together'),
  })),
  aGroup.map((group) => ({
    act: (doc: Y.Doc, doer: Doer) => ungroup(doc, doer, group),
    deeds: (): Deed[] => [{ is: 'group' }],
  })),
  aGroup.map((group) => ({
    act: (doc: Y.Doc, doer: Doer) => renameGroup(doc, doer, group, 'Renamed'),
    deeds: naming(group, 'Renamed'),
  })),
)
const hidings: fc.Arbitrary<Try> = fc.oneof(
  someCard.map((of) => ({
    act: (doc: Y.Doc, doer: Doer) => hideCard(doc, doer, of(doer)),
    deeds: (doc: Y.Doc, doer: Doer) => hiding(doc, of(doer), doer.id),
  })),
  someCard.map((of) => ({
    act: (doc: Y.Doc, doer: Doer) => showCard(doc, doer, of(doer)),
    deeds: (doc: Y.Doc, doer: Doer) => (hiddenBy(doc, of(doer)) === undefined ? [] : hiding(doc, of(doer), undefined)),
  })),
  fc.tuple(someCard, fc.constantFrom(...DOERS.map(({ id }) => id), SERVER)).map(([of, by]) => ({
    act(doc: Y.Doc, doer: Doer) {
      if (cardOn(doc, of(doer))) writeHidden(doc, of(doer), by)
    },
    deeds: (doc: Y.Doc, doer: Doer) => hiding(doc, of(doer), by),
  })),
)
const forging: fc.Arbitrary<Try> = fc.oneof(
  fc.constantFrom('step', 'closed', 'nobody', 'checked').map((key) => ({
    act: (doc: Y.Doc) => writeSessionFact(doc, key, 'finish'),
    deeds: (): Deed[] => [{ is: 'rule' }],
  })),
  fc.tuple(fc.constantFrom('places', 'hidden'), someCard).map(([shelf, of]) => ({
    act: (doc: Y.Doc, doer: Doer) => void doc.getMap(shelf).set(of(doer), { place: 'moon', group: null, pos: 'V' }),
    deeds: () => 'odd' as const,
  })),
)
export const aTry: fc.Arbitrary<Try> = fc.oneof(
  { weight: 4, arbitrary: writing },
  { weight: 4, arbitrary: sorting },
  { weight: 3, arbitrary: hidings },
  { weight: 1, arbitrary: forging },
)

const [nobody, checked] = [fc.boolean(), fc.boolean()]
export const someTimes: fc.Arbitrary<Times> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(TALK) },
  { weight: 2, arbitrary: fc.record({ nobody, checked }).map((rules) => ({ ...TALK, ...rules })) },
  {
    weight: 1,
    arbitrary: fc.record({
      step: fc.constantFrom(...STEPS),
      viewsShown: fc.boolean(),
      closed: fc.boolean(),
      nobody,
      checked,
    }),
  },
)

/** What the server puts on the board: words of somebody who isn't shown, and, if so, a card that the desk took off it. */
export function publishTo(gate: Gate, hidden: readonly string[]): void {
  const view = { ...aCard(NOBODYS), seatId: SERVER, partnerId: null }
  gate.noteServer(() => publish(gate.doc, { ...TALK, stepNo: 5, hidden }, [view]))
}
