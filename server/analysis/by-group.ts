/**
 * Whose answers count in which group: in group `g` those of the people from `people[begin[g]]` up to, but not with,
 * `people[begin[g + 1]]`. Somebody drawn twice stands there twice.
 */
export interface ByGroup {
  readonly begin: Int32Array
  readonly people: Int32Array
}

/** Room for so many people in so many groups. */
export const roomFor = (people: number, groups: number): ByGroup => ({
  begin: new Int32Array(groups + 1),
  people: new Int32Array(people),
})

/**
 * Everybody by their group, in the order of people; `groupOf[person]` is 0..groups - 1. Written over `into`, where it is given.
 * @example byGroup(new Int32Array([1, 0, 1]), 2).people // new Int32Array([1, 0, 2])
 * @example byGroup(new Int32Array([]), 1).begin // new Int32Array([0, 0])
 */
export function byGroup(groupOf: Int32Array, groups: number, into: ByGroup = roomFor(groupOf.length, groups)): ByGroup {
  const { begin, people } = into
  begin.fill(0)
  for (let person = 0; person < groupOf.length; person += 1) {
    const group = groupOf[person] as number
    begin[group] = (begin[group] as number) + 1
  }
  for (let group = 1; group <= groups; group += 1)
    begin[group] = (begin[group] as number) + (begin[group - 1] as number)
  // Each group's end moves down to its beginning as its people are put in from behind.
  for (let person = groupOf.length - 1; person >= 0; person -= 1) {
    const group = groupOf[person] as number
    const place = (begin[group] as number) - 1
    begin[group] = place
    people[place] = person
  }
  return into
}

/**
 * People that stand by their group already, `sizes` of them one after another.
 * @example inGroups([2, 1]).begin // new Int32Array([0, 2, 3])
 */
export function inGroups(sizes: readonly number[]): ByGroup {
  const begin = new Int32Array(sizes.length + 1)
  sizes.forEach((size, group) => {
    begin[group + 1] = (begin[group] as number) + size
  })
  return { begin, people: Int32Array.from({ length: begin[sizes.length] as number }, (_, person) => person) }
}
