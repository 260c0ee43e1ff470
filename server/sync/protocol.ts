import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Shelf } from '#server/board/document.ts'
import { SCHEMA } from '#server/board/upgrade.ts'
import { hasEndlessNumber } from './endless.ts'

/** Message types of y-protocols as y-websocket sends them, and two of our own. */
export const SYNC = 0
export const AWARENESS = 1
export const QUERY_AWARENESS = 3
/** How many of this connection's updates are stored for good. */
export const SAVED = 100
/** Why a change was taken back, by name, and what of the board it had touched: shelf and key, one after the other. */
export const REFUSED = 101

// Grows by one whenever a message comes to mean something else, or a new one must be understood.
const MESSAGES = 1
/** The version of what a page and the line say to each other: it grows with the messages, and with the shape of boards. */
export const PAGE = MESSAGES + SCHEMA

/** Why a connection ends, for the client to explain. */
export const CLOSE = {
  signedOut: 4401,
  removed: 4403,
  noSuchBoard: 4404,
  resetYourCopy: 4409,
  tooLarge: 4413,
  reload: 4426,
  comeBackLater: 4529,
  malformed: 1007,
  notBinary: 1003,
  goingAway: 1012,
} as const

export const STEP_1 = 0
const STEP_2 = 1
const UPDATE = 2

/** Keys of the board, each with the shelf that it stands on. */
export type Touched = readonly (readonly [Shelf, string])[]

/** One message as the server understands it. */
export type Message =
  | { is: 'ask'; stateVector: Uint8Array }
  /** `answers`: it is all that the client has and the server, as it said when it asked, hasn't. */
  | { is: 'update'; update: Uint8Array; answers: boolean }
  | { is: 'presence'; bytes: Uint8Array }
  | { is: 'ask-presence' }

/** Reads one frame; undefined when it is none of ours, is cut short, or carries anything behind its end. */
export function readFrame(frame: Uint8Array): Message | undefined {
  if (hasEndlessNumber(frame)) return undefined
  try {
    const decoder = decoding.createDecoder(frame)
    const message = readMessage(decoder)
    return decoding.hasContent(decoder) ? undefined : message
  } catch {
    return undefined
  }
}

function readMessage(decoder: decoding.Decoder): Message | undefined {
  const type = decoding.readVarUint(decoder)
  if (type === QUERY_AWARENESS) return { is: 'ask-presence' }
  if (type === AWARENESS) return { is: 'presence', bytes: decoding.readVarUint8Array(decoder) }
  if (type !== SYNC) return undefined
  const step = decoding.readVarUint(decoder)
  const bytes = decoding.readVarUint8Array(decoder)
  if (step === STEP_1) return { is: 'ask', stateVector: bytes }
  return step === STEP_2 || step === UPDATE ? { is: 'update', update: bytes, answers: step === STEP_2 } : undefined
}

const frameOf = (write: (encoder: encoding.Encoder) => void): Uint8Array => encoding.encode(write)

const syncFrame = (step: number, bytes: Uint8Array) =>
  frameOf((encoder) => {
    encoding.writeVarUint(encoder, SYNC)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, bytes)
  })

/** "This is what I have; send me the rest." */
export const askFrame = (stateVector: Uint8Array): Uint8Array => syncFrame(STEP_1, stateVector)
/** "This is the rest of what I have." */
export const answerFrame = (update: Uint8Array): Uint8Array => syncFrame(STEP_2, update)
export const updateFrame = (update: Uint8Array): Uint8Array => syncFrame(UPDATE, update)

export const presenceFrame = (bytes: Uint8Array): Uint8Array =>
  frameOf((encoder) => {
    encoding.writeVarUint(encoder, AWARENESS)
    encoding.writeVarUint8Array(encoder, bytes)
  })

export const savedFrame = (count: number): Uint8Array =>
  frameOf((encoder) => {
    encoding.writeVarUint(encoder, SAVED)
    encoding.writeVarUint(encoder, count)
  })

export const refusedFrame = (why: string, touched: Touched): Uint8Array =>
  frameOf((encoder) => {
    encoding.writeVarUint(encoder, REFUSED)
    encoding.writeVarString(encoder, why)
    encoding.writeVarUint(encoder, touched.length)
    for (const spot of touched) for (const part of spot) encoding.writeVarString(encoder, part)
  })

/** What such a message says, behind its type. A server that is not renewed yet says only why, and may have taken back anything. */
export function readRefused(decoder: decoding.Decoder): { why: string; touched?: Touched } {
  const why = decoding.readVarString(decoder)
  if (!decoding.hasContent(decoder)) return { why }
  const touched: [Shelf, string][] = []
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1)
    touched.push([decoding.readVarString(decoder) as Shelf, decoding.readVarString(decoder)])
  return { why, touched }
}
