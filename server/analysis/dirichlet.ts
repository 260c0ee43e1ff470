const STEP = 0.25
const RATIO = Math.exp(STEP)
// Of the standard normal: where a tenth lies below, and how dense it is there.
const TENTH = -1.2816
const DENSITY = 0.1755
// Of so many answers a mean is normal to a thousandth of a scale.
const MANY = 500

/**
 * How likely the weighted mean Σ values·p is at most `at`, when the shares p are Dirichlet with the masses `alphas` (all > 0):
 * 0..1. Exact to about 1e-8 while no value has more than 16 answers alone, to 1e-3 up to 100; of hundreds of answers that are all
 * but one the integral turns too often between its steps, and neither the tails nor the middle are to be trusted.
 * Without drawing: Σ (values - at)·G is negative for independent gammas G, whose characteristic function is known, integrated by the
 * trapezoid rule over the logarithm of its argument.
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
  const start = -Math.log(size) - 4
  integrandAt(alphas, gaps, Math.exp(start))
  const { value, slope } = integrand
  integrandAt(alphas, gaps, Math.exp(start + STEP))
  let sum = upToFirst(value, integrand.value) + integrand.value
  let slopes = upToFirst(slope, integrand.slope) + integrand.slope
  for (let i = 2; i < 2_000; i += 1) {
    integrandAt(alphas, gaps, Math.exp(start + i * STEP))
    sum += integrand.value
    slopes += integrand.slope
    if (integrand.size < 1e-11) break
  }
  const below = Math.min(1, Math.max(0, 0.5 - (sum * STEP) / Math.PI))
  return { below, slope: -(slopes * STEP) / Math.PI }
}

/** Below the start the integrand is made of e^s and e^3s alone: two geometric series up to the first value, told apart by the second. */
function upToFirst(first: number, second: number): number {
  const cubic = (second - RATIO * first) / (RATIO ** 3 - RATIO)
  return (first - cubic) / (1 - 1 / RATIO) + cubic / (1 - 1 / RATIO ** 3)
}

// What the integrand is where it was asked for last: a report asks millions of times.
const integrand = { value: 0, slope: 0, size: 0 }

function integrandAt(alphas: readonly number[], gaps: readonly number[], u: number): void {
  let [angle, logarithm, turn, fall] = [0, 0, 0, 0]
  for (let k = 0; k < gaps.length; k += 1) {
    const alpha = alphas[k] as number
    const x = (gaps[k] as number) * u
    const square = 1 + x * x
    angle += alpha * Math.atan(x)
    logarithm += alpha * Math.log1p(x * x)
    turn -= (alpha * u) / square
    fall += (alpha * u * x) / square
  }
  const size = Math.exp(-logarithm / 2)
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  integrand.value = size * sine
  integrand.slope = size * (fall * sine + turn * cosine)
  integrand.size = size
}

/**
 * The value that the weighted mean Σ values·p stays below with probability `probability`, p Dirichlet with masses `alphas`.
 * Lies within the values' range; needs at least one value. Found by Newton's steps, kept between what is known to lie too low and
 * too high, as exactly as `meanBelow` is; its tenth and nine tenths of more than 500 masses are the normal's, within a thousandth
 * of the values' range.
 * @example meanQuantile([1, 1], [0, 1], 0.25) // 0.25
 */
export function meanQuantile(alphas: readonly number[], values: readonly number[], probability: number): number {
  let [low, high] = [Math.min(...values), Math.max(...values)]
  const z = probability < 0.5 ? TENTH : -TENTH
  let guess = guessed(alphas, values, z)
  const isTenth = probability === 0.1 || probability === 0.9
  if (isTenth && alphas.reduce((sum, alpha) => sum + alpha, 0) > MANY) return Math.min(high, Math.max(low, guess))
  for (let i = 0; i < 60 && high - low > 1e-9; i += 1) {
    if (!(guess > low && guess < high)) guess = (low + high) / 2
    const { below, slope } = belowAt(alphas, values, guess)
    const off = below - probability
    if (off < 0) low = guess
    else high = guess
    // Newton's step, and how a normal curve would bend it: a stance is near normal, and asked for its tenths.
    const next = guess - (off / slope) * (1 - (off * z) / (2 * DENSITY))
    // So near, the step leaves no more than the square of what was off.
    if (Math.abs(off) < 1e-5) return next > low && next < high ? next : guess
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
