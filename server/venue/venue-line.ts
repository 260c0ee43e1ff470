import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'

const MOST_AT_ONCE = 200
const LONGEST_MS = 5_000
const PATH = '/venue/line'

/**
 * A WebSocket that says one word back and ends: for the page that checks whether a venue's network lets sockets through. It
 * knows nothing and nobody, and anybody may use it. At most 200 at once, five seconds each.
 */
export function createVenueLine(origins: readonly string[]): {
  /** Takes an upgrade for /venue/line; false when the address is somebody else's. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
} {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64, perMessageDeflate: false })
  return {
    handleUpgrade(request, socket, head) {
      if (request.url !== PATH) return false
      const { origin } = request.headers
      if ((origin !== undefined && !origins.includes(origin)) || sockets.clients.size >= MOST_AT_ONCE) {
        socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
        return true
      }
      sockets.handleUpgrade(request, socket, head, (line) => {
        const timer = setTimeout(() => line.terminate(), LONGEST_MS)
        line.on('error', () => line.terminate())
        line.on('close', () => clearTimeout(timer))
        line.once('message', () => line.send('here', () => line.close()))
      })
      return true
    },
  }
}
