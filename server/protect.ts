import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Env } from './env.ts'

const LARGEST_BODY = 1_048_576

// What Next or a proxy within it would say to itself: nobody outside may.
const INNER_HEADERS = ['x-middleware-subrequest', 'x-middleware-subrequest-id', 'x-client-address', 'x-nonce']

/** Pages may show themselves and nothing else, and run only scripts that carry this answer's own nonce. */
function policy({ origin, port }: Env, nonce: string, dev: boolean): string {
  // Not every phone counts a socket as 'self'.
  const sockets = [origin, `http://localhost:${port}`, `http://127.0.0.1:${port}`].map((at) => at.replace('http', 'ws'))
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${dev ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    `connect-src 'self' ${[...new Set(sockets)].join(' ')}`,
    "frame-ancestors 'none'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ')
}

/**
 * Whether the signs of an address spell something: Next answers those that don't with a fault of its own, and the database one
 * with a NUL in it, which no address of ours has.
 */
function isReadable(url: string): boolean {
  try {
    decodeURIComponent(url.split('?')[0] as string)
    return !url.includes('%00')
  } catch {
    return false
  }
}

/**
 * Where an address in capitals leads: a picture for phones holds the way in so, for it is smaller then (app/_ui/qr.tsx), and people
 * type it so. Undefined when an address stands as it is served.
 */
function inSmallLetters(url: string): string | undefined {
  const small = url.replace(/^\/join(?=[/?]|$)/i, '/join')
  return small === url ? undefined : small
}

/** What every answer carries, and what is turned away before anything reads it. */
export function protect(
  env: Env,
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  { dev = false } = {},
) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    for (const name of INNER_HEADERS) delete request.headers[name]
    const allowed = policy(env, randomBytes(16).toString('base64'), dev)
    // Next reads the nonce from the request, and puts it on every script of the page.
    request.headers['content-security-policy'] = allowed
    response.setHeader('content-security-policy', allowed)
    response.setHeader('x-content-type-options', 'nosniff')
    response.setHeader('referrer-policy', 'same-origin')
    response.setHeader('permissions-policy', 'camera=(), microphone=(), geolocation=()')
    if (env.origin.startsWith('https:')) response.setHeader('strict-transport-security', 'max-age=31536000')
    if (!isReadable(request.url ?? '')) {
      response.writeHead(400, { connection: 'close' }).end('This address can’t be read.')
      return
    }
    const small = inSmallLetters(request.url ?? '')
    if (small) {
      response.writeHead(308, { location: small }).end()
      return
    }
    // A body that doesn't say its length can't be bounded before it is read; browsers always say it.
    if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY || request.headers['transfer-encoding']) {
      response.writeHead(413, { connection: 'close' }).end('This is more than the 1 MB that can be sent at once.')
      return
    }
    // What a proxy in front says of the address counts only when the operator says that there is one.
    const { remoteAddress } = request.socket
    const forwarded = process.env.TRUST_PROXY
      ? String(request.headers['x-forwarded-for'] ?? '')
          .split(',')
          .pop()
          ?.trim()
      : undefined
    request.headers['x-client-address'] = forwarded || remoteAddress || ''
    handle(request, response)
  }
}
