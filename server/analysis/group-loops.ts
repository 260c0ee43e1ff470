import {
  add,
  type Code,
  each,
  f64,
  firstAlone,
  get,
  i32,
  int,
  load,
  multiply,
  NOTHING,
  pick,
  read,
  set,
  smaller,
  spread64,
  store,
  storeFirst64,
  subtract,
} from './assembly.ts'
import { lanesLoop } from './lanes.ts'

/** The four people at `place` of `people`, whose rows are `width` bytes; never further than the last. */
const FOUR = ['a', 'b', 'c', 'd'] as const
const EIGHT_BYTES_SWAPPED = [2, 3, 0, 1]

function addUpLoop(sum: (a: Code, b: Code) => Code) {
  return lanesLoop<string>(
    ['sums', 'rows', 'width', 'people', 'begin', 'groups'],
    ['group', 'place', 'last', 'at', ...FOUR],
    [],
    (local) => {
      const of = (name: string) => get(local[name] as number)
      const put = (name: string, code: Code) => set(local[name] as number, code)
      const some = (count: number) => {
        const own = FOUR.slice(0, count)
        const rowOf = (i: number) => multiply(read(add(of('people'), add(of('place'), int(4 * i)))), of('width'))
        const added = own.reduce(
          (all, name) => sum(all, load(add(of(name), of('at')))),
          load(add(of('sums'), of('at'))),
        )
        return [
          ...own.flatMap((name, i) => put(name, add(of('rows'), rowOf(i)))),
          ...each(local.at as number, int(0), of('width'), int(16), store(add(of('sums'), of('at')), added)),
        ]
      }
      const bytes = (list: Code) => multiply(read(list), int(4))
      return each(local.group as number, int(0), of('groups'), int(1), [
        ...each(local.at as number, int(0), of('width'), int(16), store(add(of('sums'), of('at')), NOTHING)),
        ...put('last', bytes(add(of('begin'), int(4)))),
        // Four people at once, for each reading and writing of a sum costs as much as a person.
        ...each(local.place as number, bytes(of('begin')), subtract(of('last'), int(12)), int(16), some(4)),
        ...each(local.place as number, of('place'), of('last'), int(4), some(1)),
        ...put('begin', add(of('begin'), int(4))),
        ...put('sums', add(of('sums'), of('width'))),
      ])
    },
  )
}

/**
 * Adds up the rows of each group's people, whole numbers of four bytes. Handed, in bytes of the loops' memory but for numbers: where
 * sums go, a row by group; rows by person, `width` bytes each, a multiple of 16; people by group, and where each group
 * begins among them (ByGroup, four bytes each); how many groups.
 */
export const addUpWholes = addUpLoop(i32.add)
/** The same of numbers of eight bytes; to each sum its people are added one after another. */
export const addUpDoubles = addUpLoop(f64.add)

/**
 * The sums of some people's squared gaps (value · spread - mean), without those of -0, which stands for no value. Handed: rows by
 * person as above, people (four bytes each), how many, one row of means and one of spreads, and where the sums go (eight bytes each;
 * up to three more than there are people may be written over).
 */
export const squaredGaps = lanesLoop<string>(
  ['rows', 'width', 'people', 'count', 'means', 'spreads', 'squares'],
  ['place', 'at', 'last', ...FOUR],
  ['mean', 'spread', 'none', 'value', 'gap', ...FOUR.map((name) => `squares of ${name}`)],
  (local) => {
    const of = (name: string) => get(local[name] as number)
    const put = (name: string, code: Code) => set(local[name] as number, code)
    const sums = FOUR.map((name) => `squares of ${name}`)
    const rowOf = (i: number) =>
      multiply(read(add(of('people'), multiply(smaller(add(of('place'), int(i)), of('last')), int(4)))), of('width'))
    return [
      ...put('last', subtract(of('count'), int(1))),
      ...put('none', f64.spread(-0)),
      ...each(local.place as number, int(0), of('count'), int(4), [
        ...FOUR.flatMap((name, i) => put(name, add(of('rows'), rowOf(i)))),
        ...sums.flatMap((name) => put(name, NOTHING)),
        // Four people share each reading of a mean.
        ...each(local.at as number, int(0), of('width'), int(16), [
          ...put('mean', load(add(of('means'), of('at')))),
          ...put('spread', load(add(of('spreads'), of('at')))),
          ...FOUR.flatMap((name, i) => [
            ...put('value', load(add(of(name), of('at')))),
            ...put('gap', f64.subtract(f64.multiply(of('value'), of('spread')), of('mean'))),
            ...put('gap', firstAlone(of('gap'), f64.same(of('value'), of('none')))),
            ...put(sums[i] as string, f64.add(of(sums[i] as string), f64.multiply(of('gap'), of('gap')))),
          ]),
        ]),
        ...sums.flatMap((name, i) =>
          storeFirst64(
            add(of('squares'), int(8 * i)),
            f64.add(of(name), pick(of(name), of(name), EIGHT_BYTES_SWAPPED)),
          ),
        ),
        ...put('squares', add(of('squares'), int(32))),
      ]),
    ]
  },
)

/**
 * The squared products of one row of numbers with each of many, eight of which lie side by side: a block has the first number of all
 * eight, then the second ... Handed: the one row (eight bytes each), its length in bytes, blocks, how many, and where squares go.
 */
export const squaredProducts = lanesLoop<string>(
  ['values', 'length', 'others', 'blocks', 'squares'],
  ['block', 'at'],
  ['value', ...FOUR],
  (local) => {
    const of = (name: string) => get(local[name] as number)
    const put = (name: string, code: Code) => set(local[name] as number, code)
    return each(local.block as number, int(0), of('blocks'), int(1), [
      ...FOUR.flatMap((name) => put(name, NOTHING)),
      ...each(local.at as number, int(0), of('length'), int(8), [
        ...put('value', spread64(add(of('values'), of('at')))),
        ...FOUR.flatMap((name, i) =>
          put(name, f64.add(of(name), f64.multiply(of('value'), load(of('others'), 16 * i)))),
        ),
        ...put('others', add(of('others'), int(64))),
      ]),
      ...FOUR.flatMap((name, i) => store(of('squares'), f64.multiply(of(name), of(name)), 16 * i)),
      ...put('squares', add(of('squares'), int(64))),
    ])
  },
)
