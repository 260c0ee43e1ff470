import { describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { addCard, deleteCard, editText, moveCard } from '#server/board/commands.ts'
import { writeSessionFact } from '#server/board/document.ts'
import { viewBoard } from '#server/board/view.ts'
import { aCard, aPerson, aStage, BOARD, FACTS, until } from './a-stage.ts'
import { memoryStore } from './memory-store.ts'
import { askFrame, readFrame } from './protocol.ts'

describe('what is stored, then shown, then acknowledged', () => {
  test('a card that one person adds appears at the other, and its author is told that it is saved', async () => {
    const stage = await aStage()
    const anna = aPerson(stage, 'anna')
    const bela = aPerson(stage, 'bela')
    await until(() => anna.provider.synced && bela.provider.synced)
    addCard(anna.doc, anna.me, aCard('anna'))
    await until(() => bela.view().cards['anna.1']?.text === 'Young people first')
    await until(() => anna.saved.length > 0)
  })

  test('nobody sees an edit before it is stored, not even somebody who comes in just then', async () => {
    const stage = await aStage()
    const anna = aPerson(stage, 'anna')
    const bela = aPerson(stage, 'bela')
    await until(() => anna.provider.synced && bela.provider.synced)
    await until(() => anna.view().session.step === 'talk')
    let release: () => void = () => {}
    stage.hold.gate = new Promise((resolve) => {
      release = resolve
    })
    const savedBefore = anna.saved.length
    addCard(anna.doc, anna.me, aCard('anna'))
    const cleo = aPerson(stage, 'cleo')
    await until(() => cleo.provider.synced)
    expect(bela.view().cards).toEqual({})
    expect(cleo.view().cards).toEqual({})
    expect(anna.saved.length).toBe(savedBefore)
    release()
    await until(() => bela.view().cards['anna.1'] && cleo.view().cards['anna.1'] && anna.saved.length > savedBefore)
  })

  test('while the database is away edits wait, and all are saved when it is back', async () => {
    const stage = await aStage()
    const anna = aPerson(stage, 'anna')
    const bela = aPerson(stage, 'bela')
    await until(() => anna.provider.synced && bela.provider.synced)
    stage.hold.failing = true
    addCard(anna.doc, anna.me, aCard('anna'))
    editText(anna.doc, anna.me, 'anna.1', 'Young people, first of all')
    await until(() => stage.line.health().storing === false)
    expect(bela.view().cards).toEqual({})
    stage.hold.failing = false
    await until(() => bela.view().cards['anna.1']?.text === 'Young people, first of all')
  })

  test('what was shown or hidden while the database stumbled is on the board after the next round', async () => {
    const stage = await aStage()
    const anna = aPerson(stage, 'anna')
    await until(() => anna.view().session.step === 'talk')
    stage.facts.now = { ...FACTS, step: 'finish', stepNo: 6 }
    stage.hold.reading = false
    await expect(stage.line.changed(BOARD, 'views')).rejects.toThrow('away')
    stage.hold.reading = true
    await until(() => anna.view().session.step === 'finish')
  })

  test('what could not be read while something before it was still being stored is on the board all the same', async () => {
    let storing = () => {}
    let letStore = () => {}
    let gate: Promise<void> | undefined
    const store = memoryStore(() => {
      storing()
      return gate ?? Promise.resolve()
    })
    store.put(BOARD, 'n')
    const stage = await aStage(store)
    const anna = aPerson(stage, 'anna')
    await until(() => anna.view().session.step === 'talk')
    const isStoring = new Promise<void>((resolve) => {
      storing = resolve
    })
    gate = new Promise((resolve) => {
      letStore = resolve
    })
    stage.facts.now = { ...FACTS, step: 'dots', stepNo: 6 }
    const before = stage.line.changed(BOARD, 'views')
    await isStoring
    stage.facts.now = { ...FACTS, step: 'finish', stepNo: 7 }
    stage.hold.reading = false
    await expect(stage.line.changed(BOARD, 'views')).rejects.toThrow('away')
    letStore()
    await before
    stage.hold.reading = true
    await until(() => anna.view().session.step === 'finish')
  })

  test('what was saved is there after the server has gone and another reads the store', async () => {
    const stage = await aStage()
    const anna = aPerson(stage, 'anna')
    await until(() => anna.provider.synced)
    addCard(anna.doc, anna.me, aCard('anna'))
    await until(() => anna.saved.length >= 2)
    const after = await aStage(stage.store)
    const bela = aPerson(after, 'bela')
    await until(() => bela.view().cards['anna.1'])
  })
})

describe('what a seat may not do reaches nobody', () => {
  const forge: [string, (doc: Y.Doc) => void][] = [
    ['change another’s words', (doc) => editText(doc, { id: 'bela' }, 'anna.1', 'Something else')],
    ['delete another’s card', (doc) => deleteCard(doc, { id: 'bela' }, 'anna.1')],
    [
      'sign a card as another',
      (doc) =>
        addCard(doc, { id: 'anna', kind: 'participant', partnerId: 'p-anna' }, { ...aCard('anna'), id: 'anna.2' }),
    ],
    ['move the room to another step', (doc) => writeSessionFact(doc, 'step', 'finish')],
    ['put down a card that is none', (doc) => doc.getMap('cards').set('bela.3', 'just a text')],
    [
      'lay a card where no place is',
      (doc) => doc.getMap('places').set('anna.1', { place: 'moon', group: null, pos: 'V' }),
    ],
  ]
  test.each(forge)('to %s', async (_what, act) => {
    const stage = await aStage()
    const anna = aPerson(stage, 'anna')
    const bela = aPerson(stage, 'bela')
    await until(() => anna.provider.synced && bela.provider.synced)
    addCard(anna.doc, anna.me, aCard('anna'))
    await until(() => bela.view().cards['anna.1'])
    const seen: unknown[] = []
    anna.doc.on('update', () => seen.push(JSON.parse(JSON.stringify(anna.view()))))
    const before = anna.view()

    act(bela.doc)
    await until(() => bela.refused.length > 0)
    await until(() => JSON.stringify(bela.view()) === JSON.stringify(anna.view()))
    expect(anna.view()).toEqual(before)
    for (const view of seen) expect(view).toEqual(before)

    addCard(bela.doc, bela.me, aCard('bela', 'A fair word'))
    await until(() => anna.view().cards['bela.1']?.text === 'A fair word')
  })

  test('nothing is moved while answers are private', async () => {
    const stage = await aStage()
    const anna = aPerson(stage, 'anna')
    await until(() => anna.provider.synced)
    addCard(anna.doc, anna.me, aCard('anna'))
    await until(() => anna.saved.length >= 2)
    stage.facts.now = { ...FACTS, step: 'rate', stepNo: 6 }
    await stage.line.changed(BOARD, 'step')
    await until(() => anna.view().session.step === 'rate')
    moveCard(anna.doc, anna.me, 'anna.1', { place: 'capacity' })
    await until(() => anna.refused.includes('not-the-time') && anna.view().cards['anna.1']?.place === 'value')
  })

  test('once the workshop is closed nothing changes', async () => {
    const stage = await aStage()
    const anna = aPerson(stage, 'anna')
    await until(() => anna.provider.synced)
    stage.facts.now = { ...FACTS, step: 'finish', closed: true, stepNo: 6 }
    await stage.line.changed(BOARD, 'step')
    addCard(anna.doc, anna.me, aCard('anna'))
    await until(() => anna.refused.includes('closed') && !anna.view().cards['anna.1'])
  })
})

test('who comes back after a dropped line is seen again at once', async () => {
  const stage = await aStage()
  const [anna, bela] = [aPerson(stage, 'anna'), aPerson(stage, 'bela')]
  const sees = () => bela.provider.awareness.getStates().has(anna.doc.clientID)
  anna.provider.awareness.setLocalStateField('editing', null)
  await until(sees)
  anna.provider.disconnect()
  await until(() => !sees())
  anna.provider.connect()
  await until(sees)
})

describe('the door and the frames', () => {
  const answerTo = (url: string, origin?: string) =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(url, origin ? { origin } : {})
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
      socket.on('open', () => {
        resolve(101)
        socket.close()
      })
      socket.on('error', () => resolve(0))
    })

  test('a foreign page, a stranger and an odd address are turned away before anything is opened', async () => {
    const stage = await aStage()
    expect(await answerTo(`${stage.url}/${BOARD}?seat=anna`, 'http://elsewhere')).toBe(403)
    expect(await answerTo(`${stage.url}/${BOARD}?seat=nobody`)).toBe(404)
    expect(await answerTo(`${stage.url}/${BOARD}`)).toBe(404)
    expect(await answerTo(`${stage.url}/../../etc?seat=anna`)).not.toBe(101)
    expect(await answerTo(`${stage.url}/${BOARD}?seat=anna`, 'http://here')).toBe(101)
    expect(stage.line.health().boards).toBeLessThanOrEqual(1)
  })

  test.each([
    ['text', 'hello', 1003],
    ['an unknown type', Buffer.from([9, 1]), 1007],
    ['an empty frame', Buffer.from([]), 1007],
    ['a count that lies', Buffer.from([0, 2, 255, 255, 255, 255, 15]), 1007],
    ['an update that is none', Buffer.from([0, 2, 3, 200, 1, 7]), 1007],
  ])('%s ends that connection alone', async (_what, frame, code) => {
    const stage = await aStage()
    const anna = aPerson(stage, 'anna')
    await until(() => anna.provider.synced)
    const hostile = new WebSocket(`${stage.url}/${BOARD}?seat=bela`)
    const ended = new Promise<number>((resolve) => hostile.on('close', resolve))
    hostile.on('open', () => hostile.send(frame))
    expect(await ended).toBe(code)
    addCard(anna.doc, anna.me, aCard('anna'))
    await until(() => anna.saved.length >= 2)
  })

  test('a client id that is another’s is not taken', async () => {
    const stage = await aStage()
    const anna = aPerson(stage, 'anna')
    await until(() => anna.provider.synced)
    addCard(anna.doc, anna.me, aCard('anna'))
    await until(() => anna.saved.length >= 2)
    const bela = aPerson(stage, 'bela')
    await until(() => bela.view().cards['anna.1'])
    const before = JSON.stringify(anna.view())
    bela.provider.shouldConnect = false
    const forged = new Y.Doc()
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(anna.doc))
    forged.clientID = anna.doc.clientID
    addCard(forged, anna.me, { ...aCard('anna'), id: 'anna.9' })
    const ended = new Promise((resolve) =>
      bela.provider.on('connection-close', (event: { code: number } | null) => resolve(event?.code)),
    )
    Y.applyUpdate(bela.doc, Y.encodeStateAsUpdate(forged), 'somewhere')
    expect(await ended).toBe(4409)
    expect(JSON.stringify(anna.view())).toBe(before)
  })

  test('somebody removed between being looked up and coming in doesn’t stay', async () => {
    const stage = await aStage()
    let letIn: () => void = () => {}
    stage.hold.door = new Promise((resolve) => {
      letIn = resolve
    })
    const anna = new WebSocket(`${stage.url}/${BOARD}?seat=anna`)
    const closed = new Promise<number>((resolve) => anna.once('close', resolve))
    await until(() => stage.atTheDoor.includes('anna'))
    stage.seats.set('anna', null)
    await stage.line.changed(BOARD, 'rights')
    letIn()
    expect(await closed).toBe(4403)
  })

  test('whose seat it is, is read once while nothing changes, and again once a change was told', async () => {
    const stage = await aStage()
    const anna = aPerson(stage, 'anna')
    await until(() => anna.provider.synced)
    await stage.line.round()
    for (let times = 0; times < 3; times += 1) {
      const bela = aPerson(stage, 'bela')
      await until(() => bela.provider.synced)
      bela.provider.destroy()
    }
    expect(stage.atTheDoor).toEqual(['anna', 'bela'])
    stage.seats.set('bela', null)
    await stage.line.changed(BOARD, 'rights')
    const again = new WebSocket(`${stage.url}/${BOARD}?seat=bela`)
    const status = await new Promise((resolve) =>
      again.once('unexpected-response', (_request, { statusCode }) => resolve(statusCode)),
    )
    expect(status).toBe(404)
  })

  test.each([
    ['somebody removed', null, 4403],
    ['a convenor who signed out', 'signed-out', 4401],
  ] as const)('%s is cut off at once, and told why', async (_who, how, code) => {
    const stage = await aStage()
    const anna = aPerson(stage, 'anna')
    await until(() => anna.provider.synced)
    const ended = new Promise((resolve) =>
      anna.provider.on('connection-close', (event: { code: number } | null) => resolve(event?.code)),
    )
    anna.provider.shouldConnect = false
    stage.seats.set('anna', how)
    await stage.line.changed(BOARD, 'rights')
    expect(await ended).toBe(code)
  })
})

test('a whole board goes packed to whoever takes that, and as it is to whoever doesn’t', async () => {
  const stage = await aStage()
  const anna = aPerson(stage, 'anna')
  await until(() => anna.provider.synced)
  for (let no = 1; no <= 40; no += 1)
    addCard(anna.doc, anna.me, { ...aCard('anna', 'What is it for? '.repeat(60)), id: `anna.${no}` })
  await until(() => anna.saved.length > 0 && anna.saved[anna.saved.length - 1] === 41)
  const come = (perMessageDeflate: boolean) =>
    new Promise<{ cards: number; bytes: number }>((resolve) => {
      const doc = new Y.Doc()
      const socket = new WebSocket(`${stage.url}/${BOARD}?seat=bela`, { perMessageDeflate })
      socket.on('open', () => socket.send(askFrame(Y.encodeStateVector(doc))))
      socket.on('message', (data: Buffer) => {
        const message = readFrame(data)
        if (message?.is === 'update') Y.applyUpdate(doc, message.update)
        const { bytesRead: bytes } = (socket as unknown as { _socket: { bytesRead: number } })._socket
        if (Object.keys(viewBoard(doc).cards).length < 40) return
        socket.terminate()
        resolve({ cards: 40, bytes })
      })
    })
  const [packed, plain] = [await come(true), await come(false)]
  expect([packed.cards, plain.cards, plain.bytes > 38_000, packed.bytes < plain.bytes / 3]).toEqual([
    40,
    40,
    true,
    true,
  ])
})

describe('who is here', () => {
  test('a name comes from the seat, whatever the client says it is', async () => {
    const stage = await aStage()
    const anna = aPerson(stage, 'anna')
    const bela = aPerson(stage, 'bela')
    await until(() => anna.provider.synced && bela.provider.synced)
    bela.provider.awareness.setLocalState({ person: { name: 'Anna', seat: 'anna' }, editing: 'anna.1' })
    await until(() => {
      const state = anna.provider.awareness.getStates().get(bela.doc.clientID) as
        | { person?: { seat: string; name: string } }
        | undefined
      return state?.person?.seat === 'bela' && state.person.name === 'Name of bela'
    })
  })

  test('who leaves is gone from everybody’s list', async () => {
    const stage = await aStage()
    const anna = aPerson(stage, 'anna')
    const bela = aPerson(stage, 'bela')
    await until(() => anna.provider.synced && bela.provider.synced)
    bela.provider.awareness.setLocalState({ here: true })
    await until(() => anna.provider.awareness.getStates().has(bela.doc.clientID))
    bela.provider.ws?.close()
    bela.provider.shouldConnect = false
    await until(() => !anna.provider.awareness.getStates().has(bela.doc.clientID))
  })
})

test('honest people who work offline for a while lose nothing and are refused nothing', async () => {
  const stage = await aStage()
  const anna = aPerson(stage, 'anna')
  const bela = aPerson(stage, 'bela')
  await until(() => anna.provider.synced && bela.provider.synced)
  addCard(anna.doc, anna.me, aCard('anna'))
  await until(() => bela.view().cards['anna.1'])
  anna.provider.disconnect()
  for (let i = 2; i < 40; i += 1) addCard(anna.doc, anna.me, { ...aCard('anna'), id: `anna.${i}`, text: `Card ${i}` })
  deleteCard(anna.doc, anna.me, 'anna.5')
  moveCard(bela.doc, bela.me, 'anna.1', { place: 'authorising' })
  anna.provider.connect()
  await until(() => Object.keys(bela.view().cards).length === 38)
  await until(() => JSON.stringify(anna.view()) === JSON.stringify(bela.view()))
  expect([...anna.refused, ...bela.refused]).toEqual([])
})
