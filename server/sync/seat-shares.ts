import * as Y from 'yjs'

// Of a board's eight: a whole workshop's typing by one person comes to a few hundred thousand.
const LARGEST_SHARE = 2 * 2 ** 20

/** How much of a board each seat has written, tombstones and all, so that nobody alone can fill it for everybody. */
export class SeatShares {
  readonly #bytes = new Map<string, number>()

  /**
   * Whether a seat may write so many bytes more: by a quick count that never says too little, made exact when it matters.
   * `own` are its client ids.
   */
  mayAdd(seatId: string, more: number, doc: Y.Doc, own: () => readonly number[]): boolean {
    let bytes = (this.#bytes.get(seatId) ?? bytesOf(doc, own())) + more
    if (bytes > LARGEST_SHARE) bytes = bytesOf(doc, own()) + more
    if (bytes > LARGEST_SHARE) return false
    this.#bytes.set(seatId, bytes)
    return true
  }
}

/** What some clients' structs take up in a document. */
export function bytesOf(doc: Y.Doc, clients: readonly number[]): number {
  if (clients.length === 0) return 0
  const all = Y.decodeStateVector(Y.encodeStateVector(doc))
  const lengthSince = (state: Map<number, number>) => Y.encodeStateAsUpdate(doc, Y.encodeStateVector(state)).length
  const without = new Map([...all].filter(([client]) => !clients.includes(client)))
  return lengthSince(without) - lengthSince(all)
}
