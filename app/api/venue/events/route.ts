import { setTimeout as wait } from 'node:timers/promises'

export const dynamic = 'force-dynamic'

const EVENTS = 4
const GAP_MS = 300

/** Four events, a third of a second apart: a network that holds them back delivers them all at once, or never. */
export async function GET(request: Request) {
  const words = new TextEncoder()
  const stream = new ReadableStream<Uint8Array>({
    async start(out) {
      for (let no = 1; no <= EVENTS && !request.signal.aborted; no += 1) {
        out.enqueue(words.encode(`data: ${no}\n\n`))
        await wait(GAP_MS)
      }
      if (!request.signal.aborted) out.close()
    },
  })
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}
