import type { Chance } from './chance.ts'

// ln k! from 0 on, as far as anybody asked.
let logarithms = Float64Array.of(0)

function logFactorials(most: number): Float64Array {
  if (logarithms.length <= most) {
    const longer = new Float64Array(most + 1)
    for (let k = 1; k <= most; k += 1) longer[k] = (longer[k - 1] as number) + Math.log(k)
    logarithms = longer
  }
  return logarithms
}

const lnChoices = (ln: Float64Array, n: number, some: number): number =>
  (ln[n] as number) - (ln[some] as number) - (ln[n - some] as number)

/**
 * How many of `drawn` things out of `all`, of which `marked` are marked, are so: hypergeometric, by one number of chance. Looks
 * from the likeliest number outwards, so it takes as long as the numbers spread.
 * @example markedAmong(10, 10, 4, () => 0.5) // 4
 */
export function markedAmong(all: number, marked: number, drawn: number, chance: Chance): number {
  const [least, most] = [Math.max(0, drawn + marked - all), Math.min(drawn, marked)]
  if (least === most) return least
  const ln = logFactorials(all)
  const start = Math.floor(((drawn + 1) * (marked + 1)) / (all + 2))
  const likeliest = Math.exp(
    lnChoices(ln, marked, start) + lnChoices(ln, all - marked, drawn - start) - lnChoices(ln, all, drawn),
  )
  const others = all - marked - drawn
  let [up, down, likeUp, likeDown] = [start, start, likeliest, likeliest]
  let left = chance() - likeliest
  while (left >= 0) {
    // What rounding leaves over is the likeliest.
    if (up >= most && down <= least) return start
    if (up < most) {
      likeUp *= ((marked - up) * (drawn - up)) / ((up + 1) * (others + up + 1))
      up += 1
      left -= likeUp
      if (left < 0) return up
    }
    if (down > least) {
      likeDown *= (down * (others + down)) / ((marked - down + 1) * (drawn - down + 1))
      down -= 1
      left -= likeDown
      if (left < 0) return down
    }
  }
  return start
}

/**
 * Deals everybody's answers out to partners at random, without touching a single one: how many of each partner gave each point
 * (partner · points + point) is drawn by itself, into `table`. `given` says how many gave each point, `sizes` how many people each partner
 * has. Source: Patefield 1981, AS 159.
 */
export function dealTable(sizes: Int32Array, given: Int32Array, table: Int32Array, chance: Chance): void {
  const points = given.length
  const left = given.slice()
  let everybody = given.reduce((sum, n) => sum + n, 0)
  for (let j = 0; j < sizes.length; j += 1) {
    let [open, behind] = [sizes[j] as number, everybody]
    for (let k = 0; k < points; k += 1) {
      const there = left[k] as number
      const some = markedAmong(behind, there, open, chance)
      table[j * points + k] = some
      left[k] = there - some
      open -= some
      behind -= there
    }
    everybody -= sizes[j] as number
  }
}
