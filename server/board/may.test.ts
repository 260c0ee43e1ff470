import { describe, expect, test } from 'vitest'
import { SEAT_KINDS } from '#server/vocabulary/role.ts'
import { STEPS } from '#server/vocabulary/step.ts'
import { type Deed, type Doer, type Times, type WhyNot, whyNot } from './may.ts'

const doerOf = (kind: Doer['kind']): Doer => ({
  id: 'anna',
  kind,
  partnerId: kind === 'participant' ? 'council' : null,
})
const deedsOf = (doer: Doer) =>
  ({
    'add own': { is: 'add', cardId: `${doer.id}.1`, author: doer.id, partner: doer.partnerId },
    'edit own': { is: 'edit', author: doer.id },
    'delete own': { is: 'delete', author: doer.id },
    'edit theirs': { is: 'edit', author: 'bela' },
    'delete theirs': { is: 'delete', author: 'bela' },
    'hide own': { is: 'hide', author: doer.id, by: doer.id, was: undefined },
    'show own': { is: 'hide', author: doer.id, by: undefined, was: doer.id },
    'hide theirs': { is: 'hide', author: 'bela', by: doer.id, was: undefined },
    'show what another hid': { is: 'hide', author: doer.id, by: undefined, was: 'cleo' },
    'hide in another’s name': { is: 'hide', author: doer.id, by: 'cleo', was: undefined },
    move: { is: 'move' },
    group: { is: 'group' },
    name: { is: 'name' },
    rule: { is: 'rule' },
  }) satisfies Record<string, Deed>

/** The whole table: what each may do at each step once views are on the board. */
const OWN = ['add own', 'edit own', 'delete own', 'hide own', 'show own']
const ANY = ['hide theirs', 'show what another hid']
const SORT = ['move', 'group', 'name']
const everywhere = (deeds: string[]) =>
  Object.fromEntries(STEPS.map((step) => [step, deeds])) as Record<Times['step'], string[]>
const TABLE: Record<Doer['kind'], Record<Times['step'], string[]>> = {
  participant: { ...everywhere([]), views: OWN, 'show-views': [...OWN, ...SORT], talk: [...OWN, ...SORT] },
  convenor: { ...everywhere([...OWN, ...ANY, ...SORT]), finish: [] },
  screen: everywhere([]),
}

describe.each(SEAT_KINDS)('a %s', (kind) => {
  const doer = doerOf(kind)
  const allowed = (times: Times) =>
    Object.entries(deedsOf(doer)).flatMap(([name, deed]) => (whyNot(doer, deed, times) ? [] : [name]))
  test.each(STEPS)('may do at the step "%s" what the table says', (step) => {
    expect(allowed({ step, viewsShown: true, closed: false })).toEqual(TABLE[kind][step])
  })
  test.each(STEPS)('may do nothing at the step "%s" before views are shown, or once the workshop is closed', (step) => {
    expect(allowed({ step, viewsShown: false, closed: false })).toEqual([])
    expect(allowed({ step, viewsShown: true, closed: true })).toEqual([])
  })
  test.each(STEPS)('may put no words on the board at "%s" past the convenor who checks them first', (step) => {
    const words = kind === 'convenor' ? [] : ['add own', 'edit own', 'name']
    const all = TABLE[kind][step].filter((name) => !words.includes(name))
    expect(allowed({ step, viewsShown: true, closed: false, checked: true })).toEqual(all)
  })
})

test('each refusal says the first thing that stands in the way', () => {
  const talk: Times = { step: 'talk', viewsShown: true, closed: false }
  const anna = doerOf('participant')
  const said: [Doer, Deed, Times, WhyNot][] = [
    [anna, { is: 'rule' }, { ...talk, closed: true }, 'closed'],
    [anna, { is: 'move' }, { ...talk, step: 'finish' }, 'closed'],
    [doerOf('screen'), { is: 'move' }, talk, 'looking-on'],
    [anna, { is: 'rule' }, talk, 'servers-own'],
    [anna, { is: 'move' }, { ...talk, viewsShown: false }, 'not-the-time'],
    [anna, { is: 'edit', author: 'bela' }, talk, 'belongs-to-another'],
    [anna, { is: 'add', cardId: 'anna.1', author: 'bela', partner: 'council' }, talk, 'signed-as-another'],
    [anna, { is: 'add', cardId: 'anna.1', author: 'anna', partner: 'traders' }, talk, 'signed-as-another'],
    [anna, { is: 'add', cardId: 'bela.1', author: 'anna', partner: 'council' }, talk, 'signed-as-another'],
    [anna, { is: 'add', cardId: 'anna1', author: 'anna', partner: 'council' }, talk, 'signed-as-another'],
  ]
  for (const [doer, deed, times, why] of said) expect(whyNot(doer, deed, times)).toBe(why)
})
