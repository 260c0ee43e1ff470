// @vitest-environment happy-dom
import { connect, createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { addCard } from '#server/board/commands.ts'
import { viewBoard } from '#server/board/view.ts'
import { aCard, aPerson, aStage, atTheEnd, BOARD, type Stage, until } from '#server/sync/a-stage.ts'
import { connectBoard } from './connect-board.ts'

const PATIENCE = { answerMs: 300, silentMs: 600, unsavedMs: 300 }

/** What lies between a page and the server: a network that may swallow everything of the lines that are open now. */
async function aNetwork(stage: Stage) {
  const lines = new Set<{ swallowed: boolean; ends: Socket[] }>()
  const server = createServer((near) => {
    const far = connect(Number(new URL(stage.url).port), '127.0.0.1')
    const line = { swallowed: false, ends: [near, far] }
    lines.add(line)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (data) => line.swallowed || to.write(data))
      from.on('close', () => line.swallowed || to.destroy())
      from.on('error', () => {})
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  atTheEnd(() => {
    for (const { ends } of lines) for (const end of ends) end.destroy()
    server.close()
  })
  return {
    address: `http://127.0.0.1:${(server.address() as { port: number }).port}/`,
    opened: () => lines.size,
    /** The lines that are open now are dead from here on, and neither side is told. */
    swallow() {
      for (const line of lines) line.swallowed = true
    },
  }
}

/** Anna's page at a board, over such a network; bela reads along. */
async function aPage() {
  const stage = await aStage()
  const network = await aNetwork(stage)
  ;(window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(network.address)
  class SeatedSocket extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(`${url}&seat=anna`, protocols)
    }
  }
  Object.assign(globalThis, { WebSocket: SeatedSocket })
  const line = connectBoard({ sessionId: BOARD, meId: 'anna', epoch: 1 }, PATIENCE)
  atTheEnd(() => line.end())
  await until(() => line.state().is === 'live' && line.state().unsaved === 0 && line.provider.synced)
  const me = { id: 'anna', kind: 'participant' as const, partnerId: 'p-anna' }
  const bela = aPerson(stage, 'bela')
  return { stage, network, line, bela, add: (text: string) => addCard(line.doc, me, aCard('anna', text)) }
}

test('while the database is away the page soon says that nothing is saved, and that all is when it is back', async () => {
  const { stage, network, line, add } = await aPage()
  stage.hold.failing = true
  add('Young people first')
  expect(line.state()).toMatchObject({ is: 'live', late: false })
  await until(() => line.state().late)
  expect(line.state()).toMatchObject({ is: 'live' })
  expect(line.state().unsaved).toBeGreaterThan(0)
  stage.hold.failing = false
  await until(() => line.state().unsaved === 0 && !line.state().late)
  // The line itself lives all the time, and is left alone.
  expect(network.opened()).toBe(1)
})

test('what is written over a line that is dead and doesn’t know arrives over a new one', async () => {
  const { network, line, bela, add } = await aPage()
  network.swallow()
  add('Young people first')
  await until(() => line.state().late)
  await until(() => bela.view().cards['anna.1'] && line.state().unsaved === 0)
  expect(network.opened()).toBe(2)
})

test('a line over which nothing is heard is made anew, though nobody writes', async () => {
  const { network, line, bela } = await aPage()
  network.swallow()
  addCard(bela.doc, bela.me, aCard('bela', 'Safe places'))
  await until(() => viewBoard(line.doc).cards['bela.1'])
  expect(network.opened()).toBe(2)
})
