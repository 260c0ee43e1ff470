import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

// The server says something every five seconds (server/trpc/procedures.ts): after so long a silence the line is dead.
const SILENT_MS = 12_000
// JSON-RPC's number for what went wrong inside: that may go well the next time, and a refusal will not.
const INSIDE = -32_603

/** Who hears: where the workshop stands, and that the line is lost. */
interface Follower {
  told: (now: SessionNow) => void
  lost: () => void
}

/**
 * Follows a workshop by server-sent events (`session.follow`) until the function that it returns is called. A line that breaks
 * is made anew by the browser; one that has gone silent, that the server let go of, or that something on the way answered for
 * (a server that starts says 503, and browsers ask no more) is made anew here. A refusal alone is the end. By hand, because the
 * procedures' own client for it is 3 kB of every phone's script.
 */
export function follow(sessionId: SessionId, { told, lost }: Follower): () => void {
  const input = encodeURIComponent(JSON.stringify({ sessionId }))
  let line: EventSource | undefined
  let silent: ReturnType<typeof setTimeout> | undefined
  const end = () => {
    clearTimeout(silent)
    line?.close()
  }
  const listen = () => {
    clearTimeout(silent)
    silent = setTimeout(() => {
      lost()
      end()
      begin()
    }, SILENT_MS)
  }
  const begin = () => {
    const made = new EventSource(`/api/trpc/session.follow?input=${input}`)
    const broken = () => {
      lost()
      listen()
    }
    made.addEventListener('message', ({ data }: MessageEvent<string>) => {
      listen()
      told(JSON.parse(data))
    })
    made.addEventListener('ping', listen)
    made.addEventListener('error', broken)
    made.addEventListener('return', () => {
      made.close()
      broken()
    })
    made.addEventListener('serialized-error', ({ data }: MessageEvent<string>) => {
      lost()
      if (JSON.parse(data).code !== INSIDE) end()
    })
    line = made
    listen()
  }
  begin()
  return end
}
