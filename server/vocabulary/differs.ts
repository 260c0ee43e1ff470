/** Of the statements that are listed as differing, the share that chance may have put there (Benjamini & Hochberg 1995). */
export const FALSE_DISCOVERY = 0.1

/**
 * Whether a statement is listed as one on which partners differ: its q below a tenth. A room is told q in steps, and a tenth may
 * stand for a little more; so a tenth itself doesn't list it. False where q isn't told.
 * @example isDiffering({ qValue: 0.05 }) // true
 * @example isDiffering({ qValue: null }) // false
 */
export const isDiffering = ({ qValue }: { readonly qValue: number | null }): boolean =>
  qValue !== null && qValue < FALSE_DISCOVERY
