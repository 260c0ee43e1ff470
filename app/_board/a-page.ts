import { WebSocket } from 'ws'
import { addCard } from '#server/board/commands.ts'
import { aNetwork } from '#server/sync/a-network.ts'
import { aCard, aPerson, aStage, atTheEnd, BOARD, type Stage, until } from '#server/sync/a-stage.ts'
import { connectBoard, type LineState } from './connect-board.ts'

export const PATIENCE = {
  answerMs: 300,
  wakeMs: 150,
  openingMs: 5_000,
  connectingMs: 600,
  silentMs: 600,
  unsavedMs: 300,
  deviceMs: 300,
}

/** Anna, as she writes on a board. */
export const ANNA = { id: 'anna', kind: 'participant' as const, partnerId: 'p-anna' }

/** Anna's page at a board, over such a network; bela reads along. `before` sees both before the page comes. */
export async function aPage(
  before: (stage: Stage, network: Awaited<ReturnType<typeof aNetwork>>) => unknown = () => {},
  patience = PATIENCE,
) {
  localStorage.clear()
  const stage = await aStage()
  const network = await aNetwork(stage)
  await before(stage, network)
  ;(window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(network.address)
  class SeatedSocket extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(`${url}&seat=anna`, protocols)
    }
  }
  Object.assign(globalThis, { WebSocket: SeatedSocket })
  const line = aTab(patience)
  const said: LineState[] = []
  line.listen(() => said.push(line.state()))
  await until(() => line.state().is === 'live' && line.state().unsaved === 0 && line.provider.synced)
  const bela = aPerson(stage, 'bela')
  const add = (text: string) => addCard(line.doc, ANNA, aCard('anna', text))
  /** Writes more than anybody may. */
  const tooMuch = () => addCard(line.doc, ANNA, { ...aCard('anna', 'x'.repeat(3 * 2 ** 20)), id: 'anna.large' })
  return { stage, network, line, said, bela, add, tooMuch }
}

/** Another tab of hers: over the same network as the page that was opened before. `earlier` seats were made one with hers. */
export function aTab(patience = PATIENCE, earlier: readonly string[] = []) {
  const line = connectBoard({ sessionId: BOARD, meId: 'anna', epoch: 1, earlier }, patience)
  atTheEnd(() => line.end())
  return line
}
