import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Proven } from './here.ts'

/** What servers on one database tell each other. */
export type Notice =
  /** "I am here." */
  | { is: 'pulse' }
  /** "These boards have rows up to these." */
  | { is: 'rows'; heads: readonly (readonly [SessionId, number])[] }
  /** "These people are at me." */
  | { is: 'here'; people: readonly (readonly [SessionId, Proven])[] }
  /** "Who is at this board?" */
  | { is: 'who'; boardId: SessionId }

/** PostgreSQL's NOTIFY carries less than 8,000 bytes. */
export const LONGEST_NOTICE = 7_900
const MOST_HEADS = 200
// Four letters for three bytes, and room for what stands before them.
const MOST_PRESENCE_BYTES = 5_800

/** A notice as texts that each fit one NOTIFY; none when there is nothing to tell. */
export function writeNotice(from: string, notice: Notice): string[] {
  if (notice.is === 'pulse') return [`${from} pulse`]
  if (notice.is === 'who') return [`${from} who ${notice.boardId}`]
  if (notice.is === 'rows')
    return inPieces(notice.heads, MOST_HEADS, () => 1).map(
      (heads) => `${from} rows ${heads.map(([boardId, seq]) => `${boardId}:${seq}`).join(' ')}`,
    )
  const people = notice.people.map(packPerson)
  return inPieces(people, MOST_PRESENCE_BYTES, (bytes) => bytes.length).map(
    (pieces) => `${from} here ${Buffer.concat(pieces).toString('base64')}`,
  )
}

/** Who tells what; undefined when it is none of ours, or of a later version. */
export function readNotice(text: string): { from: string; notice: Notice } | undefined {
  const [from, is, ...words] = text.split(' ')
  const notice = from && readWords(is, words)
  return notice ? { from, notice } : undefined
}

function readWords(is: string | undefined, words: string[]): Notice | undefined {
  const [first = ''] = words
  if (is === 'pulse') return { is }
  if (is === 'who') return { is, boardId: first as SessionId }
  if (is === 'here') return readPeople(first)
  if (is !== 'rows') return undefined
  const heads = words.map((word) => word.split(':')).map(([id, seq]) => [id as SessionId, Number(seq)] as const)
  return { is, heads: heads.filter(([, seq]) => Number.isSafeInteger(seq)) }
}

function packPerson([boardId, { clientId, clock, state, seatId }]: readonly [SessionId, Proven]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarString(encoder, boardId)
    encoding.writeVarUint(encoder, clientId)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, state)
    encoding.writeVarString(encoder, seatId)
  })
}

function readPeople(base64: string): Notice | undefined {
  const people: (readonly [SessionId, Proven])[] = []
  try {
    const decoder = decoding.createDecoder(new Uint8Array(Buffer.from(base64, 'base64')))
    while (decoding.hasContent(decoder)) {
      const boardId = decoding.readVarString(decoder) as SessionId
      const clientId = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const state = decoding.readVarString(decoder)
      people.push([boardId, { clientId, clock, state, seatId: decoding.readVarString(decoder) }])
    }
  } catch {
    return undefined
  }
  return { is: 'here', people }
}

/** Cuts a list into pieces, each of which weighs no more than `most`; what weighs more by itself stands alone. */
function inPieces<T>(all: readonly T[], most: number, weigh: (one: T) => number): T[][] {
  const pieces: T[][] = []
  let left = 0
  for (const one of all) {
    left -= weigh(one)
    if (left < 0) {
      pieces.push([])
      left = most - weigh(one)
    }
    pieces[pieces.length - 1]?.push(one)
  }
  return pieces
}
