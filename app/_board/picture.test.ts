// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { addCard, editText } from '#server/board/commands.ts'
import type { BoardLine } from './connect-board.ts'
import { makePace } from './pace.ts'
import { followPicture, type Picture } from './picture.ts'

const anna = { id: 'anna', kind: 'participant' as const, partnerId: 'council' }
const bela = { id: 'bela', kind: 'participant' as const, partnerId: 'traders' }
const aCard = (id: string) => ({ id, text: 'A word', place: 'value' as const, facet: null, createdAt: '' })

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Anna's page on a board, and Bela's hand on the same one from afar. */
function aPage() {
  const [doc, far] = [new Y.Doc(), new Y.Doc()]
  const drawn: { picture: Picture; isOwn: boolean }[] = []
  const pace = makePace()
  const stop = followPicture(
    { doc, provider: { synced: true, on() {}, off() {} } } as unknown as BoardLine,
    pace,
    (picture, _news, isOwn) => drawn.push({ picture, isOwn }),
  )
  const fromAfar = (act: (board: Y.Doc) => void) => {
    act(far)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(far, Y.encodeStateVector(doc)), 'the line')
  }
  const pass = (ms: number) => vi.advanceTimersByTime(ms)
  pass(1_000)
  return { doc, fromAfar, pass, drawn, stop, pace, last: () => drawn.at(-1) as (typeof drawn)[number] }
}
const textOn = ({ picture }: { picture: Picture }, id: string) => picture.view.cards[id]?.text

test('what another does after a silence is drawn in the next frame', () => {
  const { fromAfar, pass, last } = aPage()
  fromAfar((board) => addCard(board, bela, aCard('bela.1')))
  pass(20)
  expect([textOn(last(), 'bela.1'), last().isOwn]).toEqual(['A word', false])
})

test('however many letters others type, they are drawn five times a second, and the last of them is', () => {
  const { fromAfar, pass, drawn, last } = aPage()
  fromAfar((board) => addCard(board, bela, aCard('bela.1')))
  const before = drawn.length
  for (let no = 1; no <= 100; no += 1) {
    fromAfar((board) => editText(board, bela, 'bela.1', `A word and letter ${no}`))
    pass(20)
  }
  expect(drawn.length - before).toBeLessThanOrEqual(11)
  pass(250)
  expect(textOn(last(), 'bela.1')).toBe('A word and letter 100')
})

test('on a device that takes long to show a picture others are drawn less often, and once a second at least', () => {
  const { fromAfar, pass, drawn, pace, last } = aPage()
  const type = (no: number) => fromAfar((board) => editText(board, bela, 'bela.1', `A word and letter ${no}`))
  fromAfar((board) => addCard(board, bela, aCard('bela.1')))
  for (const [takesMs, restsMs] of [
    [10, 200],
    [80, 400],
    [900, 1_000],
  ] as const) {
    type(0)
    pass(1_020)
    type(1)
    pass(20)
    const before = drawn.length
    pass(takesMs)
    pace.shown()
    type(2)
    pass(restsMs - takesMs - 30)
    expect(drawn).toHaveLength(before)
    pass(100)
    expect([drawn.length, textOn(last(), 'bela.1')]).toEqual([before + 1, 'A word and letter 2'])
  }
})

test('where pictures take long others are not drawn while one types, for a second and a half at most; elsewhere they are', () => {
  const { fromAfar, pass, drawn, pace, last } = aPage()
  fromAfar((board) => addCard(board, bela, aCard('bela.1')))
  pass(20)
  /** For how long one types and does not see a word of another's. */
  const waits = (word: string) => {
    pass(3_000)
    pace.touched()
    fromAfar((board) => editText(board, bela, 'bela.1', word))
    for (let ms = 0; ms < 5_000; ms += 20) {
      pace.touched()
      pass(20)
      if (textOn(last(), 'bela.1') === word) return ms
    }
    return Number.POSITIVE_INFINITY
  }
  expect(waits('On a quick device')).toBeLessThanOrEqual(20)
  pass(900)
  pace.shown()
  const before = drawn.length
  const slowMs = waits('On a slow one')
  expect(slowMs).toBeGreaterThan(1_400)
  expect(slowMs).toBeLessThanOrEqual(1_640)
  expect(drawn).toHaveLength(before + 1)
})

test('who else is there is drawn while one writes without a pause', () => {
  const { doc, pass, pace } = aPage()
  addCard(doc, anna, aCard('anna.1'))
  pass(20)
  const who = vi.fn()
  pace.ask(who)
  for (let no = 1; no <= 5; no += 1) {
    editText(doc, anna, 'anna.1', `A word and letter ${no}`)
    pass(100)
  }
  expect(who).toHaveBeenCalledOnce()
})

test('what one does oneself is drawn in the next frame whatever others do, with all that they did', () => {
  const { doc, fromAfar, pass, last } = aPage()
  fromAfar((board) => addCard(board, bela, aCard('bela.1')))
  pass(20)
  fromAfar((board) => editText(board, bela, 'bela.1', 'Other words'))
  addCard(doc, anna, aCard('anna.1'))
  pass(16)
  expect([textOn(last(), 'anna.1'), textOn(last(), 'bela.1'), last().isOwn]).toEqual(['A word', 'Other words', true])
})

test('one’s own letters are drawn right after the frame that shows them in their field', () => {
  const { doc, pass, drawn, last } = aPage()
  addCard(doc, anna, aCard('anna.1'))
  pass(100)
  const before = drawn.length
  editText(doc, anna, 'anna.1', 'Other words')
  const drawnInFrame = new Promise((done) => requestAnimationFrame(() => done(drawn.length - before)))
  pass(17)
  pass(1)
  expect([textOn(last(), 'anna.1'), last().isOwn, drawn.length]).toEqual(['Other words', true, before + 1])
  return expect(drawnInFrame).resolves.toBe(0)
})

test('what one does in the very frame that others are drawn in is drawn with it, and once', () => {
  const { doc, fromAfar, pass, drawn, last } = aPage()
  const before = drawn.length
  fromAfar((board) => addCard(board, bela, aCard('bela.1')))
  addCard(doc, anna, aCard('anna.1'))
  pass(40)
  expect([textOn(last(), 'anna.1'), textOn(last(), 'bela.1')]).toEqual(['A word', 'A word'])
  expect(drawn).toHaveLength(before + 1)
})

test('a picture counts what one laid oneself, and neither one’s letters nor what others do', () => {
  const { doc, fromAfar, pass, last } = aPage()
  addCard(doc, anna, aCard('anna.1'))
  pass(16)
  expect(last().picture.own).toBe(1)
  editText(doc, anna, 'anna.1', 'Other words')
  fromAfar((board) => addCard(board, bela, aCard('bela.1')))
  pass(250)
  expect(last().picture.own).toBe(1)
})

test('a page that is gone draws nothing more', () => {
  const { fromAfar, pass, drawn, stop } = aPage()
  const before = drawn.length
  fromAfar((board) => addCard(board, bela, aCard('bela.1')))
  stop()
  pass(1_000)
  expect(drawn).toHaveLength(before)
})

test('a picture is of the board once the server has answered, though nothing lies there, or where this device has a copy', () => {
  const isThere = (doc: Y.Doc, answers: boolean) => {
    let heard = () => {}
    const on = (_sign: string, hear: () => void) => {
      heard = hear
    }
    const provider = { synced: false, on, off() {} }
    let last: Picture | undefined
    const stop = followPicture({ doc, provider } as unknown as BoardLine, makePace(), (picture) => {
      last = picture
    })
    vi.advanceTimersByTime(20)
    if (answers) provider.synced = true
    if (answers) heard()
    vi.advanceTimersByTime(20)
    stop()
    return last && [last.isThere, last.isBrought]
  }
  const copy = new Y.Doc()
  addCard(copy, anna, aCard('anna.1'))
  expect(isThere(new Y.Doc(), false)).toEqual([false, false])
  expect(isThere(new Y.Doc(), true)).toEqual([true, true])
  expect(isThere(copy, false)).toEqual([true, false])
})
