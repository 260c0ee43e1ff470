const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/**
 * A text that sorts between two others (by code unit), so that a card can be put between two without touching them.
 * Undefined bounds are the ends. Two people who put cards into one gap may get equal texts; the card's id then decides.
 * @example between(undefined, undefined) // 'V'
 * @example between('V', undefined) > 'V' // true
 */
export function between(before: string | undefined, after: string | undefined): string {
  let found = ''
  for (let i = 0; ; i += 1) {
    const low = before === undefined || i >= before.length ? 0 : Math.max(0, DIGITS.indexOf(before[i] as string))
    const bounded = after !== undefined && i < after.length && after.startsWith(found)
    const high = bounded ? Math.max(0, DIGITS.indexOf(after[i] as string)) : DIGITS.length
    const middle = Math.floor((low + high) / 2)
    if (middle > low) return found + DIGITS[middle]
    found += DIGITS[low]
    // A gap that has been halved this often is better left to the ids than made endless.
    if (found.length > 150) return found
  }
}
