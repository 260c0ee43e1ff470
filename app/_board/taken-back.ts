import * as Y from 'yjs'

/** What one wrote and the server was not heard to have: by the client id it was written under, from which count on. */
export type Unheard = ReadonlyMap<number, number>

const isIn = (unheard: Unheard, { client, clock }: Y.ID, length = 1) =>
  clock + length > (unheard.get(client) ?? Number.POSITIVE_INFINITY)

/** What stood under a key before one's last change, unless one had written that unheard as well. */
export function stoodBefore(event: Y.YEvent<Y.AbstractType<unknown>>, key: string, unheard: Unheard) {
  const item = event.target._map.get(key)
  const last = item?.deleted ? item : item?.left
  const value: unknown = event.keys.get(key)?.oldValue ?? null
  return last && isIn(unheard, last.id) ? undefined : { value }
}

/**
 * Whether somebody who saw what one wrote under a key, and was never heard to be stored, put back what had stood there before.
 * Where a card lies is anybody's to change; but hardly anybody lays it to the very spot where it lay, as the server does.
 */
export function isPutBack(shelf: Y.Map<unknown>, key: string, stood: unknown, unheard: Unheard): boolean {
  const item = shelf._map.get(key)
  const seen = item?.deleted ? item.id : item?.origin
  return !!seen && isIn(unheard, seen) && JSON.stringify(shelf.get(key) ?? null) === JSON.stringify(stood)
}

/**
 * Of which cards somebody else's change took away what one wrote and never heard to be stored: letters, or the card. Yjs
 * doesn't tell whose a deletion is; but what was never stored nobody could have seen, and so nobody but the server took it
 * away. A card that was stored is deleted by its author alone, on another device: that is no loss, unless it is written anew.
 */
export function takenFrom(events: readonly Y.YEvent<Y.AbstractType<unknown>>[], unheard: Unheard) {
  const isUnheard = ({ id, length }: Y.Item) => isIn(unheard, id, length)
  const taken = new Map<string, 'letters' | 'card'>()
  for (const event of events) {
    const [cardId] = event.path
    if (event.target instanceof Y.Text && piecesOf(event.target).some((one) => event.deletes(one) && isUnheard(one)))
      taken.set(String(cardId), 'letters')
    if (!(event.target instanceof Y.Map)) continue
    for (const [key, { action, oldValue }] of event.keys) {
      const item = oldValue instanceof Y.AbstractType ? oldValue._item : null
      if (item && (action === 'update' || isUnheard(item)))
        taken.set(String(cardId ?? key), cardId === undefined ? 'card' : 'letters')
    }
  }
  return taken
}

function piecesOf(text: Y.Text): Y.Item[] {
  const pieces: Y.Item[] = []
  for (let piece = text._start; piece; piece = piece.right) pieces.push(piece)
  return pieces
}
