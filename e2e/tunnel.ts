import type { BrowserContext, WebSocketRoute } from '@playwright/test'
import { WebSocket } from 'ws'

/** What stands between a browser and the live line. */
export interface Tunnel {
  /** Cuts the line: nothing comes through until `leave`. */
  enter(): Promise<void>
  leave(): void
  /** Lets nothing more through over the lines that are open now, and tells neither side: as a phone's that slept. */
  swallow(): void
  /** From now on the server hears a page of this version, and the page what the server answers to it; undefined: its own. */
  speakAs(page: number | undefined): void
}

/** Puts a tunnel between a browser and the live line. */
export async function aTunnel(context: BrowserContext): Promise<Tunnel> {
  let inside = false
  let oldPage: number | undefined
  const open = new Set<WebSocketRoute>()
  const swallowed = new Set<WebSocketRoute>()
  await context.routeWebSocket(/\/sync\//, async (socket) => {
    if (inside) return void socket.close({ code: 1012 })
    if (oldPage !== undefined) return void socket.close({ code: await answerTo(context, socket.url(), oldPage) })
    const server = socket.connectToServer()
    socket.onMessage((message) => swallowed.has(socket) || server.send(message))
    server.onMessage((message) => swallowed.has(socket) || socket.send(message))
    open.add(socket)
  })
  return {
    async enter() {
      inside = true
      for (const socket of open) await socket.close({ code: 1012 })
      open.clear()
    },
    leave() {
      inside = false
    },
    swallow() {
      for (const socket of open) swallowed.add(socket)
    },
    speakAs(page) {
      oldPage = page
    },
  }
}

/** How the server ends the line of a page that says it is of this version. */
async function answerTo(context: BrowserContext, address: string, page: number): Promise<number> {
  const url = new URL(address)
  url.searchParams.set('page', String(page))
  const cookies = await context.cookies(address.replace(/^ws/, 'http'))
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  return new Promise((resolve) => new WebSocket(url, { headers: { cookie } }).on('close', resolve))
}
