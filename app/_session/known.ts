const keyOf = (what: string) => `known ${what}`
const here = new Set<string>()

/** Whether somebody at this device has said that they know of something; asked on this device alone. */
export function isKnown(what: string): boolean {
  if (here.has(what)) return true
  try {
    return localStorage.getItem(keyOf(what)) !== null
  } catch {
    return false
  }
}

/** Remembers it for this device. Where the browser keeps nothing, for as long as the page is open. */
export function noteKnown(what: string): void {
  here.add(what)
  try {
    localStorage.setItem(keyOf(what), '1')
  } catch {
    // Told again on the next visit: better twice than never.
  }
}
