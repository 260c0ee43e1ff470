import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Seat } from '#server/auth/seat.ts'
import { ID_SHAPE, type SessionId } from '#server/vocabulary/ids.ts'
import { CLOSE, PAGE } from './protocol.ts'

export interface Door {
  /** Origins whose pages may connect; a request without one comes from no browser. */
  readonly origins: readonly string[]
  readonly mostOnBoard: number
  readonly mostOfSeat: number
  admit(request: IncomingMessage, sessionId: SessionId): Promise<Seat | null>
}

export type Admitted = { is: 'in'; seat: Seat; sessionId: SessionId } | { is: 'turned-away'; status: 403 | 404 }

/** The board that an address asks for; undefined when it is none of ours. */
export function boardIn(url: string | undefined): SessionId | undefined {
  const path = /^\/sync\/([^/?#]+)(?:\?|$)/.exec(url ?? '')?.[1]
  return path && ID_SHAPE.test(path) ? (path as SessionId) : undefined
}

/**
 * The close code for a page that can't be at a board with what it has: an older page must be loaded anew, a newer one waits
 * for a server of its own kind, and a copy of another epoch must not be merged. Whoever says neither is no page of ours.
 */
export function misfit(url: string | undefined, epoch: number): number | undefined {
  const said = new URL(url ?? '/', 'http://here').searchParams
  const page = Number(said.get('page') ?? PAGE)
  if (page !== PAGE) return page > PAGE ? CLOSE.comeBackLater : CLOSE.reload
  return Number(said.get('epoch') ?? epoch) === epoch ? undefined : CLOSE.resetYourCopy
}

/**
 * Decides on a connection before anything is allocated for it. "Not there" and "not yours" are one answer. Many are looked up
 * together: whether there is room (`isFull`) is asked when one comes in, not here.
 */
export async function atTheDoor(door: Door, request: IncomingMessage): Promise<Admitted> {
  const { origin } = request.headers
  if (origin !== undefined && !door.origins.includes(origin)) return { is: 'turned-away', status: 403 }
  const sessionId = boardIn(request.url)
  if (!sessionId) return { is: 'turned-away', status: 404 }
  const seat = await door.admit(request, sessionId)
  return seat ? { is: 'in', seat, sessionId } : { is: 'turned-away', status: 404 }
}

/** Whether a board, or a seat at it, has all the connections it may have. */
export const isFull = (door: Door, here: readonly { seat: Seat }[], seat: Seat): boolean =>
  here.length >= door.mostOnBoard || here.filter((line) => line.seat.id === seat.id).length >= door.mostOfSeat

const WORDS = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  503: 'Service Unavailable',
} as const

const MOST_GOODBYE_MS = 2_000

/** Turns a connection away as plain HTTP. Whoever doesn't hang up in turn is hung up on. */
export function turnAway(socket: Duplex, status: keyof typeof WORDS): void {
  setTimeout(() => socket.destroy(), MOST_GOODBYE_MS).unref()
  socket.resume()
  socket.end(`HTTP/1.1 ${status} ${WORDS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
