import type { ByGroup } from './by-group.ts'
import { type DealtFigure, dealOut, type Tested } from './deal-out.ts'
import type { CountedAnswers } from './packed-answers.ts'
import { groupOf, type Respondents } from './respondents.ts'

/**
 * Whether partners differ in how united they are: each person's squared distance from the mean of their partner, compared
 * between partners by F, and p from dealing out the deviations at random and centring every dealt partner anew. After Anderson
 * 2006, with two changes that keep partners of two or three from looking special: the new centring, and squares, which are
 * right on average whatever the size. Read beside DISCO: that one also answers to unequal spread. Null with fewer than two
 * partners of two people, with two throughout (their deviations are alike by force), or when nobody deviates.
 */
export const permdisp = (people: Respondents, rounds?: number): Tested | null =>
  dealOut(people, [permdispFigure(people)] as const, rounds)[0]

/** Its F, to be seen again when deviations are dealt out. Null where there is none. */
export function permdispFigure(people: Respondents): DealtFigure | null {
  const { sizes } = people
  if (sizes.filter((size) => size > 1).length < 2) return null
  const groups = groupOf(sizes)
  const deviations = centred(new Float64Array(people.points), people, groups)
  const found = fOf(distances(deviations, people, groups), groups, sizes)
  if (found === null) return null
  const room = roomFor(people)
  return {
    found,
    again(dealt, counted) {
      for (let group = 0; group < sizes.length; group += 1)
        dealtDistances(deviations, people, dealt, group, counted, room)
      return fOf(room.found, room.groups, sizes)
    },
  }
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
  /** By how many of a group answered: by how much their mean has drawn them together. */
  readonly roots: Float64Array
  /** One group's means and spreads, by statement. */
  readonly means: Float64Array
  readonly spreads: Float64Array
  /** Two people's sums of squares. */
  readonly squares: Float64Array
  /** The statements on which each person gave no point, one person's after another's, and where each one's begin. */
  readonly unanswered: Int32Array
  readonly begin: Int32Array
  /** Each person's distance, and group. */
  readonly found: Float64Array
  readonly groups: Int32Array
}

function roomFor({ statements, points, sizes }: Respondents): Room {
  const people = points.length / statements
  const begin = new Int32Array(people + 1)
  const unanswered: number[] = []
  for (let person = 0; person < people; person += 1) {
    for (let s = 0; s < statements; s += 1) if (points[person * statements + s] === 0) unanswered.push(s)
    begin[person + 1] = unanswered.length
  }
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0)
  return {
    roots: Float64Array.from({ length: largest + 1 }, (_, n) => (n < 2 ? 0 : Math.sqrt(n / (n - 1)))),
    ...{ means: new Float64Array(statements), spreads: new Float64Array(statements), squares: new Float64Array(2) },
    ...{ unanswered: Int32Array.from(unanswered), begin },
    ...{ found: new Float64Array(people), groups: new Int32Array(people) },
  }
}

/** The distances of one group's people as above, when the deviations are dealt out to other groups and centred anew: both at once. */
function dealtDistances(
  deviations: Float64Array,
  { statements }: Respondents,
  { begin, people }: ByGroup,
  group: number,
  { n: counts }: CountedAnswers,
  { roots, means, spreads, squares, unanswered, begin: beginUnanswered, found, groups }: Room,
): void {
  const [first, last] = [begin[group] as number, begin[group + 1] as number]
  addUp(means, deviations, people, first, last)
  // From here on `means` holds each mean, spread.
  for (let s = 0, cell = group * statements; s < statements; s += 1, cell += 1) {
    const n = counts[cell] as number
    const spread = roots[n] as number
    spreads[s] = spread
    means[s] = n < 2 ? 0 : ((means[s] as number) / n) * spread
  }
  for (let place = first; place < last; place += 2) {
    const one = people[place] as number
    // The last of an odd number is taken twice.
    const other = people[Math.min(place + 1, last - 1)] as number
    squaresOfTwo(deviations, one * statements, other * statements, means, spreads, squares)
    for (let i = 0; i < 2; i += 1) {
      const person = i === 0 ? one : other
      groups[person] = group
      const [from, to] = [beginUnanswered[person] as number, beginUnanswered[person + 1] as number]
      const answers = statements - (to - from)
      // What nobody answered was taken for no deviation at all.
      let none = 0
      for (let k = from; k < to; k += 1) {
        const off = means[unanswered[k] as number] as number
        none += off * off
      }
      found[person] = last - first < 2 || answers === 0 ? -1 : Math.max(0, (squares[i] as number) - none) / answers
    }
  }
}

/**
 * The sums of some people's deviations by statement. Four people at once, for each reading and writing of a sum costs as much as a
 * person. Where nobody answered there is nothing to add, and adding nothing is quicker than asking.
 */
function addUp(sums: Float64Array, deviations: Float64Array, people: Int32Array, first: number, last: number): void {
  const statements = sums.length
  sums.fill(0)
  let place = first
  for (; place + 3 < last; place += 4) {
    let a = (people[place] as number) * statements
    let b = (people[place + 1] as number) * statements
    let c = (people[place + 2] as number) * statements
    let d = (people[place + 3] as number) * statements
    for (let s = 0; s < statements; s += 1, a += 1, b += 1, c += 1, d += 1) {
      const three =
        (sums[s] as number) + (deviations[a] as number) + (deviations[b] as number) + (deviations[c] as number)
      sums[s] = three + (deviations[d] as number)
    }
  }
  for (; place < last; place += 1) {
    let from = (people[place] as number) * statements
    for (let s = 0; s < statements; s += 1, from += 1) sums[s] = (sums[s] as number) + (deviations[from] as number)
  }
}

/**
 * The sums of two people's squared deviations from their group's means. Two people share each reading of a mean, and each has two
 * sums side by side, for one alone would wait for each of its own additions.
 */
function squaresOfTwo(
  deviations: Float64Array,
  one: number,
  other: number,
  means: Float64Array,
  spreads: Float64Array,
  squares: Float64Array,
): void {
  const statements = means.length
  let [even, odd, otherEven, otherOdd] = [0, 0, 0, 0]
  let s = 0
  for (; s + 1 < statements; s += 2) {
    const spread = spreads[s] as number
    const mean = means[s] as number
    const nextSpread = spreads[s + 1] as number
    const nextMean = means[s + 1] as number
    const a = (deviations[one + s] as number) * spread - mean
    const b = (deviations[one + s + 1] as number) * nextSpread - nextMean
    const c = (deviations[other + s] as number) * spread - mean
    const d = (deviations[other + s + 1] as number) * nextSpread - nextMean
    even += a * a
    odd += b * b
    otherEven += c * c
    otherOdd += d * d
  }
  if (s < statements) {
    const a = (deviations[one + s] as number) * (spreads[s] as number) - (means[s] as number)
    const c = (deviations[other + s] as number) * (spreads[s] as number) - (means[s] as number)
    even += a * a
    otherEven += c * c
  }
  squares[0] = even + odd
  squares[1] = otherEven + otherOdd
}

function fOf(values: Float64Array, groups: Int32Array, sizes: readonly number[]): number | null {
  const sums = new Float64Array(sizes.length)
  const counts = new Float64Array(sizes.length)
  let [sum, n, squares] = [0, 0, 0]
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number
    if (value < 0) continue
    const group = groups[i] as number
    sums[group] = (sums[group] as number) + value
    counts[group] = (counts[group] as number) + 1
    sum += value
    squares += value * value
    n += 1
  }
  const used = counts.filter((count) => count > 0).length
  const between =
    sums.reduce((all, own, j) => all + (counts[j] ? own ** 2 / (counts[j] as number) : 0), 0) - sum ** 2 / n
  const within = squares - sum ** 2 / n - between
  if (used < 2 || n <= used || within < 1e-12) return null
  return between / (used - 1) / (within / (n - used))
}
