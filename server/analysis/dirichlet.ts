const STEP = 0.25

/**
 * How likely the weighted mean Σ values·p is at most `at`, when the shares p are Dirichlet with the masses `alphas` (all > 0):
 * 0..1. Exact to about 1e-8, without drawing: Σ (values - at)·G is negative for independent gammas G, whose characteristic
 * function is known, integrated by the trapezoid rule over the logarithm of its argument.
 * Source: Gil-Pelaez 1951; Provost & Cheong 2000 for the ratio as a sum of gammas.
 * @example meanBelow([1, 1], [0, 1], 0.25) // 0.25
 */
export function meanBelow(alphas: readonly number[], values: readonly number[], at: number): number {
  const gaps = values.map((value) => value - at)
  if (gaps.every((gap) => gap >= 0)) return 0
  if (gaps.every((gap) => gap <= 0)) return 1
  const size = Math.sqrt(gaps.reduce((sum, gap, k) => sum + (alphas[k] as number) * gap * gap, 0))
  const start = -Math.log(size) - 7
  const first = integrand(alphas, gaps, Math.exp(start)).value
  // Below the start the integrand falls like e^s, so the rest of the sum is a geometric series.
  let sum = first / (Math.exp(STEP) - 1) + first
  for (let i = 1; i < 2_000; i += 1) {
    const { value, size: left } = integrand(alphas, gaps, Math.exp(start + i * STEP))
    sum += value
    if (left < 1e-11) break
  }
  return Math.min(1, Math.max(0, 0.5 - (sum * STEP) / Math.PI))
}

function integrand(alphas: readonly number[], gaps: readonly number[], u: number): { value: number; size: number } {
  let angle = 0
  let logarithm = 0
  for (let k = 0; k < gaps.length; k += 1) {
    const x = (gaps[k] as number) * u
    angle += (alphas[k] as number) * Math.atan(x)
    logarithm += (alphas[k] as number) * Math.log1p(x * x)
  }
  const size = Math.exp(-logarithm / 2)
  return { value: size * Math.sin(angle), size }
}

/**
 * The value that the weighted mean Σ values·p stays below with probability `probability`, p Dirichlet with masses `alphas`.
 * Lies within the values' range; needs at least one value. Found by a guarded secant (Illinois) to 1e-9.
 * @example meanQuantile([1, 1], [0, 1], 0.25) // 0.25
 */
export function meanQuantile(alphas: readonly number[], values: readonly number[], probability: number): number {
  let [low, high] = [Math.min(...values), Math.max(...values)]
  let [below, above] = [-probability, 1 - probability]
  let guess = guessed(alphas, values, probability < 0.5 ? -1.2816 : 1.2816)
  let side = 0
  for (let i = 0; i < 60 && high - low > 1e-9; i += 1) {
    if (guess <= low || guess >= high) guess = (low + high) / 2
    const found = meanBelow(alphas, values, guess) - probability
    if (Math.abs(found) < 1e-8) return guess
    if (found < 0) {
      ;[low, below] = [guess, found]
      if (side < 0) above /= 2
      side = -1
    } else {
      ;[high, above] = [guess, found]
      if (side > 0) below /= 2
      side = 1
    }
    // The ends hold no measured slope yet: step past the guess, to close the root in from both sides.
    guess = (low * above - high * below) / (above - below)
  }
  return (low + high) / 2
}

function guessed(alphas: readonly number[], values: readonly number[], z: number): number {
  const total = alphas.reduce((sum, alpha) => sum + alpha, 0)
  const centre = alphas.reduce((sum, alpha, k) => sum + (alpha / total) * (values[k] as number), 0)
  const square = alphas.reduce((sum, alpha, k) => sum + (alpha / total) * ((values[k] as number) - centre) ** 2, 0)
  return centre + z * Math.sqrt(square / (total + 1))
}
