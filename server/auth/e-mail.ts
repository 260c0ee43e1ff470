import { refuse } from '#server/refusal.ts'

// One recipient, nothing quoted, no white space: what a city's mail servers accept and a header can't be bent with.
const ADDRESS =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}$/

/** An e-mail address as it is stored: trimmed and in lower case. Refuses anything that isn't exactly one plain address. */
export function readEmail(typed: string): string {
  const address = typed.trim().toLowerCase()
  if (address.length > 254 || !ADDRESS.test(address)) throw refuse('e_mail.not_readable')
  return address
}
