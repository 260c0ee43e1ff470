import * as Y from 'yjs'

/** What one wrote and the server was not heard to have: by the client id it was written under, from which count on. */
export type Unheard = ReadonlyMap<number, number>

/**
 * Of which cards somebody else's change took away what one wrote and never heard to be stored: letters, or the card. Yjs
 * doesn't tell whose a deletion is; but what was never stored nobody could have seen, and so nobody but the server took it
 * away. A card that was stored is deleted by its author alone, on another device: that is no loss, unless it is written anew.
 */
export function takenFrom(events: readonly Y.YEvent<Y.AbstractType<unknown>>[], unheard: Unheard) {
  const isUnheard = ({ id, length }: Y.Item) => id.clock + length > (unheard.get(id.client) ?? Number.POSITIVE_INFINITY)
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
