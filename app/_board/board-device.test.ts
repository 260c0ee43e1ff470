// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addCard, deleteCard, moveCard } from '#server/board/commands.ts'
import { viewBoard } from '#server/board/view.ts'
import { aCard, aPerson, atTheEnd, BOARD, type Stage, until } from '#server/sync/a-stage.ts'
import { CLOSE } from '#server/sync/protocol.ts'
import { aDevice, leftBy, once, type Rows } from './a-device.ts'
import { ANNA, aPage, aTab, PATIENCE } from './a-page.ts'
import { documentOf, openDevice } from './board-device.ts'
import { connectBoard } from './connect-board.ts'
import { keepWords } from './kept-words.ts'

const nameOf = (seat: string, epoch = 1) => `tricorner.${BOARD}.${seat}.${epoch}`
const ANNAS = nameOf('anna')
const CLEO = { ...ANNA, id: 'cleo', partnerId: 'p-cleo' }
const TRAIN = 'Written on the train'

/** What Anna's tab left that was killed on the train. */
const fromTheTrain = () => leftBy((doc) => addCard(doc, ANNA, { ...aCard('anna', TRAIN), id: 'anna.train' }))

/** A device that holds this, and opens only when the test says so: her page begins without it. */
function aLateDevice(rows: Rows) {
  const device = aDevice({ [ANNAS]: rows })
  const { done, now } = once()
  device.how.opens = done
  return { ...device, opens: now }
}

/** Whoever adds a card from now on comes too late. */
async function movesOn(stage: Stage) {
  stage.facts.now = { ...stage.facts.now, step: 'rate', stepNo: 6 }
  await stage.line.changed(BOARD, 'step')
}

/** The server has what a tab left behind: it was killed between the commit and hearing of it. */
const hasBeenStored = (seat: string, rows: Rows) => async (stage: Stage) => {
  const before = aPerson(stage, seat)
  await until(() => before.provider.synced)
  Y.applyUpdate(before.doc, Y.encodeStateAsUpdate(documentOf([...rows.updates.values()])))
  await until(() => before.saved.length > 0)
  before.provider.destroy()
}

/** The server took back what a tab left behind, which was killed before it heard so. */
const wasTakenBack = (seat: string, rows: Rows) => async (stage: Stage) => {
  await movesOn(stage)
  await hasBeenStored(seat, rows)(stage)
}

const onThisDevice = () => keepWords(`tricorner.${BOARD}.anna`, 2, () => {}).all()

test('what a killed tab left on a device that opens late reaches the others, and is said to be saved', async () => {
  const { opens, boards } = aLateDevice(fromTheTrain())
  const { line, bela } = await aPage()
  expect(line.state()).toMatchObject({ is: 'live', keeps: false })
  opens()
  await until(() => bela.view().cards['anna.train'])
  await until(() => line.state().stored)
  expect(line.state()).toMatchObject({ keeps: true, unsaved: 0, lost: [] })
  // Nothing is left to be told to the next page.
  await until(() => boards.get(ANNAS)?.custom.size === 0)
})

test('what a killed tab left on a device that opens late, and the board takes no more, is told', async () => {
  const { opens } = aLateDevice(fromTheTrain())
  const { line } = await aPage(movesOn)
  opens()
  await until(() => line.state().lost.length > 0 && line.state().unsaved === 0)
  expect(line.state()).toMatchObject({ lost: [{ cardId: 'anna.train', text: TRAIN }], stored: false })
  expect(viewBoard(line.doc).cards).toEqual({})
})

test('what the server took back of a killed tab is told though the device opens late, and that it is saved is not', async () => {
  const rows = fromTheTrain()
  const { opens, boards } = aLateDevice(rows)
  const { line } = await aPage(wasTakenBack('anna', rows))
  opens()
  await until(() => line.state().keeps)
  const lost = [{ cardId: 'anna.train', text: TRAIN, to: 'value' }]
  expect([line.state().lost, line.state().stored]).toEqual([lost, false])
  // Once told it is not told to the next page.
  await until(() => boards.get(ANNAS)?.custom.size === 0)
})

test('of what a killed tab left on a device that opens late both is told: what was taken back before, and what is now', async () => {
  const sent = fromTheTrain()
  const all = leftBy((doc) => {
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(documentOf([...sent.updates.values()])))
    addCard(doc, ANNA, { ...aCard('anna', 'Never sent'), id: 'anna.later' })
  })
  const { opens } = aLateDevice({ ...all, custom: new Map([...sent.custom, ...all.custom]) })
  const { line } = await aPage(wasTakenBack('anna', sent))
  opens()
  await until(() => line.state().lost.length === 2)
  expect(
    line
      .state()
      .lost.map(({ cardId, text }) => [cardId, text])
      .sort(),
  ).toEqual([
    ['anna.later', 'Never sent'],
    ['anna.train', TRAIN],
  ])
})

test('a card that a killed tab laid, and somebody else laid on, is no loss when the device opens late', async () => {
  const rows = leftBy((doc) => {
    addCard(doc, ANNA, { ...aCard('anna', TRAIN), id: 'anna.train' })
    moveCard(doc, ANNA, 'anna.train', { place: 'capacity' })
  })
  const { opens } = aLateDevice(rows)
  const { line, add } = await aPage(async (stage) => {
    await hasBeenStored('anna', rows)(stage)
    const bela = aPerson(stage, 'bela')
    await until(() => bela.view().cards['anna.train'])
    moveCard(bela.doc, bela.me, 'anna.train', { place: 'authorising' })
    await until(() => bela.saved.length > 0)
  })
  opens()
  await until(() => line.state().keeps)
  add('Another card')
  await until(() => line.state().stored)
  expect(line.state().lost).toEqual([])
})

test('what a killed tab left on a device that opens while there is no line is counted, and told with what is typed', async () => {
  const { opens, boards } = aLateDevice(fromTheTrain())
  const { line, add, bela } = await aPage()
  line.provider.disconnect()
  add('Typed before the device opened')
  opens()
  await until(() => line.state().keeps)
  expect(line.state()).toMatchObject({ is: 'offline', unsaved: 2 })
  // And is on the device, if this tab is killed as well.
  const { updates, custom } = boards.get(ANNAS) as Rows
  expect([...custom.values()].flatMap((text) => JSON.parse(text).cardIds).sort()).toEqual(['anna.1', 'anna.train'])
  expect(Object.keys(viewBoard(documentOf([...updates.values()])).cards).sort()).toEqual(['anna.1', 'anna.train'])
  line.provider.connect()
  await until(() => line.state().unsaved === 0 && bela.view().cards['anna.train'] && bela.view().cards['anna.1'])
  expect(line.state()).toMatchObject({ stored: true, lost: [] })
})

test('what the board has all the same, though a killed tab never heard so, is no loss when one deletes it elsewhere', async () => {
  const rows = fromTheTrain()
  const { opens } = aLateDevice(rows)
  const { stage, line, add } = await aPage(hasBeenStored('anna', rows))
  opens()
  await until(() => line.state().keeps)
  const phone = aPerson(stage, 'anna')
  await until(() => phone.view().cards['anna.train'])
  deleteCard(phone.doc, ANNA, 'anna.train')
  await until(() => !viewBoard(line.doc).cards['anna.train'])
  add('Another card')
  await until(() => line.state().stored)
  expect(line.state().lost).toEqual([])
})

test('what one deleted oneself before the tab was killed is no loss when the device opens late', async () => {
  const rows = fromTheTrain()
  const doc = documentOf([...rows.updates.values()])
  deleteCard(doc, ANNA, 'anna.train')
  rows.updates.set(2, Y.encodeStateAsUpdate(doc))
  const { opens } = aLateDevice(rows)
  const { line, bela } = await aPage(async (stage) => {
    await hasBeenStored('anna', { ...rows, updates: new Map([...rows.updates].slice(0, 1)) })(stage)
  })
  expect(viewBoard(line.doc).cards['anna.train']?.text).toBe(TRAIN)
  opens()
  await until(() => line.state().stored)
  expect(bela.view().cards).toEqual({})
  expect(line.state().lost).toEqual([])
})

test('a device that opens after one was removed is read, told and only then emptied', async () => {
  const { opens, boards } = aLateDevice(fromTheTrain())
  const { stage, line } = await aPage()
  stage.seats.set('anna', null)
  await stage.line.changed(BOARD, 'rights')
  await until(() => line.state().is === 'ended')
  expect(line.state()).toMatchObject({ code: CLOSE.removed, lost: [] })
  expect(boards.has(ANNAS)).toBe(true)
  opens()
  const lost = [{ cardId: 'anna.train', text: TRAIN, to: 'value' }]
  await until(() => line.state().lost.length > 0)
  expect([line.state().lost, onThisDevice()]).toEqual([lost, lost])
  await until(() => !boards.has(ANNAS))
})

test('what another tab left since this page read the device is told with what is its own before it is emptied', async () => {
  const { boards } = aDevice()
  const { stage, line, add } = await aPage()
  const { updates, custom } = boards.get(ANNAS) as Rows
  const other = fromTheTrain()
  for (const [no, update] of other.updates) updates.set(5_000 + no, update)
  for (const [page, note] of other.custom) custom.set(page, note)
  stage.hold.failing = true
  add('Typed here')
  stage.seats.set('anna', null)
  await stage.line.changed(BOARD, 'rights')
  await until(() => !boards.has(ANNAS))
  expect(line.state()).toMatchObject({ is: 'ended', code: CLOSE.removed, keeps: false })
  const lost = [
    { cardId: 'anna.train', text: TRAIN, to: 'value' },
    { cardId: 'anna.1', text: 'Typed here', to: 'value' },
  ]
  expect([line.state().lost, onThisDevice()]).toEqual([lost, lost])
})

test('a device that opens after one signed out is emptied unread, and tells whoever uses it next nothing', async () => {
  const { how, opens, boards } = aLateDevice(fromTheTrain())
  how.reads = () => once().done
  const { stage, line } = await aPage()
  stage.seats.set('anna', 'signed-out')
  await stage.line.changed(BOARD, 'rights')
  await until(() => line.state().is === 'ended')
  expect(line.state().code).toBe(CLOSE.signedOut)
  opens()
  await until(() => !boards.has(ANNAS))
  expect([line.state().lost, Object.keys(localStorage)]).toEqual([[], []])
})

test('what was told as lost when the page grew old is not kept by a device that opens after, and what it held is', async () => {
  const { opens, boards } = aLateDevice(fromTheTrain())
  const { line, add, bela } = await aPage()
  line.provider.disconnect()
  add('Typed as the page grew old')
  const grownOld = new CloseEvent('close', { code: CLOSE.reload })
  line.provider.emit('connection-close', [grownOld, line.provider])
  expect(line.state()).toMatchObject({ code: CLOSE.reload, lost: [{ text: 'Typed as the page grew old' }] })
  opens()
  const next = aTab()
  await until(() => bela.view().cards['anna.train'] && next.state().unsaved === 0)
  expect(Object.keys(bela.view().cards)).toEqual(['anna.train'])
  await until(() => boards.get(ANNAS)?.custom.size === 0)
})

test('a device that is being read when one signs out is emptied without waiting', async () => {
  const device = aDevice({ [ANNAS]: fromTheTrain() })
  device.how.reads = () => once().done
  const { stage, line } = await aPage()
  stage.seats.set('anna', 'signed-out')
  await stage.line.changed(BOARD, 'rights')
  await until(() => line.state().is === 'ended' && !device.boards.has(ANNAS))
})

test('what a full device didn’t take is said to be on the page alone', async () => {
  const { how, boards } = aDevice()
  const { line, add } = await aPage()
  line.provider.disconnect()
  expect(line.state().keeps).toBe(true)
  how.most = 0
  add('Only here')
  await until(() => !line.state().keeps)
  expect(line.state().unsaved).toBe(1)
  expect(boards.get(ANNAS)?.updates.size).toBe(0)
})

test('what a device took after it had refused something is left out by the next page, which sends and keeps the rest', async () => {
  const { how, boards } = aDevice()
  const { line, add, bela } = await aPage()
  line.provider.disconnect()
  add('Taken')
  how.most = 500
  addCard(line.doc, ANNA, { ...aCard('anna', 'x'.repeat(1_000)), id: 'anna.refused' })
  addCard(line.doc, ANNA, { ...aCard('anna', 'Behind it'), id: 'anna.behind' })
  await until(() => !line.state().keeps)
  const { updates, custom } = boards.get(ANNAS) as Rows
  expect(updates.size).toBe(2)
  // The tab is killed.
  line.end()
  boards.set(ANNAS, { updates: new Map(updates), custom: new Map(custom) })
  const next = aTab()
  await until(() => bela.view().cards['anna.1'])
  await until(() => next.state().unsaved === 0)
  expect(next.state()).toMatchObject({ is: 'live', keeps: true, lost: [] })
  addCard(next.doc, ANNA, { ...aCard('anna', 'Written anew'), id: 'anna.anew' })
  await until(() => bela.view().cards['anna.anew'])
  expect(Object.keys(viewBoard(next.doc).cards).sort()).toEqual(['anna.1', 'anna.anew'])
})

test('what was done offline from a seat that was made one with one’s own is told, but for what the board has', async () => {
  const rows = leftBy((doc) => {
    addCard(doc, CLEO, { ...aCard('cleo', 'Stored at the last moment'), id: 'cleo.stored' })
    addCard(doc, CLEO, { ...aCard('cleo', 'Stored, and laid elsewhere since'), id: 'cleo.moved' })
  })
  const device = aDevice()
  const { stage, line: first } = await aPage(hasBeenStored('cleo', rows))
  const cleo = aPerson(stage, 'cleo')
  await until(() => cleo.view().cards['cleo.moved'])
  const later = documentOf([...rows.updates.values()])
  const unstored = leftBy((doc) => {
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(later))
    addCard(doc, CLEO, { ...aCard('cleo', TRAIN), id: 'cleo.train' })
    moveCard(doc, CLEO, 'cleo.moved', { place: 'capacity' })
  })
  const custom = new Map([...rows.custom, ...unstored.custom])
  device.boards.set(nameOf('cleo'), { updates: unstored.updates, custom })
  const line = aTab(PATIENCE, ['cleo'])
  await until(() => line.state().lost.length > 0)
  expect(line.state().lost).toEqual([
    { cardId: 'cleo.moved', text: '', to: 'capacity' },
    { cardId: 'cleo.train', text: TRAIN, to: 'value' },
  ])
  await until(() => !device.boards.has(nameOf('cleo')))
  expect(device.boards.has(ANNAS)).toBe(true)
  first.end()
})

test('whoever was removed while they had no line is told what a seat that was made one with theirs left, and it is not kept', async () => {
  const device = aDevice()
  await aPage()
  device.boards.set(
    nameOf('cleo'),
    leftBy((doc) => addCard(doc, CLEO, aCard('cleo', TRAIN))),
  )
  const line = aTab(PATIENCE, ['cleo'])
  line.turnAway()
  await until(() => line.state().lost.length > 0 && !device.boards.has(nameOf('cleo')))
  expect(line.state()).toMatchObject({ code: CLOSE.removed, lost: [{ cardId: 'cleo.1', text: TRAIN }] })
})

test('of two earlier epochs one that can’t be read keeps nobody from what is in the other', async () => {
  const kept = (text: string) => leftBy((doc) => addCard(doc, ANNA, aCard('anna', text)))
  const device = aDevice({ [nameOf('anna', -1)]: kept('Never read'), [nameOf('anna', 0)]: kept(TRAIN) })
  device.how.reads = (name) => (name === nameOf('anna', -1) ? once().done : Promise.resolve())
  const { line } = await aPage()
  await until(() => line.state().lost.length > 0)
  expect(line.state().lost).toEqual([{ cardId: 'anna.1', text: TRAIN, to: 'value' }])
  await until(() => !device.boards.has(nameOf('anna', 0)))
  // It is told by a page that can read it.
  expect(device.boards.has(nameOf('anna', -1))).toBe(true)
})

test('what is kept of an earlier epoch is told also where the board doesn’t come', async () => {
  const device = aDevice()
  await aPage()
  device.boards.set(nameOf('anna', 0), fromTheTrain())
  const line = connectBoard({ sessionId: BOARD, meId: 'anna', epoch: 2 }, PATIENCE)
  atTheEnd(() => line.end())
  await until(() => line.state().is === 'ended' && line.state().lost.length > 0)
  expect(line.state()).toMatchObject({ code: CLOSE.resetYourCopy, lost: [{ cardId: 'anna.train', text: TRAIN }] })
})

test('what is kept of a later epoch is left to its own page by one that was loaded before the data came back', async () => {
  const device = aDevice()
  await aPage()
  const later = fromTheTrain()
  device.boards.set(nameOf('anna', 9), later)
  device.boards.set(
    nameOf('anna', 4),
    leftBy((doc) => addCard(doc, ANNA, aCard('anna', 'Of before'))),
  )
  const line = connectBoard({ sessionId: BOARD, meId: 'anna', epoch: 5 }, PATIENCE)
  atTheEnd(() => line.end())
  await until(() => line.state().lost.length > 0 && !device.boards.has(nameOf('anna', 4)))
  expect(line.state().lost).toEqual([{ cardId: 'anna.1', text: 'Of before', to: 'value' }])
  expect(device.boards.get(nameOf('anna', 9))).toBe(later)
})

test('whoever has signed out before the board came is told nothing of what a seat that was made one with theirs left', async () => {
  const left = leftBy((doc) => addCard(doc, CLEO, aCard('cleo', TRAIN)))
  const device = aDevice()
  await aPage()
  device.boards.set(nameOf('cleo'), left)
  const { provider, state } = aTab(PATIENCE, ['cleo'])
  await new Promise<unknown>((connecting) => void provider.once('status', connecting))
  const signedOut = new CloseEvent('close', { code: CLOSE.signedOut })
  for (const what of ['connection-close', 'closed'] as const) provider.emit(what, [signedOut, provider])
  // What it would be asked meanwhile is answered by then.
  for (const name of ['one', 'another', 'a third']) {
    const other = await openDevice(name)
    await other?.read()
    await other?.empty()
  }
  expect(state()).toMatchObject({ is: 'ended', code: CLOSE.signedOut, lost: [] })
  expect(device.boards.get(nameOf('cleo'))).toBe(left)
})
