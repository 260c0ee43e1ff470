import { randomBytes } from 'node:crypto'

export const dynamic = 'force-dynamic'

const BYTES = 256 * 1_024
// The same for all: made once, and of chance, so that nothing on the way can make it smaller.
const weight = randomBytes(BYTES)

/** About what one phone loads to take part: 256 kB, to see how long the venue's network takes. */
export function GET() {
  return new Response(new Uint8Array(weight), {
    headers: { 'content-type': 'application/octet-stream', 'cache-control': 'no-store, no-transform' },
  })
}
