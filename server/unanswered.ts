import type { IncomingMessage, ServerResponse } from 'node:http'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** Requests that change something and are not answered yet: a server that stops waits for these, and for no reader. */
export interface Unanswered {
  readonly handle: Handler
  /** Resolves when all are answered, or when `patience` resolves. */
  settled(patience: Promise<void>): Promise<void>
}

const READING = ['GET', 'HEAD', 'OPTIONS']

/** Hands requests on and remembers those that change something until they are answered or their sender is gone. */
export function rememberUnanswered(handle: Handler): Unanswered {
  const running = new Set<ServerResponse>()
  let told = () => {}
  return {
    handle(request, response) {
      if (!READING.includes(request.method ?? '')) {
        running.add(response)
        response.once('close', () => {
          running.delete(response)
          if (running.size === 0) told()
        })
      }
      handle(request, response)
    },
    async settled(patience) {
      if (running.size === 0) return
      const all = new Promise<void>((resolve) => {
        told = resolve
      })
      await Promise.race([all, patience])
    },
  }
}
