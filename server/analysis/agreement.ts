// Shares below this are what floating point leaves of nothing.
const EPSILON = 1e-12

/**
 * Van der Eijk's agreement A of a distribution over ordered points: 1 when all are at one point, 0 when evenly spread, -1 when
 * half is at each end. A hint at the shape alone: two camps and no opinion can look alike.
 * Null for fewer than three points, or nothing to spread. Source: van der Eijk 2001, the algorithm as R's agrmt has it.
 * @example agreement([0, 0, 20, 0, 0]) // 1
 * @example agreement([10, 0, 0, 0, 10]) // -1
 */
export function agreement(distribution: readonly number[]): number | null {
  const total = distribution.reduce((sum, share) => sum + share, 0)
  if (distribution.length < 3 || total <= 0) return null
  let left = distribution.map((share) => share / total)
  let found = 0
  for (;;) {
    const standing = left.filter((share) => share > EPSILON)
    if (standing.length === 0) return found
    const layer = Math.min(...standing)
    const pattern = left.map((share) => share > EPSILON)
    found += layer * standing.length * patternAgreement(pattern)
    left = left.map((share) => (share > EPSILON ? share - layer : 0))
  }
}

/** A of a layer that is either filled or empty at each point. */
function patternAgreement(pattern: readonly boolean[]): number {
  const points = pattern.length
  const filled = pattern.filter(Boolean).length
  let fitting = 0
  let gapped = 0
  for (let i = 0; i < points - 2; i += 1) {
    for (let j = i + 1; j < points - 1; j += 1) {
      for (let m = j + 1; m < points; m += 1) {
        if (pattern[i] && !pattern[j] && pattern[m]) gapped += 1
        if (pattern[j] && pattern[i] !== pattern[m]) fitting += 1
      }
    }
  }
  const triples = fitting + gapped
  const unimodality = triples === 0 ? 1 : ((points - 2) * fitting - (points - 1) * gapped) / ((points - 2) * triples)
  return unimodality * (1 - (filled - 1) / (points - 1))
}
