import { createHmac, timingSafeEqual } from 'node:crypto'

/** A cookie's value by name out of a Cookie header; undefined when it is not there. */
export function readCookie(header: string | null | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return undefined
}

const signature = (text: string, secret: string) => createHmac('sha256', secret).update(text).digest('base64url')

/** A text with its signature, so that nobody but this server can have written it. */
export const sign = (text: string, secret: string): string => `${text}.${signature(text, secret)}`

/** The text that was signed, or undefined when the signature is not ours. */
export function readSigned(signed: string, secret: string): string | undefined {
  const at = signed.lastIndexOf('.')
  if (at < 0) return undefined
  const text = signed.slice(0, at)
  const given = Buffer.from(signed.slice(at + 1))
  const right = Buffer.from(signature(text, secret))
  return given.length === right.length && timingSafeEqual(given, right) ? text : undefined
}
