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

export type Admitted =
  | { is: 'in'; seat: Seat; sessionId: SessionId }
  | { is: 'turned-away'; status: 401 | 403 | 404 | 503 }

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
 * Decides on a connection before anything is allocated for it. "Not there" and "not yours" are one answer.
 */
export async function atTheDoor(
  door: Door,
  request: IncomingMessage,
  present: (sessionId: SessionId) => readonly { seat: Seat }[],
): Promise<Admitted> {
  const { origin } = request.headers
  if (origin !== undefined && !door.origins.includes(origin)) return { is: 'turned-away', status: 403 }
  const sessionId = boardIn(request.url)
  if (!sessionId) return { is: 'turned-away', status: 404 }
  const seat = await door.admit(request, sessionId)
  if (!seat) return { is: 'turned-away', status: 404 }
  const here = present(sessionId)
  const full =
    here.length >= door.mostOnBoard || here.filter((line) => line.seat.id === seat.id).length >= door.mostOfSeat
  return full ? { is: 'turned-away', status: 503 } : { is: 'in', seat, sessionId }
}

const WORDS = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  503: 'Service Unavailable',
} as const

/** Turns a connection away as plain HTTP. */
export function turnAway(socket: Duplex, status: keyof typeof WORDS): void {
  socket.end(`HTTP/1.1 ${status} ${WORDS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
