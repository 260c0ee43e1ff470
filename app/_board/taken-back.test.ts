// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { addCard, deleteCard, editText, groupCards, moveCard, ungroup } from '#server/board/commands.ts'
import { viewBoard } from '#server/board/view.ts'
import { aCard, aPerson, BOARD, type Stage, until } from '#server/sync/a-stage.ts'
import { ANNA, aPage } from './a-page.ts'
import type { BoardLine } from './connect-board.ts'

/** The room goes on to rate, where nobody writes cards any more. */
async function goesOn(stage: Stage, sees: () => string) {
  stage.facts.now = { ...stage.facts.now, step: 'rate', stepNo: 6 }
  await stage.line.changed(BOARD, 'step')
  await until(() => sees() === 'rate')
}
const stepOf = (line: BoardLine) => () => viewBoard(line.doc).session.step
const isSettled = (line: BoardLine) => () =>
  line.state().is === 'live' && line.state().unsaved === 0 && line.provider.synced

test('words that are taken back are kept though the line breaks before it is said', async () => {
  const { stage, network, line, add } = await aPage()
  add('Young people')
  await until(() => line.state().stored && line.state().unsaved === 0)
  await goesOn(stage, stepOf(line))
  network.swallow('answers')
  editText(line.doc, ANNA, 'anna.1', 'Young people first')
  addCard(line.doc, ANNA, { ...aCard('anna', 'A long thought of mine'), id: 'anna.2' })
  await until(() => network.opened() > 1 && isSettled(line)())
  expect(viewBoard(line.doc).cards['anna.1']?.text).toBe('Young people')
  expect(viewBoard(line.doc).cards['anna.2']).toBeUndefined()
  expect(line.state()).toMatchObject({
    stored: false,
    lost: [
      { cardId: 'anna.1', text: 'Young people first' },
      { cardId: 'anna.2', text: 'A long thought of mine', to: 'value' },
    ],
  })
})

test('a move and a group that are taken back are told though the line breaks before it is said', async () => {
  const { stage, network, line, bela } = await aPage()
  for (const no of [1, 2, 3]) addCard(bela.doc, bela.me, { ...aCard('bela'), id: `bela.${no}` })
  await until(() => viewBoard(line.doc).cards['bela.3'])
  await goesOn(stage, stepOf(line))
  network.swallow('answers')
  moveCard(line.doc, ANNA, 'bela.1', { place: 'capacity' })
  groupCards(line.doc, ANNA, 'anna.g', 'Alike', ['bela.2', 'bela.3'])
  await until(() => network.opened() > 1 && isSettled(line)())
  const { cards, groups } = viewBoard(line.doc)
  expect([cards['bela.1']?.place, groups]).toEqual(['value', []])
  expect(line.state().lost).toEqual([
    { cardId: 'bela.1', text: '', to: 'capacity' },
    { cardId: 'bela.2', text: '', to: 'value', groupId: 'anna.g', group: 'Alike' },
    { cardId: 'bela.3', text: '', to: 'value', groupId: 'anna.g', group: 'Alike' },
  ])
})

test('a move and a group that were stored are not called lost though the line breaks before it is said', async () => {
  const { network, line, bela } = await aPage()
  for (const no of [1, 2, 3]) addCard(bela.doc, bela.me, { ...aCard('bela'), id: `bela.${no}` })
  await until(() => viewBoard(line.doc).cards['bela.3'])
  network.swallow('answers')
  moveCard(line.doc, ANNA, 'bela.2', { place: 'capacity' })
  groupCards(line.doc, ANNA, 'anna.g', 'Alike', ['bela.1', 'bela.3'])
  await until(() => bela.view().groups.length === 1)
  ungroup(bela.doc, bela.me, 'anna.g')
  moveCard(bela.doc, bela.me, 'bela.2', { place: 'value' })
  await until(() => network.opened() > 1 && isSettled(line)() && viewBoard(line.doc).groups.length === 0)
  expect(line.state().lost).toEqual([])
})

test('words that were stored are not called lost though the line breaks before it is said', async () => {
  const { network, line, add, bela } = await aPage()
  network.swallow('answers')
  add('Young people')
  editText(line.doc, ANNA, 'anna.1', 'Young people first')
  await until(() => network.opened() > 1 && isSettled(line)())
  expect(bela.view().cards['anna.1']?.text).toBe('Young people first')
  expect(line.state().lost).toEqual([])
})

test('what somebody deletes and shortens on their phone is not called lost on their laptop, whatever it has typed there', async () => {
  const { stage, line, bela } = await aPage()
  for (const no of [1, 2]) addCard(line.doc, ANNA, { ...aCard('anna', 'Young people in town'), id: `anna.${no}` })
  const phone = aPerson(stage, 'anna')
  await until(() => phone.view().cards['anna.2'] && isSettled(line)())
  line.provider.disconnect()
  for (const no of [1, 2]) editText(line.doc, ANNA, `anna.${no}`, 'Young people first in town')
  deleteCard(phone.doc, ANNA, 'anna.1')
  editText(phone.doc, ANNA, 'anna.2', 'People in town')
  await until(() => bela.view().cards['anna.2']?.text === 'People in town')
  line.provider.connect()
  await until(isSettled(line))
  expect(Object.values(viewBoard(line.doc).cards).map(({ text }) => text)).toEqual(['People first in town'])
  expect(line.state().lost).toEqual([])
})
