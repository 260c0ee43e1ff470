import {
  add,
  and,
  bothOr,
  bothXor,
  type Code,
  each,
  get,
  i16,
  i32,
  int,
  load,
  multiply,
  read,
  set,
  shiftLeft,
  store,
  subtract,
} from './assembly.ts'
import { CHANCE_STEP } from './chance.ts'
import { countUpTo } from './count-up-to.ts'
import { lanesLoop } from './lanes.ts'

/** How many numbers of chance are drawn for eight people, who take two bytes each. */
export const DRAWN_FOR_EIGHT = 4
/** A limit that every number lies below; none lies below the lowest, -32,768. */
export const ALL = 32_767

/**
 * Draws a number of two bytes for each of a partner's people, and counts how many lie below each of the partner's limits. Handed, in
 * bytes of the loops' memory but for numbers:
 *  states: the four states of chance before this (four bytes each, `CHANCE_STEP` apart); left where the last draw ended;
 *  partners, sizes: how many, and people of each (four bytes); for each partner eights and one more eight are drawn;
 *  limits: by partner (two bytes each); masks: of the first of eight (lanes.ts); counts: by partner, four bytes each, a
 *  multiple of four of them.
 */
export function drawLoop(limits: number): (...handed: readonly number[]) => void {
  const counting = countUpTo(limits)
  return lanesLoop<string>(
    ['states', 'partners', 'sizes', 'limits', 'masks', 'counts'],
    ['partner', 'eights', 'size'],
    ['state', 'step', 'mixed', 'row', 'one', 'most', ...counting.names],
    (local) => {
      const of = (name: string) => get(local[name] as number)
      const put = (name: string, code: Code) => set(local[name] as number, code)
      const lanes = (value: number) => i32.spread(int(value))
      const mixedWith = (by: number) => bothXor(of('mixed'), i32.shiftRight(of('mixed'), by))
      // Mulberry32 (chance.ts), four states at once.
      const row = [
        ...put('state', i32.add(of('state'), of('step'))),
        ...put('mixed', bothXor(of('state'), i32.shiftRight(of('state'), 15))),
        ...put('mixed', i32.multiply(of('mixed'), bothOr(of('state'), lanes(1)))),
        ...put('row', i32.multiply(mixedWith(7), bothOr(of('mixed'), lanes(61)))),
        ...put('mixed', bothXor(i32.add(of('mixed'), of('row')), of('mixed'))),
        ...put('row', i16.smaller(mixedWith(14), of('most'))),
      ]
      const first = shiftLeft(and(of('size'), int(7)), int(1))
      return [
        ...put('state', load(of('states'))),
        ...put('step', lanes(Math.imul(DRAWN_FOR_EIGHT, CHANCE_STEP))),
        ...put('most', i16.spread(int(ALL - 1))),
        ...each(local.partner as number, int(0), of('partners'), int(1), [
          ...put('size', read(add(of('sizes'), multiply(of('partner'), int(4))))),
          ...counting.limits(local, add(of('limits'), multiply(of('partner'), int(2 * limits)))),
          ...counting.begin(local),
          ...each(local.eights as number, int(8), add(of('size'), int(1)), int(8), [
            ...row,
            ...counting.eight(local, of('row')),
          ]),
          ...row,
          ...counting.eight(local, of('row'), load(subtract(add(of('masks'), int(16)), first))),
          ...counting.end(local),
          ...counting.fours.flatMap((four, i) => store(of('counts'), of(four), 16 * i)),
          ...put('counts', add(of('counts'), int(16 * counting.fours.length))),
        ]),
        ...store(of('states'), of('state')),
      ]
    },
  )
}
