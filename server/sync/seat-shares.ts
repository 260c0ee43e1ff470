import * as Y from 'yjs'
import { Tally } from './tally.ts'

export const LARGEST_BOARD = 8 * 2 ** 20
// A whole workshop's typing by one person comes to a few hundred thousand.
export const LARGEST_SHARE = 2 * 2 ** 20
// A quarter of the board is for those who have written no more than this.
const SMALL_SHARE = 256 * 2 ** 10
const BOARD_OF_MANY = (LARGEST_BOARD / 4) * 3
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

  /** Whether a seat may write so much more, and have no more than `most` in all. */
  mayAdd = (seatId: string, more: number, most = this.most): boolean => this.#of(seatId).hasRoom(more, most)

  /** About how much a seat has written, and never less. */
  countOf = (seatId: string): number => this.#of(seatId).count

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

/**
 * Whether a seat may write so many bytes more on a board. Who has written much may have half of what the others leave free at
 * most, and nothing of what is kept for those who haven't: so nobody, nor a few together, ends the others' writing.
 */
export function mayWrite(board: Tally, shares: SeatShares, seatId: string, bytes: number): boolean {
  if (shares.mayAdd(seatId, bytes, SMALL_SHARE)) return board.hasRoom(bytes)
  return shares.mayAdd(seatId, bytes) && board.hasRoom(shares.countOf(seatId) + 2 * bytes, BOARD_OF_MANY)
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
