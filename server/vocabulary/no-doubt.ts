/** A statement's interval, and what tells whether anybody differed from a colleague. */
export interface Doubted {
  readonly within?: number | null
  readonly interval: readonly [number, number] | null
  readonly cells?: readonly { readonly n: number | null; readonly unsure: number | null; readonly unanimous: boolean }[]
}

/**
 * Whether nobody knows how wide an interval is: a workshop kept long ago, in which nobody differed from their own colleagues, has one
 * without a width. Where somebody differs it is as narrow as that, whatever rounding makes of it.
 */
export const hasNoDoubt = ({ within, interval, cells = [] }: Doubted): boolean =>
  within === 0 &&
  interval !== null &&
  interval[0] === interval[1] &&
  !cells.some(({ n, unsure, unanimous }) => !unanimous && (n ?? 0) + (unsure ?? 0) > 1)
