import type { WebsocketProvider } from 'y-websocket'
import { QUERY_AWARENESS } from '#server/sync/protocol.ts'

/** How long a line is believed in, in milliseconds. */
export interface Patience {
  /** Within which an answer comes over a line that lives: longer than the five seconds after which the server speaks in any case. */
  readonly answerMs: number
  /** The same when somebody looks at the page again, or it has slept: they are waiting. */
  readonly wakeMs: number
  /** The same while the board itself is on its way: half of it is no message, and the answer lies behind it. */
  readonly openingMs: number
  /** After so long a line that is still not open is begun anew. */
  readonly connectingMs: number
  /** After so long without a word the line is tested: the server says something every five seconds. */
  readonly silentMs: number
  /** After so long what waits is said not to be saved. */
  readonly unsavedMs: number
  /** After so long a device that doesn't say what it kept is waited for no more: the line begins without it. */
  readonly deviceMs: number
}
export const PATIENCE: Patience = {
  answerMs: 6_000,
  wakeMs: 3_000,
  openingMs: 30_000,
  connectingMs: 12_000,
  silentMs: 10_000,
  unsavedMs: 3_000,
  deviceMs: 5_000,
}
// A slow line that was made anew in vain is given twice as long the next time, and four times at most.
const MOST_DOUBLINGS = 2

/** The tests of a line. */
export interface LineTests {
  /** Tests the line if it may be dead: not when something was heard over it just now, when there is none, or a test goes on. */
  doubt(): void
  end(): void
}

/**
 * Tests the line whenever the page is looked at again or the network is back, and whenever nothing was heard for a while: a
 * phone that slept, or changed its network, may hold a connection that is dead and doesn't know.
 */
export function testLine(provider: WebsocketProvider, patience: Patience = PATIENCE): LineTests {
  let testing: { ws: WebSocket; endsAt: number; waiting: ReturnType<typeof setTimeout> } | undefined
  let inVain = 0
  let heardAt = 0
  const silence = () => Date.now() - heardAt
  const given = (ms: number) => ms * 2 ** Math.min(inVain, MOST_DOUBLINGS)
  // Awake, it would have been tested by now, and made anew.
  const hasSlept = () => silence() > patience.silentMs + given(patience.answerMs)

  function again(): void {
    inVain += 1
    provider.disconnect()
    provider.connect()
  }

  /** Asks who is here; without any answer in time the line is made anew. Of two tests the one that ends sooner counts. */
  function test(withinMs = patience.answerMs): void {
    const { ws } = provider
    if (!ws || !provider.shouldConnect) return
    const isOpening = provider.wsconnected && !provider.synced
    const ms = given(isOpening ? patience.openingMs : hasSlept() ? patience.wakeMs : withinMs)
    const endsAt = Date.now() + ms
    if (testing?.ws === ws && testing.endsAt <= endsAt) return
    clearTimeout(testing?.waiting)
    let isHeard = false
    const heard = () => {
      isHeard = true
    }
    // One that is still being opened may hang as well.
    for (const sign of ['open', 'message'] as const) ws.addEventListener(sign, heard, { once: true })
    if (ws.readyState === WebSocket.OPEN) ws.send(new Uint8Array([QUERY_AWARENESS]))
    const unsent = ws.bufferedAmount
    const judge = () => {
      testing = undefined
      if (isHeard && provider.synced) inVain = 0
      if (isHeard || provider.ws !== ws || !provider.shouldConnect) return
      // Much is on its way, and the question behind it: slow is not dead.
      if (ws.bufferedAmount < unsent) return test()
      again()
    }
    testing = { ws, endsAt, waiting: setTimeout(judge, ms) }
  }

  function look(): void {
    // A slow server at the door looks like a line that hangs: it is asked again after ever longer.
    if (provider.wsconnecting && silence() > given(patience.connectingMs)) return again()
    if (!provider.wsconnected) return
    // The stock client would hang up by itself after half a minute, and a large board over a slow line takes longer.
    if (!provider.synced) provider.wsLastMessageReceived = Date.now()
    if (silence() > patience.silentMs) test()
  }

  provider.on('status', ({ status }: { status: string }) => {
    const { ws } = provider
    if (status !== 'connecting' || !ws) return
    const heard = () => {
      if (provider.ws === ws) heardAt = Date.now()
    }
    heard()
    for (const sign of ['open', 'message'] as const) ws.addEventListener(sign, heard)
  })
  provider.on('sync', (isSynced: boolean) => {
    if (isSynced) inVain = 0
  })
  const woke = () => {
    if (document.visibilityState !== 'visible' || !provider.shouldConnect) return
    // One that is being opened just now is given its time.
    if (provider.ws) return test(provider.wsconnected ? patience.wakeMs : patience.answerMs)
    provider.wsUnsuccessfulReconnects = 0
    provider.connect()
  }
  const watch = setInterval(look, patience.silentMs / 10)
  document.addEventListener('visibilitychange', woke)
  window.addEventListener('pageshow', woke)
  window.addEventListener('online', woke)
  return {
    doubt: () => void (silence() > patience.answerMs && test()),
    end() {
      clearTimeout(testing?.waiting)
      clearInterval(watch)
      document.removeEventListener('visibilitychange', woke)
      window.removeEventListener('pageshow', woke)
      window.removeEventListener('online', woke)
    },
  }
}
