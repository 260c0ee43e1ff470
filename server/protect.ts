import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Env } from './env.ts'

const LARGEST_BODY = 1_048_576

// Pages may show themselves and nothing else; Next's inline scripts carry the page's data, so they are let through.
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "frame-ancestors 'none'",
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
].join('; ')

/** What every answer carries, and what is turned away before anything reads it. */
export function protect(env: Env, handle: (request: IncomingMessage, response: ServerResponse) => void) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    response.setHeader('x-content-type-options', 'nosniff')
    response.setHeader('referrer-policy', 'same-origin')
    response.setHeader('content-security-policy', POLICY)
    response.setHeader('permissions-policy', 'camera=(), microphone=(), geolocation=()')
    if (env.origin.startsWith('https:')) response.setHeader('strict-transport-security', 'max-age=31536000')
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
