import * as Y from 'yjs'
import { Tally } from './tally.ts'

// Of a board's eight: a whole workshop's typing by one person comes to a few hundred thousand.
export const LARGEST_SHARE = 2 * 2 ** 20
// Each move leaves one, and each correction two. All of a seat's are moved when one is cut, and gone through when its cards are
// touched; and what lies between them, deleted, is on everybody's list.
export const MOST_PIECES = 40_000

/** How much of a board each seat has written, tombstones and all, so that nobody alone can fill it for everybody. */
export class SeatShares {
  readonly #tallies = new Map<string, Tally>()

  /** At most so much each; `exactly` counts what is a seat's, and may take a while. */
  constructor(
    readonly most: number,
    readonly exactly: (seatId: string) => number,
  ) {}

  /** Whether a seat may write so much more. */
  mayAdd = (seatId: string, more: number): boolean => this.#of(seatId).hasRoom(more)

  /** A seat has written so much: what was known already is none of it. */
  add = (seatId: string, more: number): void => this.#of(seatId).add(more)

  #of(seatId: string): Tally {
    const known = this.#tallies.get(seatId)
    if (known) return known
    const tally = new Tally(this.most, () => this.exactly(seatId))
    this.#tallies.set(seatId, tally)
    return tally
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

/** In how many pieces the words of some clients lie in a document, or all: quickly counted. */
export function piecesOf({ store }: Y.Doc, clients: Iterable<number> = store.clients.keys()): number {
  let pieces = 0
  for (const client of clients) pieces += store.clients.get(client)?.length ?? 0
  return pieces
}
