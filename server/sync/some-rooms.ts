import * as decoding from 'lib0/decoding'
import { expect } from 'vitest'
import * as Y from 'yjs'
import { viewBoard } from '#server/board/view.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Guest } from './audience.ts'
import { type Frame, Sheaf } from './frame.ts'
import { memoryStore } from './memory-store.ts'
import { REFUSED, readFrame, SAVED } from './protocol.ts'
import { Rooms } from './rooms.ts'
import type { Snapshot } from './store.ts'
import type { RoomFacts } from './word.ts'
import { Writer } from './writer.ts'

/** A board's id. */
export const BOARD = '0123456789abcdefghjk' as SessionId
export const TALK: RoomFacts = { step: 'talk', stepNo: 5, viewsShown: true, closed: false, showsNames: true, views: [] }
export const aView = (seatId: string, partnerId: string) => ({
  id: `${seatId}.v`,
  seatId,
  partnerId,
  place: 'value' as const,
  facet: null,
  text: `View of ${seatId}`,
  createdAt: '2026-01-01T00:00:00Z',
})

/** Rooms without sockets over a store in memory, whose commits wait while a test says so. */
export function someRooms(rest: (ms: number) => Promise<void> = async () => {}) {
  const hold: { until: Promise<void> | undefined } = { until: undefined }
  const store = memoryStore(async () => hold.until)
  store.put(BOARD, 'n')
  const snapshots: Snapshot[] = []
  const facts = { now: TALK }
  const kept = { ...store, snapshot: async (snapshot: Snapshot) => void snapshots.push(snapshot) }
  const writer = new Writer(kept, rest)
  const faults: string[] = []
  const fault = (what: string, error: unknown) => void faults.push(`${what}: ${error}`)
  const rooms = new Rooms(kept, writer, async () => facts.now, undefined, undefined, fault)
  const room = async () => (await rooms.open(BOARD)) ?? expect.fail('there is no such board')
  let release = () => {}
  const holdCommits = () => {
    hold.until = new Promise((resolve) => {
      release = () => {
        hold.until = undefined
        resolve()
      }
    })
  }
  return { store, snapshots, facts, faults, writer, rooms, room, holdCommits, letGo: () => release() }
}

/** Somebody at a board without a socket: what they are sent is applied to their copy, and noted. */
export function aGuest(id: string, doc = new Y.Doc()) {
  const heard = {
    isSlow: false,
    frames: [] as Uint8Array[],
    saved: 0,
    refused: [] as string[],
    spent: 0,
    ended: undefined as number | undefined,
  }
  const guest: Guest = {
    seat: { id, kind: 'participant', partnerId: `p-${id}`, name: id },
    refuse: (why) => void heard.refused.push(why),
    spend(updates) {
      heard.spent += updates
    },
    end(code) {
      heard.ended = code
    },
    show(frame, together = frame) {
      if (!heard.isSlow) hearAll(together)
      return !heard.isSlow
    },
    glimpse: (frame) => hearAll(frame),
    together: (act) => act(),
    send: (frame) => hear(frame),
  }
  const hearAll = (sent: Frame | Sheaf) => (sent instanceof Sheaf ? sent.frames : [sent]).forEach(hear)
  const hear = ({ message: bytes }: Frame) => {
    heard.frames.push(bytes)
    const message = readFrame(bytes)
    if (message?.is === 'update') Y.applyUpdate(doc, message.update, 'server')
    const decoder = decoding.createDecoder(bytes)
    const type = decoding.readVarUint(decoder)
    if (type === SAVED) heard.saved = decoding.readVarUint(decoder)
    if (type === REFUSED) heard.refused.push(decoding.readVarString(decoder))
  }
  const doer = { id, kind: 'participant' as const, partnerId: `p-${id}` }
  return { guest, doc, heard, doer, view: () => viewBoard(doc) }
}
export const aCard = (id: string) => ({ id, text: `Card ${id}`, place: 'value' as const, facet: null, createdAt: '' })

/** What is done to a document, as the update that is sent for it. */
export function doing(doc: Y.Doc, act: () => void): Uint8Array {
  const before = Y.encodeStateVector(doc)
  act()
  return Y.encodeStateAsUpdate(doc, before)
}
