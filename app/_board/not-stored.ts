import * as Y from 'yjs'
import { groupOn, placementOn, type Shelf, shelvesOf, textOf } from '#server/board/document.ts'
import type { Place } from '#server/vocabulary/corner.ts'
import { isPutBack, stoodBefore, takenFrom } from './taken-back.ts'

/** What one did that the board did not take, kept for whoever did it: words of a card, where one laid it, a group's name. */
export interface LostWords {
  /** The card, or the group. */
  readonly cardId: string
  /** What one wrote; empty of a card that one only laid: its words are not one's own, and are read from the board as long as it is there. */
  readonly text: string
  readonly is?: 'group'
  /** Where one had laid the card, or made the group. */
  readonly to?: Place
  /** The group that one had put the card into; and its name, where that is one's own words: else it is read from the board as well. */
  readonly groupId?: string
  readonly group?: string
}

/** What one has touched, by the ids of cards that were written, of cards that were laid somewhere, and of groups. */
export interface Touched {
  readonly cardIds: readonly string[]
  readonly movedIds: readonly string[]
  readonly groupIds: readonly string[]
}

/** What of one's own the server was not heard to have. */
export interface Unheard extends Touched {
  /** The client ids it was written under, each with the count from which on. */
  readonly since: readonly (readonly [number, number])[]
  /** What stood, before one did that, where one laid a card (by its id) or made a group (by its own, behind a `g`). */
  readonly stood: readonly (readonly [string, unknown])[]
  /** What was taken back meanwhile, and stands nowhere else any more. */
  readonly taken: readonly LostWords[]
}

/** All that a copy of the board holds of what one touched, where nothing more of it will be taken. */
export function lostOf(doc: Y.Doc, { cardIds, movedIds, groupIds }: Touched): LostWords[] {
  const cards = [...new Set([...cardIds, ...movedIds])].flatMap((cardId): LostWords[] => {
    const text = textOf(doc, cardId)?.toString()
    const lies = movedIds.includes(cardId) ? placementOn(doc, cardId) : undefined
    if (!text) return []
    const into = lies?.group ? { groupId: lies.group, ...ownTitle(doc, lies.group, groupIds) } : {}
    return [{ cardId, text: cardIds.includes(cardId) ? text : '', ...(lies && { to: lies.place }), ...into }]
  })
  const groups = groupIds.flatMap((cardId): LostWords[] => {
    const group = groupOn(doc, cardId)
    const isTold = movedIds.some((id) => placementOn(doc, id)?.group === cardId)
    return group && !isTold ? [{ cardId, text: group.title, is: 'group', to: group.place }] : []
  })
  return [...cards, ...groups]
}

/** The name of a group that one named oneself. */
function ownTitle(doc: Y.Doc, groupId: string, named: readonly string[]): Pick<LostWords, 'group'> {
  const group = named.includes(groupId) ? groupOn(doc, groupId) : undefined
  return group ? { group: group.title } : {}
}

/** Whether it is on the board all the same: with its words, where these are one's own. */
function stands(doc: Y.Doc, { cardId, text, is, to, groupId, group }: LostWords, isWritten: boolean): boolean {
  if (is === 'group') return groupOn(doc, cardId)?.title === text
  const words = textOf(doc, cardId)?.toString()
  // Nobody has to lay a card that is not there any more.
  if (words === undefined) return !isWritten
  const lies = placementOn(doc, cardId)
  const isThere = to === undefined || lies?.place === to
  const title = groupId !== undefined && groupId === lies?.group ? groupOn(doc, groupId)?.title : undefined
  const isIn = groupId === undefined || (title !== undefined && title === (group ?? title))
  return isThere && isIn && (!isWritten || words.includes(text))
}

/** What of these does not stand on the board: of a card whose words do, where it was to lie. */
export const notOn = (doc: Y.Doc, words: readonly LostWords[]): LostWords[] =>
  words.flatMap((one) => {
    const isSaid = one.is !== 'group' && textOf(doc, one.cardId)?.toString().includes(one.text)
    const left = isSaid ? { ...one, text: '' } : one
    return stands(doc, left, left.text !== '') ? [] : [left]
  })

/**
 * What is gone and what was written since, said once where one holds the other: whole, or but for a piece that was cut out or
 * a letter that was typed and gone in its turn. These would say a long text again for every letter.
 */
export function both(gone: string, since: string): string {
  if (gone.includes(since)) return gone
  if (since.includes(gone)) return since
  const [was, is] = [[...gone], [...since]]
  const most = Math.min(was.length, is.length)
  let [lead, tail] = [0, 0]
  while (lead < most && was[lead] === is[lead]) lead++
  while (tail < most - lead && was.at(-1 - tail) === is.at(-1 - tail)) tail++
  const [cut, put] = [was.length - lead - tail, is.length - lead - tail]
  const isCut = Math.min(cut, put) === 0
  const isTyped = put === 1 && !/^\p{L}/u.test(is.slice(is.length - tail).join(''))
  // Short words may be found in any text by chance.
  if (lead + tail < 8 || !(isCut || isTyped)) return `${gone}\n${since}`
  return [...was.slice(0, lead + cut), ...is.slice(lead)].join('')
}

/** What is kept of a card and what was lost of it since: the words of both, and where it was laid last. */
export const withWordsOf = (had: LostWords | undefined, one: LostWords): LostWords => ({
  ...had,
  ...one,
  text: both(had?.text ?? '', one.text),
})

/**
 * Follows what one has touched since the server last had everything. What it takes back meanwhile is told by `settle`: the
 * words, moves and groups of one's own that don't stand on the board any more. The server says what it takes back, but may
 * not be heard over a line that breaks: all is watched all the same. Where a card lies is anybody's to change, so of moves and
 * groups only those count that the server says it takes back, or that are put back just as it was. `changed` hears of each
 * change of one's own, and of what is taken back, which is none.
 */
export function followOwn(doc: Y.Doc, changed: (isNew: boolean) => void) {
  const touched = { cardIds: new Set<string>(), movedIds: new Set<string>(), groupIds: new Set<string>() }
  const done = new Map<string, LostWords>()
  const unheard = new Map([[doc.clientID, 0]])
  const stood = new Map<string, unknown>()
  const [cards, places, groups] = shelvesOf(doc) as [Y.Map<unknown>, Y.Map<unknown>, Y.Map<unknown>]
  const spotOf = (shelf: Y.Map<unknown>, id: string) => (shelf === groups ? `g ${id}` : id)
  const follow = (shelf: Y.Map<unknown>, ids: Set<string>, also: (id: string) => void = () => {}) =>
    shelf.observeDeep((events, { local }) => {
      if (!local) return
      for (const event of events)
        for (const id of event.path[0] === undefined ? [...event.keys.keys()] : [String(event.path[0])]) {
          ids.add(id)
          const before = shelf === cards ? undefined : stoodBefore(event, id, unheard)
          if (before) stood.set(spotOf(shelf, id), before.value)
          also(id)
        }
      changed(true)
    })
  // Whoever lays a card elsewhere since, or names a group anew, no longer wants what was taken back.
  const thinkAnew = (id: string) => {
    const { to: _to, groupId: _groupId, group: _group, ...words } = done.get(id) ?? { text: '', cardId: id }
    done.delete(id)
    if (words.text && words.is !== 'group') done.set(id, words)
  }
  follow(cards, touched.cardIds)
  follow(places, touched.movedIds, thinkAnew)
  follow(groups, touched.groupIds, (id) => {
    thinkAnew(id)
    // Whoever takes a group apart has named none: when it is put back, its name is somebody else's.
    if (!groupOn(doc, id)) touched.groupIds.delete(id)
  })
  const all = (): Touched => ({
    cardIds: [...touched.cardIds],
    movedIds: [...touched.movedIds],
    groupIds: [...touched.groupIds],
  })
  const missing = () => [...done.values()].filter((one) => !stands(doc, one, touched.cardIds.has(one.cardId)))
  let before: readonly LostWords[] = []
  doc.on('beforeTransaction', ({ local }) => {
    const isAny = Object.values(touched).some(({ size }) => size > 0)
    before = local || !isAny ? [] : lostOf(doc, all())
  })
  cards.observeDeep((events, { local }) => {
    if (local || before.length === 0) return
    const taken = takenFrom(events, unheard)
    for (const one of before) {
      const what = taken.get(one.cardId)
      if (!what || !touched.cardIds.has(one.cardId)) continue
      const words = what === 'card' ? one : { cardId: one.cardId, text: one.text }
      done.set(one.cardId, withWordsOf(done.get(one.cardId), words))
      changed(false)
    }
  })
  const shelfOf = ({ is }: LostWords) => (is === 'group' ? groups : places)
  const isBack = (one: LostWords) =>
    isPutBack(shelfOf(one), one.cardId, stood.get(spotOf(shelfOf(one), one.cardId)), unheard)
  doc.on('afterTransaction', ({ local, changed: by }: Y.Transaction) => {
    const there: ReadonlyMap<unknown, ReadonlySet<string | null>> = by
    for (const one of local ? [] : before.filter((each) => there.get(shelfOf(each))?.has(each.cardId))) {
      // Whoever takes a group apart leaves its first card where it lay before, and others where they came to lie.
      const inOne = before.filter(({ groupId }) => groupId !== undefined && groupId === one.groupId)
      if (![one, ...inOne].every(isBack)) continue
      done.set(one.cardId, withWordsOf(done.get(one.cardId), one.is === 'group' ? one : { ...one, text: '' }))
      changed(false)
    }
  })
  return {
    unheard: (): Unheard => ({ ...all(), since: [...unheard], stood: [...stood], taken: [...done.values()] }),
    /** Goes on from where an earlier page was left. */
    restore({ since, stood: had, taken, ...ids }: Unheard): void {
      for (const what of ['cardIds', 'movedIds', 'groupIds'] as const) for (const id of ids[what]) touched[what].add(id)
      for (const [client, count] of since) unheard.set(client, Math.min(count, unheard.get(client) ?? count))
      for (const [id, value] of had) if (!stood.has(id)) stood.set(id, value)
      for (const one of taken) done.set(one.cardId, withWordsOf(done.get(one.cardId), one))
    },
    /** These, or any, are about to be taken back: what one did to them stands here for the last time. */
    remember(these?: readonly (readonly [Shelf, string])[]): void {
      const of = (shelf: Shelf, ids: ReadonlySet<string>) =>
        these ? these.flatMap(([on, id]) => (on === shelf && ids.has(id) ? [id] : [])) : [...ids]
      const taken = {
        cardIds: of('cards', touched.cardIds),
        movedIds: of('places', touched.movedIds),
        groupIds: of('groups', touched.groupIds),
      }
      // A move may be taken back by now, when another one is about to be: the first that was remembered counts. Of words all do
      // that the server says it takes back, and else the last: whoever wrote something else instead lost nothing.
      for (const one of lostOf(doc, taken)) {
        const had = done.get(one.cardId)
        const next = taken.cardIds.includes(one.cardId) ? { ...had, ...one } : { ...one, ...had }
        done.set(one.cardId, these ? { ...next, text: both(had?.text ?? '', one.text) } : next)
      }
      changed(false)
    },
    /** The server has everything it takes: what of what was remembered is gone. */
    settle(): LostWords[] {
      const lost = missing()
      for (const ids of Object.values(touched)) ids.clear()
      for (const known of [done, stood, unheard]) known.clear()
      unheard.set(doc.clientID, Y.getState(doc.store, doc.clientID))
      return lost
    },
    /** Everything that one touched, and what of it was taken back already: when nothing more will be taken. */
    all(): LostWords[] {
      const told = new Map(lostOf(doc, all()).map((one) => [one.cardId, one]))
      for (const one of missing()) {
        const left = told.get(one.cardId)
        told.set(one.cardId, { ...left, ...one, text: both(one.text, left?.text ?? '') })
      }
      return [...told.values()]
    },
  }
}
