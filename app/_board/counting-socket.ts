import { createDecoder, readVarUint8Array } from 'lib0/decoding'
import { messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync'
import { AWARENESS, SYNC } from '#server/sync/protocol.ts'

/** A WebSocket that sends no echo of others' presence, and tells of every update that it sends: what it holds, if it answers. */
export const countingSocket = (clientId: number, sent: (answer?: Uint8Array) => void) =>
  class extends WebSocket {
    override send(data: Uint8Array<ArrayBuffer>): void {
      const bytes = new Uint8Array(data)
      if (bytes[0] === AWARENESS && !isOwnPresence(bytes, clientId)) return
      if (bytes[0] === SYNC && bytes[1] === messageYjsUpdate) sent()
      if (bytes[0] === SYNC && bytes[1] === messageYjsSyncStep2)
        sent(readVarUint8Array(createDecoder(bytes.subarray(2))))
      super.send(data)
    }
  }

/**
 * Whether an answer to "what have I not?" holds no change of this device. Yjs puts every deletion there ever was into each:
 * they are one's own news only while something waits to be saved.
 */
export const bringsNothing = ([items, deletions]: Uint8Array, unsaved: number) =>
  items === 0 && (deletions === 0 || unsaved === 0)

/** Whether a presence message speaks of this client: type, length, count 1, client id, all as variable-length numbers. */
function isOwnPresence(bytes: Uint8Array, clientId: number): boolean {
  let at = 1
  const next = () => {
    let [value, scale] = [0, 1]
    for (;;) {
      const byte = bytes[at++] ?? 0
      value += (byte & 127) * scale
      scale *= 128
      if (byte < 128) return value
    }
  }
  next()
  return next() >= 1 && next() === clientId
}
