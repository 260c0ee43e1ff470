import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { takesGzip } from './takes-gzip.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

interface Beside {
  readonly messages: unknown
  readonly packed: Buffer
}

// The built server and Next's bundles each load this file: they meet on globalThis. app/_words/words-at.ts reads it there too.
const HANDLE = Symbol.for('tricorner.words-beside')
const holder = globalThis as { [HANDLE]?: Map<string, Beside> }
holder[HANDLE] ??= new Map()
const beside = holder[HANDLE]

const YEAR_S = 31_536_000
/** For an address that changes with what lies there. */
export const FOR_EVER = `public, max-age=${YEAR_S}, immutable`

/** Keeps words where pages are drawn with them and browsers fetch them, packed once. */
export function layBeside(at: string, messages: unknown, text: string): void {
  beside.set(at, { messages, packed: gzipSync(text) })
}

/** Answers a browser that fetches words which lie here; hands on whatever else is asked. */
export function wordsBeside(handle: Handler): Handler {
  return (request, response) => {
    const words = request.method === 'GET' ? beside.get(request.url ?? '') : undefined
    if (!words || !takesGzip(request)) return handle(request, response)
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-encoding': 'gzip',
      'content-length': words.packed.length,
      'cache-control': FOR_EVER,
      vary: 'accept-encoding',
    })
    response.end(words.packed)
  }
}
