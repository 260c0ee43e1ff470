import type { WebsocketProvider } from 'y-websocket'
import { QUERY_AWARENESS } from '#server/sync/protocol.ts'

/** How long a line is believed in, in milliseconds. */
export interface Patience {
  /** Within which an answer comes over a line that lives. */
  readonly answerMs: number
  /** After so long without a word the line is tested: the server says something every five seconds. */
  readonly silentMs: number
  /** After so long what waits is said not to be saved. */
  readonly unsavedMs: number
}
export const PATIENCE: Patience = { answerMs: 3_000, silentMs: 10_000, unsavedMs: 3_000 }
// A slow line that was made anew in vain is given twice as long the next time, and four times at most.
const MOST_DOUBLINGS = 2

/** The tests of a line. */
export interface LineTests {
  /** Asks who is here; without any answer in time the line is made anew. Nothing when there is no line, or a test goes on. */
  test(): void
  end(): void
}

/**
 * Tests the line whenever the page is looked at again or the network is back, and whenever nothing was heard for a while: a
 * phone that slept, or changed its network, may hold a connection that is dead and doesn't know.
 */
export function testLine(provider: WebsocketProvider, { answerMs, silentMs }: Patience = PATIENCE): LineTests {
  let testing: { ws: WebSocket; waiting: ReturnType<typeof setTimeout> } | undefined
  let inVain = 0

  function test(): void {
    const { ws } = provider
    if (!ws || !provider.shouldConnect || testing?.ws === ws) return
    clearTimeout(testing?.waiting)
    let isHeard = false
    const heard = () => {
      isHeard = true
      inVain = 0
    }
    // One that is still being opened may hang as well.
    for (const sign of ['open', 'message'] as const) ws.addEventListener(sign, heard, { once: true })
    if (ws.readyState === WebSocket.OPEN) ws.send(new Uint8Array([QUERY_AWARENESS]))
    const unsent = ws.bufferedAmount
    const judge = () => {
      testing = undefined
      if (isHeard || provider.ws !== ws || !provider.shouldConnect) return
      // Much is on its way, and the question behind it: slow is not dead.
      if (ws.bufferedAmount < unsent) return test()
      inVain += 1
      provider.disconnect()
      provider.connect()
    }
    testing = { ws, waiting: setTimeout(judge, answerMs * 2 ** Math.min(inVain, MOST_DOUBLINGS)) }
  }

  const woke = () => {
    if (document.visibilityState !== 'visible' || !provider.shouldConnect) return
    if (provider.ws) return test()
    provider.wsUnsuccessfulReconnects = 0
    provider.connect()
  }
  const watch = setInterval(() => {
    if (provider.wsconnected && Date.now() - provider.wsLastMessageReceived > silentMs) test()
  }, silentMs / 10)
  document.addEventListener('visibilitychange', woke)
  window.addEventListener('pageshow', woke)
  window.addEventListener('online', woke)
  return {
    test,
    end() {
      clearTimeout(testing?.waiting)
      clearInterval(watch)
      document.removeEventListener('visibilitychange', woke)
      window.removeEventListener('pageshow', woke)
      window.removeEventListener('online', woke)
    },
  }
}
