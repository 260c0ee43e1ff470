// Lanczos' coefficients (g = 7, n = 9): the logarithm of gamma to 15 digits.
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

/**
 * The natural logarithm of the gamma function for x > 0; 15 digits. Source: Lanczos 1964.
 * @example logGamma(5) // 3.1780538303479458
 */
export function logGamma(x: number): number {
  let sum = LANCZOS[0] as number
  for (let i = 1; i < LANCZOS.length; i += 1) sum += (LANCZOS[i] as number) / (x + (i - 1))
  const t = x + 6.5
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}

/**
 * How likely chi-square with `df` degrees of freedom is above `x`: 0..1, 1 for x <= 0. Equals R's pchisq(lower.tail = FALSE).
 * Source: the incomplete gamma function by series or Lentz's continued fraction (Press et al., Numerical Recipes, 6.2).
 * @example chiSquareTail(0, 3) // 1
 * @example chiSquareTail(2, 2) // 0.36787944117144233
 */
export function chiSquareTail(x: number, df: number): number {
  if (x <= 0) return 1
  const [a, half] = [df / 2, x / 2]
  const front = Math.exp(a * Math.log(half) - half - logGamma(a))
  if (half >= a + 1) return front * upperFraction(a, half)
  let term = 1 / a
  let sum = term
  for (let n = 1; n < 10_000 && term > sum * 1e-17; n += 1) {
    term *= half / (a + n)
    sum += term
  }
  return Math.max(0, 1 - front * sum)
}

function upperFraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1e300
  let d = 1 / b
  let fraction = d
  for (let i = 1; i < 10_000; i += 1) {
    const an = -i * (i - a)
    b += 2
    d = 1 / (an * d + b)
    c = b + an / c
    fraction *= c * d
    if (Math.abs(c * d - 1) < 1e-16) break
  }
  return fraction
}

/**
 * How likely a standard normal value is above `z`: 0..1; ½ at 0.
 * @example normalTail(0) // 0.5
 * @example normalTail(1.959963984540054) // 0.025
 */
export const normalTail = (z: number): number =>
  z >= 0 ? chiSquareTail(z * z, 1) / 2 : 1 - chiSquareTail(z * z, 1) / 2
