// @vitest-environment happy-dom
import { randomBytes } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { addCard, editText, groupCards, moveCard, renameGroup } from '#server/board/commands.ts'
import { viewBoard } from '#server/board/view.ts'
import { aCard, aPerson, BOARD, until } from '#server/sync/a-stage.ts'
import { CLOSE } from '#server/sync/protocol.ts'
import { ANNA, aPage, aTab } from './a-page.ts'
import { connectBoard, type LineState } from './connect-board.ts'
import { keepWords } from './kept-words.ts'

test('while the database is away the page soon says that nothing is saved, and that all is when it is back', async () => {
  const { stage, line, add } = await aPage()
  stage.hold.failing = true
  add('Young people first')
  expect(line.state()).toMatchObject({ is: 'live', late: false })
  await until(() => line.state().late)
  expect(line.state()).toMatchObject({ is: 'live' })
  expect(line.state().unsaved).toBeGreaterThan(0)
  stage.hold.failing = false
  await until(() => line.state().unsaved === 0 && !line.state().late)
})

test('a page is said to be saved once something of its own is stored, and no more once that was taken back', async () => {
  const { stage, line, bela, add } = await aPage()
  addCard(bela.doc, bela.me, aCard('bela', 'Safe places'))
  await until(() => viewBoard(line.doc).cards['bela.1'])
  expect(line.state()).toMatchObject({ unsaved: 0, stored: false })
  add('Young people first')
  await until(() => line.state().stored && line.state().unsaved === 0)
  stage.facts.now = { ...stage.facts.now, step: 'rate', stepNo: 6 }
  await stage.line.changed(BOARD, 'step')
  moveCard(line.doc, { id: 'anna' }, 'bela.1', { place: 'capacity' })
  await until(() => line.state().lost.length > 0 && line.state().unsaved === 0)
  expect(line.state().stored).toBe(false)
})

test('a board that was brought is so for good, though the line that brought it drops', async () => {
  const { line, said } = await aPage()
  expect(said[0]?.isBrought).toBe(false)
  expect(line.state().isBrought).toBe(true)
  line.provider.disconnect()
  expect(line.state()).toMatchObject({ is: 'offline', isBrought: true })
})

test('what is written over a line that is dead and doesn’t know arrives over a new one', async () => {
  const { network, line, bela, add } = await aPage()
  network.swallow()
  add('Young people first')
  await until(() => line.state().late)
  await until(() => bela.view().cards['anna.1'] && line.state().unsaved === 0)
  expect(network.opened()).toBeGreaterThan(1)
})

test('a line over which nothing is heard is made anew, though nobody writes', async () => {
  const { network, line, bela } = await aPage()
  network.swallow()
  addCard(bela.doc, bela.me, aCard('bela', 'Safe places'))
  await until(() => viewBoard(line.doc).cards['bela.1'])
  expect(network.opened()).toBeGreaterThan(1)
})

test('whoever leaves the page while something is not stored is asked first, and nobody else', async () => {
  const { stage, line, add } = await aPage()
  const isAsked = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
  expect(isAsked()).toBe(false)
  stage.hold.failing = true
  add('Young people first')
  await until(() => line.state().unsaved > 0)
  expect(isAsked()).toBe(true)
  stage.hold.failing = false
  await until(() => line.state().unsaved === 0)
  expect(isAsked()).toBe(false)
  line.provider.disconnect()
  moveCard(line.doc, { id: 'anna' }, 'anna.1', { place: 'capacity' })
  expect(isAsked()).toBe(true)
  line.end()
  expect(isAsked()).toBe(false)
})

test('a board that is long on its way over a slow line is waited for, and nothing is said to be unsaved meanwhile', async () => {
  const { network, line, said } = await aPage(async (stage, slow) => {
    const cleo = aPerson(stage, 'cleo')
    for (let n = 1; n <= 60; n += 1)
      addCard(cleo.doc, cleo.me, { ...aCard('cleo', randomBytes(200).toString('base64')), id: `cleo.${n}` })
    await until(() => cleo.saved.length > 0)
    slow.how.bytesPerSecond = 10_000
  })
  expect(viewBoard(line.doc).cards['cleo.60']).toBeTruthy()
  expect(network.opened()).toBe(1)
  expect(said.filter(({ unsaved, late }) => unsaved > 0 || late)).toEqual([])
})

test('a line that hangs before it is open is begun anew', async () => {
  const { network } = await aPage((_stage, { how }) => {
    how.hanging = 1
  })
  expect(network.opened()).toBeGreaterThan(1)
})

test('who is here is seen again as soon as the line is', async () => {
  const { line, bela } = await aPage()
  bela.provider.awareness.setLocalState({ editing: 'anna.1' })
  const sees = () => line.provider.awareness.getStates().get(bela.doc.clientID)?.editing
  await until(sees)
  line.provider.disconnect()
  expect(sees()).toBeUndefined()
  line.provider.connect()
  await expect.poll(sees, { timeout: 5_000, interval: 10 }).toBe('anna.1')
})

test('two hundred changes made without a network are counted, and all arrive when it is back', async () => {
  const { line, bela } = await aPage()
  const me = { id: 'anna', kind: 'participant' as const, partnerId: 'p-anna' }
  line.provider.disconnect()
  for (let n = 1; n <= 50; n += 1) {
    const id = `anna.${n}`
    addCard(line.doc, me, { ...aCard('anna', `Card ${n}`), id })
    editText(line.doc, me, id, `Card ${n}, thought over`)
    moveCard(line.doc, me, id, { place: n % 2 ? 'capacity' : 'middle' })
    groupCards(line.doc, me, `anna.g${n}`, `Group ${n}`, [id])
  }
  expect(line.state().unsaved).toBe(200)
  line.provider.connect()
  await until(() => line.state().unsaved === 0 && bela.view().groups.length === 50)
  expect(bela.view()).toEqual(viewBoard(line.doc))
  expect(line.state()).toMatchObject({ refused: undefined, lost: [] })
})

/** What is kept of Anna's lost words, as the next page finds it. */
const onThisDevice = () => keepWords(`tricorner.${BOARD}.anna`, 2, () => {})

/** What was lost, and only the beginning of words that are too many. */
const inShort = ({ lost }: LineState) => lost.map((one) => ({ ...one, text: one.text.slice(0, 30) }))

test('what was done offline and is too large on return stays with whoever did it: words, moves and groups', async () => {
  const { line, bela, add, tooMuch } = await aPage()
  for (const id of ['bela.1', 'bela.2', 'bela.3'])
    addCard(bela.doc, bela.me, { ...aCard('bela', `Words of ${id}`), id })
  await until(() => viewBoard(line.doc).cards['bela.3'])
  line.provider.disconnect()
  add('Young people first')
  moveCard(line.doc, { id: 'anna' }, 'bela.1', { place: 'capacity' })
  groupCards(line.doc, { id: 'anna' }, 'anna.g', 'Alike', ['bela.2', 'bela.3'])
  tooMuch()
  line.provider.connect()
  await until(() => line.state().is === 'ended')
  expect(line.state().code).toBe(CLOSE.tooLarge)
  expect(inShort(line.state())).toEqual([
    { cardId: 'anna.1', text: 'Young people first', to: 'value' },
    { cardId: 'anna.large', text: 'x'.repeat(30), to: 'value' },
    { cardId: 'bela.1', text: '', to: 'capacity' },
    { cardId: 'bela.2', text: '', to: 'value', groupId: 'anna.g', group: 'Alike' },
    { cardId: 'bela.3', text: '', to: 'value', groupId: 'anna.g', group: 'Alike' },
  ])
  // They outlive the page.
  expect(onThisDevice().all()).toEqual(line.state().lost)
})

test('words that were kept stay when their card is laid elsewhere in vain', async () => {
  const { line, add, tooMuch } = await aPage(() =>
    onThisDevice().add([{ cardId: 'anna.1', text: 'What I wrote on the train' }]),
  )
  add('Young people first')
  await until(() => line.state().unsaved === 0)
  line.provider.disconnect()
  moveCard(line.doc, { id: 'anna' }, 'anna.1', { place: 'capacity' })
  tooMuch()
  line.provider.connect()
  await until(() => line.state().is === 'ended')
  expect(inShort(line.state())).toContainEqual({
    cardId: 'anna.1',
    text: 'What I wrote on the train',
    to: 'capacity',
  })
})

test('what somebody goes on typing when their seat was removed stays with them', async () => {
  const { stage, line, add } = await aPage()
  add('Young people')
  await until(() => line.state().unsaved === 0 && line.state().stored)
  stage.seats.set('anna', null)
  await stage.line.changed(BOARD, 'rights')
  await until(() => line.state().is === 'ended')
  expect(line.state()).toMatchObject({ code: CLOSE.removed, lost: [] })
  // As it stands, and not each letter of it.
  editText(line.doc, { id: 'anna' }, 'anna.1', 'Young people firzt')
  editText(line.doc, { id: 'anna' }, 'anna.1', 'Young people first')
  const typed = [{ cardId: 'anna.1', text: 'Young people first' }]
  expect([line.state().lost, onThisDevice().all()]).toEqual([typed, typed])
})

test('what is typed while a line is just ending is not saved, and lost when it ends for good', async () => {
  const { stage, line, add } = await aPage()
  add('Young people')
  await until(() => line.state().unsaved === 0 && line.state().stored)
  // The other side has hung up, and the page is not told yet: nothing more is sent.
  const hungUp = vi.spyOn(line.provider.ws as WebSocket, 'readyState', 'get').mockReturnValue(WebSocket.CLOSING)
  editText(line.doc, ANNA, 'anna.1', 'Young people first')
  hungUp.mockRestore()
  expect(line.state()).toMatchObject({ is: 'live', unsaved: 1 })
  stage.seats.set('anna', null)
  await stage.line.changed(BOARD, 'rights')
  await until(() => line.state().is === 'ended')
  expect(line.state()).toMatchObject({
    code: CLOSE.removed,
    lost: [{ cardId: 'anna.1', text: 'Young people first' }],
  })
})

test('whoever was removed while they had no line is told so, and what they wrote meanwhile, and not that there is no network', async () => {
  const { stage, line, add } = await aPage()
  line.provider.disconnect()
  add('Young people first')
  stage.seats.set('anna', null)
  line.provider.connect()
  const turned = vi.fn()
  line.provider.on('connection-error', turned)
  await until(() => turned.mock.calls.length > 0)
  // Which is all that a page hears at the door.
  expect(line.state()).toMatchObject({ is: 'offline', unsaved: 1, lost: [] })
  line.turnAway()
  expect(line.state()).toMatchObject({
    ...{ is: 'ended', code: CLOSE.removed },
    lost: [{ cardId: 'anna.1', text: 'Young people first', to: 'value' }],
  })
  expect(line.provider.shouldConnect).toBe(false)
})

test('nobody is turned away over whose line the board comes, or whose line the server ended and said why', async () => {
  const { stage, line } = await aPage()
  line.turnAway()
  expect(line.state()).toMatchObject({ is: 'live' })
  stage.seats.set('anna', 'signed-out')
  await stage.line.changed(BOARD, 'rights')
  await until(() => line.state().is === 'ended')
  line.turnAway()
  expect(line.state().code).toBe(CLOSE.signedOut)
})

test('what is lost by signing out in another tab is told, and not left on the device for whoever uses it next', async () => {
  const { stage, line, add } = await aPage()
  add('Young people')
  await until(() => line.state().unsaved === 0 && line.state().stored)
  stage.hold.failing = true
  editText(line.doc, ANNA, 'anna.1', 'Young people first')
  stage.seats.set('anna', 'signed-out')
  await stage.line.changed(BOARD, 'rights')
  await until(() => line.state().is === 'ended')
  expect(line.state()).toMatchObject({
    code: CLOSE.signedOut,
    lost: [{ cardId: 'anna.1', text: 'Young people first' }],
  })
  editText(line.doc, ANNA, 'anna.1', 'Young people first, and soon')
  expect(line.state().lost).toEqual([{ cardId: 'anna.1', text: 'Young people first, and soon' }])
  expect(Object.keys(localStorage)).toEqual([])
})

test('a group that was given another name offline is kept by that name', async () => {
  const { line, bela, add, tooMuch } = await aPage()
  add('Young people first')
  groupCards(line.doc, { id: 'anna' }, 'anna.g', 'Alike', ['anna.1'])
  await until(() => bela.view().groups.length === 1 && line.state().unsaved === 0)
  line.provider.disconnect()
  renameGroup(line.doc, { id: 'anna' }, 'anna.g', 'Nearly alike')
  tooMuch()
  line.provider.connect()
  await until(() => line.state().is === 'ended')
  expect(inShort(line.state())).toContainEqual({ cardId: 'anna.g', text: 'Nearly alike', is: 'group', to: 'value' })
})

test('a move that comes too late for its step is taken back, and told to whoever made it', async () => {
  const { stage, line, bela } = await aPage()
  addCard(bela.doc, bela.me, aCard('bela', 'Safe places'))
  await until(() => viewBoard(line.doc).cards['bela.1'])
  line.provider.disconnect()
  moveCard(line.doc, { id: 'anna' }, 'bela.1', { place: 'capacity' })
  stage.facts.now = { ...stage.facts.now, step: 'rate', stepNo: 6 }
  await stage.line.changed(BOARD, 'step')
  await until(() => bela.view().session.step === 'rate')
  line.provider.connect()
  await until(() => line.state().lost.length > 0)
  expect(viewBoard(line.doc).cards['bela.1']?.place).toBe('value')
  expect(line.state()).toMatchObject({
    is: 'live',
    refused: { why: 'not-the-time' },
    lost: [{ cardId: 'bela.1', text: '', to: 'capacity' }],
  })
})

test('a move that the board took is not told as lost, where only something else was taken back', async () => {
  const { stage, line, bela } = await aPage()
  const anna = { id: 'anna' }
  const ids = ['bela.1', 'bela.2', 'bela.3', 'bela.4']
  for (const id of ids) addCard(bela.doc, bela.me, { ...aCard('bela', `Words of ${id}`), id })
  await until(() => viewBoard(line.doc).cards['bela.4'])
  // What was moved waits to be stored all along.
  stage.hold.failing = true
  moveCard(line.doc, anna, 'bela.1', { place: 'capacity' })
  moveCard(line.doc, anna, 'bela.2', { place: 'capacity' })
  editText(line.doc, anna, 'bela.3', 'Words of mine')
  await until(() => line.state().refused)
  // Laid elsewhere since, by whoever had laid it and by somebody else.
  moveCard(line.doc, anna, 'bela.1', { place: 'authorising' })
  moveCard(bela.doc, bela.me, 'bela.2', { place: 'middle' })
  stage.hold.failing = false
  await until(() => line.state().unsaved === 0 && line.state().lost.length > 0)
  expect(line.state().lost.map(({ cardId }) => cardId)).toEqual(['bela.3'])
})

test('two tabs that lose words at the same moment keep both’s, and each tells both', async () => {
  const { stage, line, bela } = await aPage()
  const other = aTab()
  await until(() => other.provider.synced && other.state().unsaved === 0)
  const tabs = [line, other]
  for (const tab of tabs) tab.provider.disconnect()
  for (const [no, tab] of tabs.entries())
    addCard(tab.doc, ANNA, { ...aCard('anna', `Too late in tab ${no + 1}`), id: `anna.${no + 1}` })
  stage.facts.now = { ...stage.facts.now, step: 'rate', stepNo: 6 }
  await stage.line.changed(BOARD, 'step')
  await until(() => bela.view().session.step === 'rate')
  for (const tab of tabs) tab.provider.connect()
  await until(() => tabs.every((tab) => tab.state().lost.length > 0 && tab.state().unsaved === 0))
  // A browser tells every other tab; here both are one window's.
  window.dispatchEvent(new StorageEvent('storage', { key: null }))
  const both = ['Too late in tab 1', 'Too late in tab 2']
  for (const tab of [...tabs, aTab()])
    expect(
      tab
        .state()
        .lost.map(({ text }) => text)
        .sort(),
    ).toEqual(both)
})

test('what a seat lost that was made one with one’s own is told on the board', () => {
  localStorage.clear()
  keepWords(`tricorner.${BOARD}.cleo`, 7, () => {}).add([{ cardId: 'cleo.1', text: 'Cleo’s own' }])
  const line = connectBoard({ sessionId: BOARD, meId: 'anna', epoch: 1, earlier: ['cleo'] })
  expect(line.state().lost).toEqual([{ cardId: 'cleo.1', text: 'Cleo’s own' }])
  line.end()
})
