import { type Group, isHider, readCard, readGroup, readPlacement } from '#server/board/card.ts'
import { SERVER_SHELVES, type Shelf } from '#server/board/document.ts'
import type { Deed } from '#server/board/may.ts'

/** One key of the document as it stood before an update, and as it stands after: plain JSON, undefined when there is nothing. */
export interface Change {
  readonly shelf: Shelf
  readonly key: string
  readonly before: unknown
  readonly now: unknown
  /** The card that a placement under the same key lays down. */
  readonly card: { readonly before: unknown; readonly now: unknown }
}

interface PlainCard {
  readonly author: string
  readonly partner: string | null
  readonly createdAt: string
}

/** What somebody did to one key, in the terms that `may` judges by. */
export function deedsOf(change: Change): Deed[] {
  if (SERVER_SHELVES.includes(change.shelf)) return [{ is: 'rule' }]
  if (change.shelf === 'groups') return groupDeeds(change)
  if (change.shelf === 'hidden') return hidingDeeds(change)
  return change.shelf === 'cards' ? cardDeeds(change) : layingDeeds(change)
}

function groupDeeds({ before, now }: Change): Deed[] {
  const title = (now as Group | undefined)?.title
  return title === undefined || title === (before as Group | undefined)?.title
    ? [{ is: 'group' }]
    : [{ is: 'group' }, { is: 'name' }]
}

function cardDeeds({ key, before, now }: Change): Deed[] {
  const [was, is] = [before as PlainCard | undefined, now as PlainCard | undefined]
  if (!was) return is ? [{ is: 'add', cardId: key, author: is.author, partner: is.partner }] : []
  if (!is) return [{ is: 'delete', author: was.author }]
  const resigned = is.author !== was.author || is.partner !== was.partner || is.createdAt !== was.createdAt
  return [resigned ? { is: 'rule' } : { is: 'edit', author: was.author }]
}

/**
 * A new card is laid somewhere, and a deleted one taken up: that is part of those deeds, and no move. Taking up a card that
 * stays is one: undoing a move that crossed somebody else's comes to that.
 */
function layingDeeds({ now, card }: Change): Deed[] {
  const isAdded = card.before === undefined && card.now !== undefined
  const isDeleted = card.before !== undefined && card.now === undefined && now === undefined
  return isAdded || isDeleted ? [] : [{ is: 'move' }]
}

/**
 * Whoever deletes a card takes the note that it was hidden with it; of a card that was laid, hidden and deleted before anybody
 * heard of it, nothing is left to judge.
 */
function hidingDeeds({ before, now, card }: Change): Deed[] {
  const of = (card.before ?? card.now) as PlainCard | undefined
  if (card.now === undefined && now === undefined && (of || before === undefined)) return []
  return [{ is: 'hide', author: of?.author ?? '', by: now as string | undefined, was: before as string | undefined }]
}

/** Whether what stands under a key is nothing that a page could draw. */
export function isOdd({ shelf, now }: Pick<Change, 'shelf' | 'now'>): boolean {
  if (now === undefined) return false
  if (shelf === 'cards') return readCard(now) === undefined
  if (shelf === 'hidden') return !isHider(now)
  if (shelf === 'places') return readPlacement(now) === undefined
  return shelf === 'groups' && readGroup(now) === undefined
}
