import { createHash } from 'node:crypto'

/** JSON with every object's keys in order, so that equal contents always read the same, whatever stored them. */
export function canonical(thing: unknown): string {
  if (Array.isArray(thing)) return `[${thing.map(canonical).join(',')}]`
  if (typeof thing !== 'object' || thing === null) return JSON.stringify(thing) ?? 'null'
  const entries = Object.entries(thing).filter(([, value]) => value !== undefined)
  const inOrder = entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${inOrder.map(([key, value]) => `${JSON.stringify(key)}:${canonical(value)}`).join(',')}}`
}

/** The signature of a record's contents: SHA-256 of its canonical JSON, in hex. */
export const signatureOf = (contents: unknown): string => createHash('sha256').update(canonical(contents)).digest('hex')
