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
 * is made anew by the browser, and one that has gone silent is made anew here; what the server ended or refused is not asked
 * for again. By hand, because the procedures' own client for it is 3 kB of every phone's script.
 */
export function follow(sessionId: SessionId, { told, lost }: Follower): () => void {
  const input = encodeURIComponent(JSON.stringify({ sessionId }))
  let line: EventSource | undefined
  let silent: ReturnType<typeof setTimeout> | undefined
  const end = () => {
    clearTimeout(silent)
    line?.close()
  }
  const stop = () => {
    lost()
    end()
  }
  const listen = () => {
    clearTimeout(silent)
    silent = setTimeout(() => {
      stop()
      begin()
      listen()
    }, SILENT_MS)
  }
  const begin = () => {
    const made = new EventSource(`/api/trpc/session.follow?input=${input}`)
    made.addEventListener('message', ({ data }: MessageEvent<string>) => {
      listen()
      told(JSON.parse(data))
    })
    made.addEventListener('ping', listen)
    made.addEventListener('return', stop)
    made.addEventListener('serialized-error', ({ data }: MessageEvent<string>) => {
      if (JSON.parse(data).code === INSIDE) lost()
      else stop()
    })
    made.addEventListener('error', () => {
      if (made.readyState === EventSource.CLOSED) return stop()
      lost()
      listen()
    })
    line = made
  }
  begin()
  return end
}
