import {
  add,
  and,
  each,
  f64,
  get,
  i16,
  i32,
  int,
  load,
  multiply,
  NOTHING,
  pick,
  read,
  set,
  shiftLeft,
  spread64,
  storeFirst64,
  subtract,
} from './assembly.ts'
import { countUpTo } from './count-up-to.ts'
import { lanesLoop } from './lanes.ts'

const HIGH = [2, 3, 2, 3]
const SWAPPED = [2, 3, 0, 1]

/**
 * Deals sorted answers out to partners in many orders, and puts the between part (dispersion.ts) of each deal into `found`. Answers
 * are known by their places, the lowest first: so what a partner is dealt is counted by how many of its places lie below each
 * cut's, eight at once. Handed, in bytes of the loops' memory but for numbers:
 *  order, width, deals: each deal's order, places of two bytes, `width` bytes after the one before;
 *  people, turn: how many places there are, and by how many all are moved on, round the end;
 *  partners, sizes, parts, weights: how many; people of each (four bytes), 1 over that, and what its Σ F(1-F)·n² adds (eight);
 *  cuts: how many answers lie up to each (two bytes); scales: 1 over the partners, and 4 over the cuts (eight);
 *  masks: of the first of eight (lanes.ts); found: by deal (eight).
 */
export function dealLoop(cuts: number): (...handed: readonly number[]) => void {
  const counting = countUpTo(cuts)
  const halves = counting.fours.flatMap((four) => [`low ${four}`, `high ${four}`])
  return lanesLoop<string>(
    [
      'order',
      'width',
      'deals',
      'people',
      'turn',
      'partners',
      'sizes',
      'parts',
      'weights',
      'cuts',
      'scales',
      'masks',
      'found',
    ],
    ['deal', 'partner', 'at', 'end', 'size'],
    ['all', 'moved', 'row', 'own', 'part', 'spread', 'between', 'share', ...counting.names, ...halves],
    (local) => {
      const of = (name: string) => get(local[name] as number)
      const put = (name: string, code: readonly number[]) => set(local[name] as number, code)
      const by = (list: string, bytes: number) => add(of(list), multiply(of('partner'), int(bytes)))
      // What is moved past the end comes out as a number below the others once as many as all are taken off; else that is huge.
      const row = [
        ...put('row', i16.add(load(of('at')), of('moved'))),
        ...put('row', i16.smallerPlain(of('row'), i16.subtract(of('row'), of('all')))),
      ]
      const rest = subtract(int(16), shiftLeft(and(of('size'), int(7)), int(1)))
      const isLast = (name: string) => name === counting.fours[0]
      const onePartner = [
        ...put('size', read(by('sizes', 4))),
        ...counting.begin(local),
        ...put('end', add(of('at'), shiftLeft(and(of('size'), int(-8)), int(1)))),
        ...each(local.at as number, of('at'), of('end'), int(16), [...row, ...counting.eight(local, of('row'))]),
        ...row,
        ...counting.eight(local, of('row'), load(add(of('masks'), rest))),
        ...put('at', add(of('at'), shiftLeft(and(of('size'), int(7)), int(1)))),
        ...counting.end(local),
        ...put('own', i32.spread(of('size'))),
        ...put('part', spread64(by('parts', 8))),
        ...counting.fours.flatMap((four) => {
          const pairs = i32.multiply(of(four), i32.subtract(of('own'), of(four)))
          const share = (half: string, counted: readonly number[]) =>
            put(half, f64.add(of(half), f64.multiply(of('part'), f64.ofFirst(counted))))
          return [
            ...put('spread', isLast(four) ? pairs : i32.add(of('spread'), pairs)),
            ...share(`low ${four}`, of(four)),
            ...share(`high ${four}`, pick(of(four), of(four), HIGH)),
          ]
        }),
        ...put('spread', i32.add(of('spread'), pick(of('spread'), of('spread'), SWAPPED))),
        ...put('between', f64.add(of('between'), f64.multiply(spread64(by('weights', 8)), f64.ofFirst(of('spread'))))),
      ]
      const whole = halves.flatMap((half) => [
        ...put('share', f64.multiply(of(half), spread64(of('scales')))),
        ...put('share', f64.subtract(of('share'), f64.multiply(of('share'), of('share')))),
        ...put('between', f64.add(of('between'), f64.multiply(of('share'), spread64(add(of('scales'), int(8)))))),
      ])
      return [
        ...put('all', i16.spread(of('people'))),
        ...put('moved', i16.spread(of('turn'))),
        ...counting.limits(local, of('cuts')),
        ...each(local.deal as number, int(0), of('deals'), int(1), [
          ...put('at', of('order')),
          ...['between', ...halves].flatMap((name) => put(name, NOTHING)),
          ...each(local.partner as number, int(0), of('partners'), int(1), onePartner),
          ...whole,
          ...put('between', f64.add(of('between'), pick(of('between'), of('between'), SWAPPED))),
          ...storeFirst64(of('found'), of('between')),
          ...put('found', add(of('found'), int(8))),
          ...put('order', add(of('order'), of('width'))),
        ]),
      ]
    },
  )
}
