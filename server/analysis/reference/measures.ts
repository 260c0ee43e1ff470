/**
 * Measures that other software has beside ours, from their published formulas. The reference files hold them, the product has no
 * use of them, and only tests call them.
 */

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const sharesOf = (counts: readonly number[]) => counts.map((count) => count / sum(counts))
/** The shares up to each point but the last. */
const upTo = (counts: readonly number[]) =>
  sharesOf(counts)
    .map((_, k, all) => sum(all.slice(0, k + 1)))
    .slice(0, -1)

/** Van der Eijk's A with the unimodality of his paper, (TU - TDU) / (TU + TDU): agrmt's `old = TRUE`. */
export function oldAgreement(counts: readonly number[]): number {
  let left = [...counts]
  let found = 0
  while (sum(left) > 0) {
    const filled = left.map((count) => count > 0)
    const width = filled.filter(Boolean).length
    const layer = Math.min(...left.filter((count) => count > 0))
    const unimodality = unimodalityOf(filled)
    found += ((layer * width) / sum(counts)) * unimodality * (1 - (width - 1) / (counts.length - 1))
    left = left.map((count) => Math.max(0, count - layer))
  }
  return found
}

function unimodalityOf(filled: readonly boolean[]): number {
  let [fitting, gapped] = [0, 0]
  for (let i = 0; i < filled.length; i += 1)
    for (let j = i + 1; j < filled.length; j += 1)
      for (let m = j + 1; m < filled.length; m += 1) {
        if (filled[i] && !filled[j] && filled[m]) gapped += 1
        if (filled[j] && filled[i] !== filled[m]) fitting += 1
      }
  return fitting + gapped === 0 ? 1 : (fitting - gapped) / (fitting + gapped)
}

/** Leik 1966: how far the cumulative shares lie from 0 and 1. */
export const leik = (counts: readonly number[]): number =>
  (2 * sum(upTo(counts).map((share) => Math.min(share, 1 - share)))) / (counts.length - 1)

/** Tastle & Wierman 2007. */
export function consensus(counts: readonly number[]): number {
  const shares = sharesOf(counts)
  const middle = sum(shares.map((share, k) => share * k))
  return (
    1 +
    sum(shares.map((share, k) => (share === 0 ? 0 : share * Math.log2(1 - Math.abs(k - middle) / (counts.length - 1)))))
  )
}

/** Shannon 1948, in bits. */
export const entropy = (counts: readonly number[]): number =>
  -sum(sharesOf(counts).map((share) => (share === 0 ? 0 : share * Math.log2(share))))

/** Blair & Lacy 2000: the squared distance of the cumulative shares from two halves at the ends. */
export const dSquared = (counts: readonly number[]): number => sum(upTo(counts).map((share) => (share - 0.5) ** 2))

/** The same over the largest there is, l². */
export const lSquared = (counts: readonly number[]): number => dSquared(counts) / ((counts.length - 1) / 4)

/** Berry & Mielke 1992: all pairs' distances over the largest that so many people can reach. Null for one person. */
export function ordinalVariation(counts: readonly number[]): number | null {
  const n = sum(counts)
  const largest = ((counts.length - 1) * (n * n - (n % 2))) / 4
  if (largest === 0) return null
  return sum(counts.flatMap((a, i) => counts.map((b, j) => (a * b * Math.abs(i - j)) / 2))) / largest
}

/** Kvålseth 1995: 1 - √(1 - Berry & Mielke's). */
export function ordinalCoefficient(counts: readonly number[]): number | null {
  const found = ordinalVariation(counts)
  return found === null ? null : 1 - Math.sqrt(Math.max(0, 1 - found))
}

/** Reardon 2009, the entropy of each cumulative share. */
export const ordinalEntropy = (counts: readonly number[]): number =>
  sum(upTo(counts).map((share) => entropy([share, 1 - share]))) / (counts.length - 1)

/** Montalvo & Reynal-Querol 2005. */
export const polarised = (counts: readonly number[]): number =>
  4 * sum(sharesOf(counts).map((share) => share * share * (1 - share)))

/** Krippendorff's alpha with the metric of ratios, ((c - d) / (c + d))²; `rows` are observers. Source: Krippendorff 2011. */
export function ratioAlpha(rows: readonly (readonly (number | null)[])[]): number {
  const units = (rows[0] ?? [])
    .map((_, unit) => rows.flatMap((row) => row[unit] ?? []))
    .filter((given) => given.length > 1)
  const apart = (a: number, b: number) => (a + b === 0 ? 0 : ((a - b) / (a + b)) ** 2)
  const over = (given: readonly number[]) =>
    sum(given.flatMap((a) => given.map((b) => apart(a, b)))) / (given.length - 1)
  return 1 - sum(units.map(over)) / over(units.flat())
}

/** Kendall's W that takes no notice of ties: 12 S / (m² (n³ - n)). `ranked` holds ranks, ties in the middle. */
export function plainW(ranked: readonly (readonly number[])[]): number {
  const [raters, objects] = [ranked.length, (ranked[0] as readonly number[]).length]
  const totals = Array.from({ length: objects }, (_, i) => sum(ranked.map((row) => row[i] as number)))
  const middle = sum(totals) / objects
  return (12 * sum(totals.map((total) => (total - middle) ** 2))) / (raters ** 2 * (objects ** 3 - objects))
}

/**
 * Variance by distances (Anderson 2001): squared distances over the size, of all and inside the groups. `sums` between, within and
 * in all.
 */
export function permanova<Answer>(groups: readonly (readonly Answer[])[], distance: (a: Answer, b: Answer) => number) {
  const squares = (given: readonly Answer[]) =>
    sum(given.flatMap((a) => given.map((b) => distance(a, b) ** 2))) / (2 * given.length)
  const [within, total, people] = [sum(groups.map(squares)), squares(groups.flat()), groups.flat().length]
  const sums = [total - within, within, total]
  return { ...ratioOf(sums, [groups.length - 1, people - groups.length]), sums }
}

/** F and R² of a table of variance: sums of squares between, within and in all, with the first two's degrees of freedom. */
export const ratioOf = (sums: readonly number[], df: readonly number[]) => {
  const [between, within, total] = sums as [number, number, number]
  const [freeBetween, freeWithin] = df as [number, number]
  return { f: between / freeBetween / (within / freeWithin), r2: between / total }
}
