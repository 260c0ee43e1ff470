import type { IncomingMessage } from 'node:http'

/**
 * Whether whoever asks takes what is packed with gzip. A weight of nothing is a no.
 * @example takesGzip({ headers: { 'accept-encoding': 'br, gzip;q=0' } }) // false
 */
export function takesGzip({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const accepted = String(headers['accept-encoding'] ?? '').split(',')
  return accepted.some((one) => {
    const [name, ...said] = one.split(';').map((part) => part.trim().toLowerCase())
    return name === 'gzip' && !said.some((part) => /^q\s*=\s*0(\.0*)?$/.test(part))
  })
}
