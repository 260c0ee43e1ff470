import { chanceFrom, seedOf } from './chance.ts'
import { groupOf, type Respondents } from './respondents.ts'
import { shuffle } from './shuffle.ts'

/**
 * Whether partners differ in how united they are: each person's squared distance from the mean of their partner, compared
 * between partners by F, and p from dealing out the deviations at random and centring every dealt partner anew. After Anderson
 * 2006, with two changes that keep partners of two or three from looking special: the new centring, and squares, which are
 * right on average whatever the size. Read beside DISCO: that one also answers to unequal spread. Null with fewer than two
 * partners of two people, with two throughout (their deviations are alike by force), or when nobody deviates.
 */
export function permdisp(people: Respondents, rounds = 499): { readonly f: number; readonly p: number } | null {
  const { statements, sizes } = people
  const deviations = centred(Float64Array.from(people.points), people, groupOf(sizes))
  const several = sizes.filter((size) => size > 1).length
  if (several < 2) return null
  const groups = groupOf(sizes)
  const found = fOf(distances(deviations, people, groups), groups, sizes)
  if (found === null) return null
  const chance = chanceFrom(seedOf(people.points))
  const room = roomFor(people)
  let times = 0
  for (let round = 0; round < rounds; round += 1) {
    const dealt = shuffle(groups, chance)
    const f = fOf(dealtDistances(deviations, people, dealt, room), dealt, sizes)
    if (f === null || f >= found * (1 - 1e-12)) times += 1
  }
  return statements === 0 ? null : { f: found, p: (times + 1) / (rounds + 1) }
}

/** Takes each group's mean on a statement off its people's values, spread back to what it was before the mean was fitted. */
function centred(values: Float64Array, { statements, sizes, points }: Respondents, groups: Int32Array): Float64Array {
  const sums = new Float64Array(sizes.length * statements)
  const counts = new Int32Array(sums.length)
  for (let i = 0; i < points.length; i += 1) {
    if (points[i] === 0) continue
    const at = (groups[Math.floor(i / statements)] as number) * statements + (i % statements)
    sums[at] = (sums[at] as number) + (values[i] as number)
    counts[at] = (counts[at] as number) + 1
  }
  for (let i = 0; i < points.length; i += 1) {
    if (points[i] === 0) continue
    const at = (groups[Math.floor(i / statements)] as number) * statements + (i % statements)
    const n = counts[at] as number
    values[i] = n < 2 ? 0 : ((values[i] as number) - (sums[at] as number) / n) * Math.sqrt(n / (n - 1))
  }
  return values
}

/** Each person's mean squared deviation over what they answered; -1 for a person alone in a group. */
function distances(
  deviations: Float64Array,
  { statements, sizes, points }: Respondents,
  groups: Int32Array,
): Float64Array {
  return Float64Array.from(groups, (group, i) => {
    if ((sizes[group] as number) < 2) return -1
    let [sum, n] = [0, 0]
    for (let at = i * statements; at < (i + 1) * statements; at += 1) {
      if (points[at] === 0) continue
      sum += (deviations[at] as number) ** 2
      n += 1
    }
    return n === 0 ? -1 : sum / n
  })
}

/** What every deal needs again. */
interface Room {
  readonly sums: Float64Array
  readonly counts: Float64Array
  readonly spreads: Float64Array
  /** 1 where a person gave a point on a statement. */
  readonly answered: Float64Array
  /** How many points each person gave. */
  readonly answers: Int32Array
}

function roomFor({ statements, sizes, points }: Respondents): Room {
  const cells = sizes.length * statements
  const answered = Float64Array.from(points, (point) => Number(point > 0))
  const answers = new Int32Array(statements === 0 ? 0 : points.length / statements)
  for (let i = 0; i < points.length; i += 1) {
    const person = Math.floor(i / statements)
    answers[person] = (answers[person] as number) + (answered[i] as number)
  }
  const [sums, counts, spreads] = [new Float64Array(cells), new Float64Array(cells), new Float64Array(cells)]
  return { sums, counts, spreads, answered, answers }
}

/** Each person's distance as above when the deviations are dealt out to other groups and centred anew: both at once. */
function dealtDistances(
  deviations: Float64Array,
  { statements, sizes }: Respondents,
  groups: Int32Array,
  { sums, counts, spreads, answered, answers }: Room,
): Float64Array {
  sums.fill(0)
  counts.fill(0)
  // Where nobody answered there is nothing to add, and adding nothing is quicker than asking.
  for (let person = 0, i = 0; person < groups.length; person += 1) {
    const start = (groups[person] as number) * statements
    for (let at = start; at < start + statements; at += 1, i += 1) {
      sums[at] = (sums[at] as number) + (deviations[i] as number)
      counts[at] = (counts[at] as number) + (answered[i] as number)
    }
  }
  for (let at = 0; at < sums.length; at += 1) {
    const n = counts[at] as number
    sums[at] = n > 0 ? (sums[at] as number) / n : 0
    spreads[at] = n < 2 ? 0 : Math.sqrt(n / (n - 1))
  }
  const found = new Float64Array(groups.length)
  for (let person = 0, i = 0; person < groups.length; person += 1) {
    const start = (groups[person] as number) * statements
    let [even, odd] = [0, 0]
    // Two sums side by side: one alone would wait for each of its own additions.
    for (let at = start; at < start + statements - 1; at += 2, i += 2) {
      const one = ((deviations[i] as number) - (sums[at] as number)) * (spreads[at] as number)
      const next = ((deviations[i + 1] as number) - (sums[at + 1] as number)) * (spreads[at + 1] as number)
      even += one * one * (answered[i] as number)
      odd += next * next * (answered[i + 1] as number)
    }
    if (statements % 2 === 1) {
      const at = start + statements - 1
      const last = ((deviations[i] as number) - (sums[at] as number)) * (spreads[at] as number)
      even += last * last * (answered[i] as number)
      i += 1
    }
    const sum = even + odd
    const n = answers[person] as number
    found[person] = (sizes[groups[person] as number] as number) < 2 || n === 0 ? -1 : sum / n
  }
  return found
}

function fOf(values: Float64Array, groups: Int32Array, sizes: readonly number[]): number | null {
  const sums = new Float64Array(sizes.length)
  const counts = new Float64Array(sizes.length)
  let [sum, n, squares] = [0, 0, 0]
  values.forEach((value, i) => {
    if (value < 0) return
    const group = groups[i] as number
    sums[group] = (sums[group] as number) + value
    counts[group] = (counts[group] as number) + 1
    sum += value
    squares += value * value
    n += 1
  })
  const used = counts.filter((count) => count > 0).length
  const between =
    sums.reduce((all, own, j) => all + (counts[j] ? own ** 2 / (counts[j] as number) : 0), 0) - sum ** 2 / n
  const within = squares - sum ** 2 / n - between
  if (used < 2 || n <= used || within < 1e-12) return null
  return between / (used - 1) / (within / (n - used))
}
