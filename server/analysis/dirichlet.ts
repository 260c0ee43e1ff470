const STEP = 0.25

/**
 * How likely the weighted mean Σ values·p is at most `at`, when the shares p are Dirichlet with the masses `alphas` (all > 0):
 * 0..1. Exact to about 1e-8, without drawing: Σ (values - at)·G is negative for independent gammas G, whose characteristic
 * function is known, integrated by the trapezoid rule over the logarithm of its argument.
 * Source: Gil-Pelaez 1951; Provost & Cheong 2000 for the ratio as a sum of gammas.
 * @example meanBelow([1, 1], [0, 1], 0.25) // 0.25
 */
export const meanBelow = (alphas: readonly number[], values: readonly number[], at: number): number =>
  belowAt(alphas, values, at).below

/** The same with its slope: the density of the mean. */
function belowAt(alphas: readonly number[], values: readonly number[], at: number): { below: number; slope: number } {
  const gaps = values.map((value) => value - at)
  if (gaps.every((gap) => gap >= 0)) return { below: 0, slope: 0 }
  if (gaps.every((gap) => gap <= 0)) return { below: 1, slope: 0 }
  const size = Math.sqrt(gaps.reduce((sum, gap, k) => sum + (alphas[k] as number) * gap * gap, 0))
  const start = -Math.log(size) - 7
  const first = integrand(alphas, gaps, Math.exp(start))
  // Below the start the integrand falls like e^s, so the rest of the sum is a geometric series.
  const rest = 1 / (Math.exp(STEP) - 1) + 1
  let [sum, slopes] = [first.value * rest, first.slope * rest]
  for (let i = 1; i < 2_000; i += 1) {
    const { value, slope, size: left } = integrand(alphas, gaps, Math.exp(start + i * STEP))
    sum += value
    slopes += slope
    if (left < 1e-11) break
  }
  const below = Math.min(1, Math.max(0, 0.5 - (sum * STEP) / Math.PI))
  return { below, slope: -(slopes * STEP) / Math.PI }
}

function integrand(
  alphas: readonly number[],
  gaps: readonly number[],
  u: number,
): { value: number; slope: number; size: number } {
  let [angle, logarithm, turn, fall] = [0, 0, 0, 0]
  for (let k = 0; k < gaps.length; k += 1) {
    const [alpha, x] = [alphas[k] as number, (gaps[k] as number) * u]
    const square = 1 + x * x
    angle += alpha * Math.atan(x)
    logarithm += alpha * Math.log1p(x * x)
    turn -= (alpha * u) / square
    fall += (alpha * u * x) / square
  }
  const size = Math.exp(-logarithm / 2)
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  return { value: size * sine, slope: size * (fall * sine + turn * cosine), size }
}

/**
 * The value that the weighted mean Σ values·p stays below with probability `probability`, p Dirichlet with masses `alphas`.
 * Lies within the values' range; needs at least one value. Found by Newton's steps, kept between what is known to lie too low and
 * too high, to 1e-9.
 * @example meanQuantile([1, 1], [0, 1], 0.25) // 0.25
 */
export function meanQuantile(alphas: readonly number[], values: readonly number[], probability: number): number {
  let [low, high] = [Math.min(...values), Math.max(...values)]
  const short = 1e-7 * (high - low)
  let guess = guessed(alphas, values, probability < 0.5 ? -1.2816 : 1.2816)
  for (let i = 0; i < 60 && high - low > 1e-9; i += 1) {
    if (!(guess > low && guess < high)) guess = (low + high) / 2
    const { below, slope } = belowAt(alphas, values, guess)
    const off = below - probability
    if (off < 0) low = guess
    else high = guess
    const next = guess - off / slope
    // A step this short leaves less than its square.
    if (Math.abs(next - guess) < short || Math.abs(off) < 1e-8) return next > low && next < high ? next : guess
    guess = next
  }
  return (low + high) / 2
}

function guessed(alphas: readonly number[], values: readonly number[], z: number): number {
  const total = alphas.reduce((sum, alpha) => sum + alpha, 0)
  const centre = alphas.reduce((sum, alpha, k) => sum + (alpha / total) * (values[k] as number), 0)
  const square = alphas.reduce((sum, alpha, k) => sum + (alpha / total) * ((values[k] as number) - centre) ** 2, 0)
  return centre + z * Math.sqrt(square / (total + 1))
}
