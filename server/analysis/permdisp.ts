import type { ByGroup } from './by-group.ts'
import { type DealtFigure, dealOut, type Tested } from './deal-out.ts'
import { addUpDoubles, squaredGaps } from './group-loops.ts'
import { doubles, take, wholes } from './lanes.ts'
import type { PackedCounts } from './packed-answers.ts'
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
  return {
    found,
    again() {
      const room = roomFor(people, deviations)
      return (dealt, answers) => {
        const counted = answers.packed()
        const standing = wholes(room.standing, dealt.begin.length + dealt.people.length)
        standing.set(dealt.begin)
        standing.set(dealt.people, dealt.begin.length)
        for (let group = 0; group < sizes.length; group += 1) dealtDistances(people, dealt, group, counted, room)
        return fOf(room.found, room.groups, sizes)
      }
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

/** What every deal needs again. Places are those of the loops' memory (lanes.ts). */
interface Room {
  /** Bytes of a person's deviations, and where they lie. */
  readonly width: number
  readonly rows: number
  /** Where groups begin, and behind these the people, by group. */
  readonly standing: number
  /** One group's means and spreads by statement, and its people's sums of squares. */
  readonly means: number
  readonly spreads: number
  readonly squares: number
  /** By how many of a group answered: by how much their mean has drawn them together. */
  readonly roots: Float64Array
  /** How many statements each person gave a point to. */
  readonly answers: Int32Array
  /** Each person's distance, and group. */
  readonly found: Float64Array
  readonly groups: Int32Array
}

function roomFor({ statements, points, sizes }: Respondents, deviations: Float64Array): Room {
  const people = points.length / statements
  const answers = new Int32Array(people)
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0)
  const width = 16 * Math.ceil(statements / 2)
  const rows = take(people * width)
  // -0 is no answer: to a sum it adds nothing.
  const laid = doubles(rows, (people * width) / 8).fill(-0)
  for (let person = 0; person < people; person += 1) {
    for (let s = 0; s < statements; s += 1) {
      if (points[person * statements + s] === 0) continue
      laid[(person * width) / 8 + s] = deviations[person * statements + s] as number
      answers[person] = (answers[person] as number) + 1
    }
  }
  const [means, spreads] = [take(width), take(width)]
  return {
    ...{ width, rows, means, spreads },
    standing: take(4 * (sizes.length + 1 + people)),
    squares: take(8 * (largest + 4)),
    roots: Float64Array.from({ length: largest + 1 }, (_, n) => (n < 2 ? 0 : Math.sqrt(n / (n - 1)))),
    answers,
    ...{ found: new Float64Array(people), groups: new Int32Array(people) },
  }
}

/** The distances of one group's people as above, when the deviations are dealt out to other groups and centred anew: both at once. */
function dealtDistances(
  { statements, sizes }: Respondents,
  { begin, people }: ByGroup,
  group: number,
  { sums, width, mask }: PackedCounts,
  room: Room,
): void {
  const [first, last] = [begin[group] as number, begin[group + 1] as number]
  const whose = room.standing + 4 * (sizes.length + 1)
  addUpDoubles(room.means, room.rows, room.width, whose, room.standing + 4 * group, 1)
  const means = doubles(room.means, statements)
  const spreads = doubles(room.spreads, statements)
  // From here on `means` holds each mean, spread.
  const counts = sums[0] as Int32Array
  for (let s = 0, cell = group * width; s < statements; s += 1, cell += 1) {
    const n = (counts[cell] as number) & mask
    const spread = room.roots[n] as number
    spreads[s] = spread
    means[s] = n < 2 ? 0 : ((means[s] as number) / n) * spread
  }
  squaredGaps(room.rows, room.width, whose + 4 * first, last - first, room.means, room.spreads, room.squares)
  const squares = doubles(room.squares, last - first)
  for (let place = first; place < last; place += 1) {
    const person = people[place] as number
    const answers = room.answers[person] as number
    room.groups[person] = group
    room.found[person] = last - first < 2 || answers === 0 ? -1 : (squares[place - first] as number) / answers
  }
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
