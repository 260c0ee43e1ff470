import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { addCard, deleteCard, editText, moveCard } from '#server/board/commands.ts'
import { writeCard, writeSessionFact } from '#server/board/document.ts'
import { aCard, aPerson, aStage, BOARD, FACTS, until } from './a-stage.ts'
import { chance, noteFigures, sized } from './proof.ts'

const SEED = 81
const CASES = sized(24, 1_000)
// Beside other tests the time tells how busy the machine is.
const LONGEST_MS = sized(15_000, 1_000)
type Person = ReturnType<typeof aPerson>
interface Forgery {
  readonly what: string
  act(doc: Y.Doc, next: (below: number) => number): void
}

const anyId = (who: string, next: (below: number) => number) => `${who}.${1 + next(4)}`
const AN_AUTHOR = { id: 'anna', kind: 'participant' as const, partnerId: 'p-anna' }
const FORGERIES: readonly Forgery[] = [
  {
    what: 'another’s words',
    act: (doc, next) => editText(doc, AN_AUTHOR, anyId('anna', next), `slander ${next(1e6)}`),
  },
  { what: 'another’s card deleted', act: (doc, next) => deleteCard(doc, AN_AUTHOR, anyId('anna', next)) },
  {
    what: 'a card in another’s name',
    act: (doc, next) => addCard(doc, AN_AUTHOR, { ...aCard('anna'), id: `anna.${100 + next(1e6)}`, text: 'slander' }),
  },
  {
    what: 'another’s card under one’s own name',
    act(doc, next) {
      const { text, facet, createdAt } = { ...aCard('bela', 'slander') }
      writeCard(doc, anyId('anna', next), { text, facet, createdAt, author: 'bela', partner: 'p-bela' })
    },
  },
  { what: 'the session’s step', act: (doc, next) => writeSessionFact(doc, 'step', next(2) ? 'finish' : 'slander') },
  { what: 'the session’s end', act: (doc) => writeSessionFact(doc, 'closed', true) },
  {
    what: 'a key of the server’s own',
    act: (doc, next) => void doc.getMap('placed').set(`anna.${next(1e6)}`, 'slander'),
  },
]

/**
 * The forger comes with a copy of their own at each case: three forgeries in ten seconds end a line, and that is another test.
 */
test(`what is forged reaches nobody, its sender has the true board within a second, and writes on (seed ${SEED}, ${CASES} cases)`, async () => {
  const next = chance(SEED)
  const stage = await aStage()
  const [anna, cleo] = [aPerson(stage, 'anna'), aPerson(stage, 'cleo')]
  await until(() => anna.provider.synced && cleo.provider.synced)
  for (let no = 1; no <= 4; no += 1) addCard(anna.doc, anna.me, { ...aCard('anna'), id: `anna.${no}` })
  await until(() => Object.keys(cleo.view().cards).length === 4)
  const heard: Uint8Array[] = []
  for (const { doc } of [anna, cleo]) doc.on('update', (update: Uint8Array) => heard.push(update))
  const seen = ({ view }: Person) => JSON.stringify(view())
  const slow: number[] = []
  for (let no = 0; no < CASES; no += 1) {
    const forger = aPerson(stage, 'bela')
    await until(() => forger.provider.synced)
    const before = seen(anna)
    const { act, what } = FORGERIES[next(FORGERIES.length)] as Forgery
    const since = performance.now()
    act(forger.doc, next)
    await until(() => forger.refused.length > 0 && seen(forger) === before)
    const tookMs = performance.now() - since
    slow.push(tookMs)
    expect([what, seen(anna), seen(cleo), tookMs < LONGEST_MS]).toEqual([what, before, before, true])
    const text = `A fair word ${no}`
    addCard(forger.doc, forger.me, { ...aCard('bela', text), id: `bela.${no}` })
    await until(() => [anna, cleo].every(({ view }) => view().cards[`bela.${no}`]?.text === text))
    // So that the board stays small.
    deleteCard(forger.doc, forger.me, `bela.${no}`)
    await until(() => seen(anna) === before && seen(cleo) === before)
    forger.provider.destroy()
  }
  // Not even in what was deleted again.
  expect(heard.some((update) => Buffer.from(update).includes('slander'))).toBe(false)
  slow.sort((a, b) => a - b)
  noteFigures('forged', {
    seed: SEED,
    cases: CASES,
    reached: 0,
    convergedP95Ms: slow[Math.floor(CASES * 0.95)],
    convergedMostMs: slow.at(-1),
  })
}, 600_000)

test('on a locked board nothing that anybody tries reaches anybody', async () => {
  const next = chance(SEED)
  const stage = await aStage()
  const [anna, bela] = [aPerson(stage, 'anna'), aPerson(stage, 'bela')]
  await until(() => anna.provider.synced && bela.provider.synced)
  for (let no = 1; no <= 4; no += 1) addCard(anna.doc, anna.me, { ...aCard('anna'), id: `anna.${no}` })
  await until(() => Object.keys(bela.view().cards).length === 4)
  stage.facts.now = { ...FACTS, step: 'finish', closed: true, stepNo: 6 }
  await stage.line.changed(BOARD, 'step')
  await until(() => bela.view().session.closed)
  const before = JSON.stringify(bela.view())
  const tries = sized(20, 300)
  for (let no = 1; no <= tries; no += 1) {
    const id = anyId('anna', next)
    const deeds = [
      () => editText(anna.doc, anna.me, id, `Later words ${no}`),
      () => deleteCard(anna.doc, anna.me, id),
      () => moveCard(anna.doc, anna.me, id, { place: next(2) ? 'capacity' : 'authorising' }),
      () => addCard(anna.doc, anna.me, { ...aCard('anna'), id: `anna.${100 + no}` }),
    ]
    deeds[next(deeds.length)]?.()
    await until(() => anna.refused.length >= no && JSON.stringify(anna.view()) === before)
    expect(JSON.stringify(bela.view())).toBe(before)
  }
  expect(new Set(anna.refused)).toEqual(new Set(['closed']))
}, 600_000)
