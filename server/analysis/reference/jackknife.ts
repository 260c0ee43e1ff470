import { disperse } from '../dispersion.ts'
import { answering, type Tally } from '../tally.ts'

/**
 * Standard errors of dispersion, within and between when each partner's people are left out one by one: what the closed form is
 * compared with. Partners add up; one of a single person counts as the mean of those that have more. 0 where what is left can't
 * differ. Source: Tukey 1958, within strata.
 */
export function jackknife(all: Tally): number[] {
  const partners = answering(all)
  const whole = partsOf(partners, null)
  const several = partners.flatMap((partner, j) => (partner.n < 2 ? [] : [varianceOf(partners, j, whole[1] as number)]))
  return [0, 1, 2].map((part) => {
    const sum = several.reduce((total, one) => total + (one[part] as number), 0)
    return Math.sqrt((sum / several.length) * partners.length)
  })
}

function varianceOf(partners: Tally, j: number, pooled: number): number[] {
  const own = partners[j] as Tally[number]
  const left = own.counts.flatMap((count, k) =>
    new Array<number[]>(count).fill(
      partsOf(
        partners.map((partner) =>
          partner === own
            ? { ...own, n: own.n - 1, counts: own.counts.map((n, point) => n - Number(point === k)) }
            : partner,
        ),
        pooled,
      ),
    ),
  )
  return [0, 1, 2].map((part) => {
    const values = left.map((one) => one[part] as number)
    const middle = values.reduce((sum, value) => sum + value, 0) / own.n
    return ((own.n - 1) / own.n) * values.reduce((sum, value) => sum + (value - middle) ** 2, 0)
  })
}

/** The three; where nobody is left with a colleague, with the spread inside partners that was found before. */
function partsOf(all: Tally, pooled: number | null): number[] {
  const { dispersion, within, between, plugIn } = disperse(all)
  if (dispersion !== null && within !== null && between !== null) return [dispersion, within, between]
  const [inside, count] = [pooled as number, all.length]
  const whole = (plugIn?.dispersion as number) + inside / count
  return [whole, inside, whole - inside]
}
