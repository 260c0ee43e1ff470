import { expect } from 'vitest'
import { WebSocket } from 'ws'
import { addCard, editText } from '#server/board/commands.ts'
import { newId } from '#server/vocabulary/ids.ts'
import type { aServer } from './a-server.ts'
import { aCard, aPerson, atTheEnd, BOARD, until } from './a-stage.ts'

export const onBoard = (seat: string) => `${BOARD}?seat=${seat}`

/** A connection by hand. `closed` answers the code that it was ended with, `answered` the status at the door. */
export function aSocket(url: string, query: string, origin?: string) {
  const socket = new WebSocket(`${url}/${query}`, { perMessageDeflate: false, ...(origin ? { origin } : {}) })
  atTheEnd(() => socket.terminate())
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  const answered = new Promise<number>((resolve) => {
    socket.on('open', () => resolve(101))
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0)
      response.resume()
    })
    socket.on('error', () => resolve(0))
  })
  return { socket, closed, answered }
}

/** Resolves when all that was sent before it was read, and the line is still there. */
export const heardOut = (socket: WebSocket) => new Promise((resolve) => socket.once('pong', resolve).ping())

/** Somebody who writes a card, and somebody who looks on: nothing that others do may come between them. */
export async function twoAtIt(opening: ReturnType<typeof aServer>) {
  const server = await opening
  const [anna, cleo] = [aPerson(server, 'anna'), aPerson(server, 'cleo')]
  await until(() => anna.provider.synced && cleo.provider.synced)
  const heard: Uint8Array[] = []
  const closes: unknown[] = []
  for (const { provider } of [anna, cleo]) provider.on('connection-close', (event) => closes.push(event))
  const id = `anna.${newId()}`
  addCard(anna.doc, anna.me, { ...aCard('anna'), id, text: 'Before' })
  await until(() => cleo.view().cards[id])
  cleo.doc.on('update', (update: Uint8Array) => heard.push(update))
  const before = JSON.stringify(cleo.view())
  return {
    server,
    anna,
    cleo,
    /** What there was to hear, since. */
    heard,
    known: (me: string) => ({
      doc: anna.doc,
      me: { id: me, kind: 'participant' as const, partnerId: `p-${me}` },
      witness: 'anna',
      seen: [],
    }),
    /** The board is as it was, also for whoever comes now, and both go on. */
    async goOn() {
      expect(JSON.stringify(cleo.view())).toBe(before)
      const late = aPerson(server, 'dora')
      await until(() => late.provider.synced)
      expect([JSON.stringify(late.view()), late.doc.store.pendingStructs, late.doc.store.pendingDs]).toEqual([
        before,
        null,
        null,
      ])
      late.provider.destroy()
      editText(anna.doc, anna.me, id, 'Afterwards')
      await until(() => cleo.view().cards[id]?.text === 'Afterwards')
      expect([closes, server.state.hasEnded]).toEqual([[], false])
    },
  }
}
