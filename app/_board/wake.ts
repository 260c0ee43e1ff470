import type { WebsocketProvider } from 'y-websocket'
import { QUERY_AWARENESS } from '#server/sync/protocol.ts'

const ANSWER_WITHIN_MS = 3_000

/**
 * Tests the line whenever the page is looked at again or the network is back: a phone that slept may hold a connection that
 * is dead and doesn't know. Asks who is here; without any answer within three seconds the line is made anew.
 */
export function testOnWake(provider: WebsocketProvider): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined
  const woke = () => {
    if (document.visibilityState !== 'visible' || !provider.shouldConnect) return
    const { ws } = provider
    if (!ws || ws.readyState !== WebSocket.OPEN) {
      provider.wsUnsuccessfulReconnects = 0
      provider.connect()
      return
    }
    const asked = provider.wsLastMessageReceived
    ws.send(new Uint8Array([QUERY_AWARENESS]))
    clearTimeout(waiting)
    waiting = setTimeout(() => {
      if (provider.ws !== ws || provider.wsLastMessageReceived !== asked) return
      provider.disconnect()
      provider.connect()
    }, ANSWER_WITHIN_MS)
  }
  document.addEventListener('visibilitychange', woke)
  window.addEventListener('pageshow', woke)
  window.addEventListener('online', woke)
  return () => {
    clearTimeout(waiting)
    document.removeEventListener('visibilitychange', woke)
    window.removeEventListener('pageshow', woke)
    window.removeEventListener('online', woke)
  }
}
