import { readVarString, readVarUint } from 'lib0/decoding'
import { messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { AWARENESS, CLOSE, REFUSED, SAVED, SYNC } from '#server/sync/protocol.ts'

/** How a board's line stands, as the page says it. */
export interface LineState {
  readonly is: 'connecting' | 'live' | 'offline' | 'ended'
  /** Changes of this device that are not stored yet. */
  readonly unsaved: number
  /** Why the last change was taken back, by name, with a count so that the same reason is said again. */
  readonly refused: { readonly why: string; readonly no: number } | undefined
  /** The close code that ended the line for good. */
  readonly code?: number
}

export interface BoardLine {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  state(): LineState
  listen(heard: () => void): () => void
  end(): void
}

// These ends are final: trying again would only end the same way.
const FINAL: readonly number[] = [
  CLOSE.removed,
  CLOSE.signedOut,
  CLOSE.noSuchBoard,
  CLOSE.resetYourCopy,
  CLOSE.tooLarge,
  CLOSE.reload,
]

/**
 * Connects a board's document to the server with the stock y-websocket provider. A WebSocket of our own below it drops the
 * echoes of others' presence, and counts what was sent, so that the server's acknowledgements tell what is stored.
 */
export function connectBoard(sessionId: string, as?: 'convenor'): BoardLine {
  const doc = new Y.Doc()
  let state: LineState = { is: 'connecting', unsaved: 0, refused: undefined }
  const heard = new Set<() => void>()
  const now = (next: Partial<LineState>) => {
    state = { ...state, ...next }
    for (const hear of heard) hear()
  }
  const counted = { sent: 0, saved: 0 }
  class CountingSocket extends WebSocket {
    override send(data: Uint8Array<ArrayBuffer>): void {
      const bytes = new Uint8Array(data)
      if (bytes[0] === AWARENESS && !isOwnPresence(bytes, doc.clientID)) return
      if (bytes[0] === SYNC && (bytes[1] === messageYjsSyncStep2 || bytes[1] === messageYjsUpdate)) {
        counted.sent += 1
        now({ unsaved: counted.sent - counted.saved })
      }
      super.send(data)
    }
  }
  const url = `${window.location.protocol === 'https:' ? 'wss' : 'ws'}://${window.location.host}/sync`
  const params: Record<string, string> = as ? { as } : {}
  const provider = new WebsocketProvider(url, sessionId, doc, {
    params,
    disableBc: true,
    WebSocketPolyfill: CountingSocket,
    maxBackoffTime: 4_000,
  })
  provider.messageHandlers[SAVED] = (_encoder, decoder) => {
    counted.saved = readVarUint(decoder)
    now({ unsaved: counted.sent - counted.saved })
  }
  provider.messageHandlers[REFUSED] = (_encoder, decoder) =>
    now({ refused: { why: readVarString(decoder), no: (state.refused?.no ?? 0) + 1 } })
  provider.on('status', ({ status }: { status: string }) => {
    // Each connection counts from nothing; what the server lacks is sent again and counted then.
    if (status === 'connecting') Object.assign(counted, { sent: 0, saved: 0 })
    if (state.is !== 'ended')
      now({ is: status === 'connected' ? 'live' : state.is === 'connecting' ? 'connecting' : 'offline' })
  })
  provider.on('connection-close', (event: CloseEvent | null) => {
    const final = event !== null && FINAL.includes(event.code)
    if (final) provider.disconnect()
    now(final ? { is: 'ended', code: event.code } : { is: 'offline' })
  })
  doc.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin !== provider && state.is !== 'live') now({ unsaved: state.unsaved + 1 })
  })
  return {
    doc,
    provider,
    state: () => state,
    listen(hear) {
      heard.add(hear)
      return () => void heard.delete(hear)
    },
    end() {
      provider.destroy()
      doc.destroy()
    },
  }
}

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
