/** How far two answers are apart: 0 the same .. 1 as far as can be. */
export type Distance<Answer> = (a: Answer, b: Answer) => number

/**
 * Points handed out over the same options: half the sum of what has to be taken from one and given to another, as a share of all
 * points. 0..1; 0 for nothing handed out.
 * @example pointsDistance([100, 0], [0, 100]) // 1
 * @example pointsDistance([60, 40], [50, 50]) // 0.1
 */
export const pointsDistance: Distance<readonly number[]> = (a, b) => {
  const total = a.reduce((sum, one) => sum + one, 0) + b.reduce((sum, one) => sum + one, 0)
  return total === 0 ? 0 : a.reduce((sum, one, i) => sum + Math.abs(one - (b[i] as number)), 0) / total
}

/**
 * Rankings (each option's rank): the share of pairs of options that the two put the other way round; a tie in one of them counts
 * half. 0..1; 0 with fewer than two options. Source: Kendall 1938, (1 - tau)/2.
 * @example ranksDistance([1, 2, 3], [3, 2, 1]) // 1
 * @example ranksDistance([1, 2], [1, 1]) // 0.5
 */
export const ranksDistance: Distance<readonly number[]> = (a, b) => {
  let [apart, pairs] = [0, 0]
  for (let i = 0; i < a.length; i += 1) {
    for (let j = i + 1; j < a.length; j += 1) {
      const [x, y] = [Math.sign((a[i] as number) - (a[j] as number)), Math.sign((b[i] as number) - (b[j] as number))]
      pairs += 1
      apart += Math.abs(x - y) / 2
    }
  }
  return pairs === 0 ? 0 : apart / pairs
}

/**
 * Positions on the triangle of three corners, as x and y where each side is 1 long: the straight way between them. 0..1.
 * @example triangleDistance([0, 0], [1, 0]) // 1
 */
export const triangleDistance: Distance<readonly [number, number]> = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1])

/**
 * Single choice: 0 the same option, 1 another.
 * @example choiceDistance('park', 'street') // 1
 */
export const choiceDistance: Distance<string | number> = (a, b) => Number(a !== b)

/**
 * Answers on a scale of ordered points 1..scale: the gap as a share of the scale's width. 0..1. Dispersion of it is half of what
 * dispersion.ts has, which is scaled so that two halves at opposite ends give 1.
 * @example scaleDistance(5)(1, 3) // 0.5
 */
export const scaleDistance =
  (scale: number): Distance<number> =>
  (a, b) =>
    Math.abs(a - b) / (scale - 1)
