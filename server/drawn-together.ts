import { type IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { nonceIn } from './nonce.ts'
import { languageNow } from './speaking.ts'
import { takesGzip } from './takes-gzip.ts'
import { newId } from './vocabulary/ids.ts'

type Draw = (request: IncomingMessage, response: ServerResponse) => Promise<void>

interface Drawn {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** What stands in it for one reader alone: the sign of its scripts, and the one that its form leads to a seat by. */
  readonly nonce: string | undefined
  readonly once: string | undefined
}

interface Drawings {
  running: Promise<Drawn | undefined>
  next: Promise<Drawn | undefined> | undefined
}

const packed = promisify(gzip)
const PATIENCE_MS = 10_000

/**
 * Draws a workshop's door once for all who come to it at a time, where a hall that scans one code would have it drawn two hundred
 * times: whoever comes while it is drawn is given the next drawing, so nobody sees what stood before they came. Each is given a
 * form and scripts of their own, and an open door is trimmed before. Only for those who bring nothing that we know them by, and only a door that opens: whatever else
 * is drawn is drawn for one.
 */
export function drawnTogether(draw: Draw, trim = (body: string) => body, patienceMs = PATIENCE_MS): Draw {
  const doors = new Map<string, Drawings>()

  function begin(door: string, request: IncomingMessage): Promise<Drawn | undefined> {
    const running = inTime(drawOnce(draw, trim, request), patienceMs)
    const mine: Drawings = { running, next: undefined }
    doors.set(door, mine)
    void running.then(() => doors.get(door) === mine && !mine.next && doors.delete(door))
    return running
  }

  return async (request, response) => {
    const door = doorOf(request)
    if (!door) return draw(request, response)
    const at = doors.get(door)
    const isFirst = !at?.next
    if (at) at.next ??= at.running.then(() => begin(door, request))
    const drawn = await (at ? (at.next as Promise<Drawn | undefined>) : begin(door, request))
    if (!drawn || !(isFirst || drawn.once)) return draw(request, response)
    await answer(request, response, drawn)
  }
}

/** What is drawn, if it is in time: one drawing that breaks off or hangs must not keep a door shut for everybody who comes. */
async function inTime(drawing: Promise<Drawn>, patienceMs: number): Promise<Drawn | undefined> {
  const late = new AbortController()
  try {
    return await Promise.race([drawing, wait(patienceMs, undefined, { ref: false, signal: late.signal })])
  } catch {
    return undefined
  } finally {
    late.abort()
  }
}

/** What is drawn the same for whoever asks for it; undefined for what is not. */
function doorOf({ method, url, headers }: IncomingMessage): string | undefined {
  const isPlain = method === 'GET' && !headers.cookie && !headers.rsc && !headers['next-router-state-tree']
  return isPlain && /^\/join\/[\w-]+$/.test(url ?? '') ? `${languageNow()} ${url}` : undefined
}

async function drawOnce(draw: Draw, trim: (body: string) => string, request: IncomingMessage): Promise<Drawn> {
  const accepted = request.headers['accept-encoding']
  // It is packed for each reader, when it is theirs.
  delete request.headers['accept-encoding']
  const sheet = new Sheet(request)
  try {
    await draw(request, sheet)
    if (!(await sheet.isWhole)) throw new Error('a door broke off while it was drawn')
  } finally {
    if (accepted) request.headers['accept-encoding'] = accepted
  }
  const body = sheet.text()
  const headers = Object.fromEntries(Object.entries(sheet.getHeaders()).map(([name, value]) => [name, String(value)]))
  const isOpen = sheet.statusCode === 200 && !headers['set-cookie']
  const once = isOpen ? /name="once" value="([^"]+)"/.exec(body)?.[1] : undefined
  return { status: sheet.statusCode, headers, body: once ? trim(body) : body, nonce: nonceOf(request), once }
}

const nonceOf = ({ headers }: IncomingMessage) => nonceIn(headers['content-security-policy'])

async function answer(request: IncomingMessage, response: ServerResponse, drawn: Drawn): Promise<void> {
  const nonce = nonceOf(request)
  const own = (text: string) => (drawn.nonce && nonce ? text.replaceAll(drawn.nonce, nonce) : text)
  const body = own(drawn.once ? drawn.body.replaceAll(drawn.once, newId()) : drawn.body)
  for (const [name, value] of Object.entries(drawn.headers)) response.setHeader(name, own(value))
  response.statusCode = drawn.status
  response.setHeader('vary', [drawn.headers.vary, 'accept-encoding'].filter(Boolean).join(', '))
  response.removeHeader('content-length')
  if (!takesGzip(request)) return void response.end(body)
  response.setHeader('content-encoding', 'gzip')
  response.end(await packed(body))
}

/** Takes down an answer instead of sending it. */
class Sheet extends ServerResponse {
  readonly #parts: Buffer[] = []
  readonly isWhole = new Promise<boolean>((resolve) => {
    this.once('finish', () => resolve(true))
    this.once('close', () => resolve(false))
  })

  override write(chunk: Uint8Array | string, ...rest: unknown[]): boolean {
    if (!this.headersSent) this.writeHead(this.statusCode)
    this.#parts.push(Buffer.from(chunk as string))
    for (const then of rest) if (typeof then === 'function') then()
    return true
  }

  override end(...last: unknown[]): this {
    const [chunk] = last
    if (chunk && typeof chunk !== 'function') this.write(chunk as string)
    else if (!this.headersSent) this.writeHead(this.statusCode)
    this.finished = true
    setImmediate(() => {
      this.emit('finish')
      this.emit('close')
      for (const then of last) if (typeof then === 'function') then()
    })
    return this
  }

  // There is no connection that would say so.
  override destroy(): this {
    this.destroyed = true
    setImmediate(() => this.emit('close'))
    return this
  }

  // Its head is sent with the whole.
  override flushHeaders(): void {}

  text(): string {
    return Buffer.concat(this.#parts).toString('utf8')
  }
}
