import { readVarUint } from 'lib0/decoding'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { CLOSE, PAGE, REFUSED, readRefused, SAVED } from '#server/sync/protocol.ts'
import { bringsNothing, countingSocket } from './counting-socket.ts'
import { inGoodTime } from './in-good-time.ts'
import { keepEdits, salvageOlder, type Unstored } from './kept-edits.ts'
import { keepWords } from './kept-words.ts'
import { followOwn, type LostWords } from './not-stored.ts'
import { PATIENCE, testLine } from './wake.ts'

/** How a board's line stands, as the page says it. */
export interface LineState {
  readonly is: 'connecting' | 'live' | 'offline' | 'ended'
  /** Whether the server has brought the board since the page was opened. */
  readonly isBrought: boolean
  /** Whether this device keeps what is not stored, so that it outlives the page; taken for granted until that is known. */
  readonly keeps: boolean
  /** Changes of this device that are not stored yet. */
  readonly unsaved: number
  /** Whether they have waited for seconds without being stored, though the line may stand. */
  readonly late: boolean
  /** Whether what was done here last is stored: never before something was. */
  readonly stored: boolean
  /** Why the last change was taken back, by name, with a count so that the same reason is said again. */
  readonly refused: { readonly why: string; readonly no: number } | undefined
  /** What one wrote, moved and grouped that the board did not take. */
  readonly lost: readonly LostWords[]
  /** The close code that ended the line for good. */
  readonly code?: number
}

/** How it stands before anything was heard. */
export const WAITING: LineState = {
  is: 'connecting',
  isBrought: false,
  keeps: true,
  unsaved: 0,
  late: false,
  stored: false,
  refused: undefined,
  lost: [],
}

/** Which board, whose, and of which epoch. */
export interface BoardOf {
  readonly sessionId: string
  readonly meId: string
  readonly epoch: number
  readonly as?: 'convenor' | undefined
  /** Seats that were made one with one's own. */
  readonly earlier?: readonly string[]
}

export interface BoardLine {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  state(): LineState
  listen(heard: () => void): () => void
  /** Puts away all that these say, which the board did not take. */
  putAway(words: LostWords): void
  /**
   * Ends for good a line that does not stand, for whoever has no seat any more: at its door a page only hears that it doesn't come
   * in, which may be the network.
   */
  turnAway(): void
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
// After these the copy on this device is no use, or no longer this person's to keep.
const FORGET: readonly number[] = FINAL.filter((code) => code !== CLOSE.reload)

/**
 * Connects a board's document to the server with the stock y-websocket provider, and to what this device kept of it. A
 * WebSocket of our own below the provider drops the echoes of others' presence, and counts what was sent, so that the
 * server's acknowledgements tell what is stored.
 */
export function connectBoard({ sessionId, meId, epoch, as, earlier = [] }: BoardOf, patience = PATIENCE): BoardLine {
  const doc = new Y.Doc()
  const boardOf = (seatId: string) => `tricorner.${sessionId}.${seatId}`
  const board = boardOf(meId)
  const words = keepWords(board, doc.clientID, () => now({ lost: words.all() }), earlier.map(boardOf))
  let state: LineState = { ...WAITING, lost: words.all() }
  const heard = new Set<() => void>()
  const now = (next: Partial<LineState>) => {
    state = { ...state, ...next }
    if (next.unsaved !== undefined && state.is !== 'ended') saving.waits(next.unsaved)
    for (const hear of heard) hear()
  }
  // Of this connection; which of those sent brought nothing (the server counts it all the same), or 0.
  const counted = { sent: 0, saved: 0, empty: 0 }
  const waiting = () => counted.sent - counted.saved - (counted.empty > counted.saved ? 1 : 0)
  const late = () => {
    now({ late: true })
    tests.doubt()
  }
  const saving = inGoodTime(patience.unsavedMs, late, () => now({ late: false }))
  const hears = {
    changed() {
      now({ keeps: kept.isKeeping() })
      if (state.unsaved > 0) kept.note({ ...own.unheard(), count: state.unsaved })
    },
    found({ count, ...unheard }: Unstored) {
      own.restore(unheard)
      // What is brought in late, over a line that stands, is sent and counted like what is typed; or the server has it.
      if (state.is !== 'live') now({ unsaved: state.unsaved + count })
      else if (provider.synced && state.unsaved === 0) settle()
    },
    lost: (words: readonly LostWords[]) => lose(words),
  }
  const kept = keepEdits(doc, `${board}.${epoch}`, hears, patience)
  // Told within the change, which is counted only after it. What is taken back is none, but must outlive the page as well.
  const own = followOwn(doc, (isNew) =>
    kept.note({ ...own.unheard(), count: isNew ? state.unsaved + 1 : Math.max(1, state.unsaved) }),
  )
  const lose = (lost: readonly LostWords[], how: 'add' | 'addLast' = 'add') => {
    if (lost.length === 0) return
    words[how](lost)
    now({ lost: words.all() })
  }
  /** Nothing more is taken. A device that opens later still would bring to the next page what was told as lost. */
  const loseAll = () => {
    kept.leave()
    lose(own.all(), 'addLast')
  }
  const provider = new WebsocketProvider(addressOf(), sessionId, doc, {
    connect: false,
    params: { page: String(PAGE), epoch: String(epoch), ...(as ? { as } : {}) },
    disableBc: true,
    WebSocketPolyfill: countingSocket(doc.clientID, (answer) => {
      counted.sent += 1
      if (answer && bringsNothing(answer, state.unsaved)) counted.empty = counted.sent
      now({ unsaved: waiting() })
    }),
    maxBackoffTime: 4_000,
  })
  /** The server has everything: tells what it did not take, and whether that is nothing. */
  const settle = () => {
    const notTaken = own.settle()
    lose(notTaken)
    kept.note({ ...own.unheard(), count: 0 })
    return notTaken.length === 0
  }
  provider.messageHandlers[SAVED] = (_encoder, decoder) => {
    counted.saved = readVarUint(decoder)
    saving.moved()
    const [waited, unsaved] = [state.unsaved > 0, waiting()]
    now({ unsaved })
    if (unsaved > 0) return
    const isTaken = settle()
    if (waited) now({ stored: isTaken })
  }
  provider.messageHandlers[REFUSED] = (_encoder, decoder) => {
    const { why, touched } = readRefused(decoder)
    own.remember(touched)
    now({ refused: { why, no: (state.refused?.no ?? 0) + 1 } })
  }
  provider.on('status', ({ status }: { status: string }) => {
    // Each connection counts from nothing; what the server lacks is sent again and counted then.
    if (status === 'connecting') {
      Object.assign(counted, { sent: 0, saved: 0, empty: 0 })
      forgetWhoIsGone(provider)
    }
    if (state.is !== 'ended')
      now({ is: status === 'connected' ? 'live' : state.is === 'connecting' ? 'connecting' : 'offline' })
  })
  provider.once('sync', () => now({ isBrought: true }))
  // What an older page wrote and kept comes back with the page that is loaded next.
  const comesBack = (code?: number) => code === CLOSE.reload && kept.isKeeping()
  /** Nothing more is taken: tells what is lost by that, and why. */
  const endFor = (code: number) => {
    provider.disconnect()
    // Signing out, in whichever tab, has emptied the device: others may use it next.
    if (code === CLOSE.signedOut) words.keepNoMore()
    if (state.unsaved > 0 && !comesBack(code)) loseAll()
    if (FORGET.includes(code)) kept.forget(code === CLOSE.signedOut ? 'unread' : 'once told')
    saving.end()
    now({ is: 'ended', code })
  }
  provider.on('connection-close', (event: CloseEvent | null) =>
    event !== null && FINAL.includes(event.code) ? endFor(event.code) : now({ is: 'offline' }),
  )
  doc.on('update', (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
    // Sent, it is counted there. A line that the other side is just ending stands, and takes nothing more.
    if (!local || (state.is === 'live' && provider.ws?.readyState === WebSocket.OPEN)) return
    now({ unsaved: state.unsaved + 1 })
    // Whoever is just typing when the line ends goes on, and nobody takes it any more.
    if (state.is === 'ended' && !comesBack(state.code)) loseAll()
  })
  void kept.ready.then(() => {
    if (doc.isDestroyed) return
    now({ keeps: kept.isKeeping() })
    // Turned away meanwhile.
    if (state.is !== 'ended') provider.connect()
  })
  // What was done offline from a seat that was made one with this one is told, as lost: nobody sends it any more. Only the board
  // tells what of it was stored.
  const onTheBoard = new Promise<void>((resolve) => {
    for (const what of ['sync', 'closed'] as const) provider.once(what, () => resolve())
  })
  for (const one of [board, ...earlier.map(boardOf)])
    void onTheBoard
      .then(() => (state.code === CLOSE.signedOut ? undefined : salvageOlder(doc, one, `${board}.${epoch}`, lose)))
      .catch(() => {})
  const tests = testLine(provider, patience)
  const stopWarning = warnBeforeLeaving(() => state.unsaved > 0 && state.is !== 'ended')
  return {
    doc,
    provider,
    state: () => state,
    listen(hear) {
      heard.add(hear)
      return () => void heard.delete(hear)
    },
    putAway(these) {
      words.putAway(these)
      now({ lost: words.all() })
    },
    turnAway() {
      if (state.is === 'live' || state.is === 'ended') return
      endFor(CLOSE.removed)
      // What waits for the board's answer waits for no more.
      provider.emit('closed', [{ code: CLOSE.removed, reason: '' }, provider])
    },
    end() {
      tests.end()
      saving.end()
      stopWarning()
      words.end()
      provider.destroy()
      doc.destroy()
    },
  }
}

const addressOf = () => `${window.location.protocol === 'https:' ? 'wss' : 'ws'}://${window.location.host}/sync`

/** What isn't stored is kept on this device; but this may be the last time that the device is used. */
function warnBeforeLeaving(isUnsaved: () => boolean): () => void {
  const leaving = (event: BeforeUnloadEvent) => {
    if (isUnsaved()) event.preventDefault()
  }
  window.addEventListener('beforeunload', leaving)
  return () => window.removeEventListener('beforeunload', leaving)
}

/** Others stand still at the clock that they were last heard at: who is remembered there would be unseen until they move. */
function forgetWhoIsGone({ awareness }: WebsocketProvider): void {
  for (const id of awareness.meta.keys())
    if (id !== awareness.clientID && !awareness.states.has(id)) awareness.meta.delete(id)
}
