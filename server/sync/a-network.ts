import { connect, createServer, type Socket } from 'node:net'
import { atTheEnd, type Stage } from './a-stage.ts'

/** What of a line gets lost: all, or only what the far end answers. */
type Swallowed = 'nothing' | 'answers' | 'all'

/**
 * What lies between a page and the server, or a server and its database: a network that may swallow what comes over the lines that
 * are open now, or over one from a word on, brings so many bytes a second, and lets so many lines hang from the first byte on.
 */
export async function aNetwork(stage: Pick<Stage, 'url'>) {
  const lines = new Set<{ swallowed: Swallowed; ends: Socket[] }>()
  const how: { bytesPerSecond: number; hanging: number; lostBehind?: string } = {
    bytesPerSecond: Number.POSITIVE_INFINITY,
    hanging: 0,
  }
  const server = createServer((near) => {
    const far = connect(Number(new URL(stage.url).port), '127.0.0.1')
    const hangs = lines.size < how.hanging
    const line: { swallowed: Swallowed; ends: Socket[] } = { swallowed: hangs ? 'all' : 'nothing', ends: [near, far] }
    const isLost = (from: Socket) => line.swallowed === 'all' || (line.swallowed === 'answers' && from === far)
    lines.add(line)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      const bring = paced(how.bytesPerSecond, (part) => isLost(from) || to.destroyed || to.write(part))
      from.on('data', bring)
      from.on('close', () => line.swallowed !== 'nothing' || to.destroy())
      from.on('error', () => {})
    }
    let end = Buffer.alloc(0)
    near.on('data', (part) => {
      if (how.lostBehind === undefined) return
      // The word may come in two parts.
      const heard = Buffer.concat([end, part])
      end = heard.subarray(-how.lostBehind.length)
      if (!heard.includes(how.lostBehind)) return
      line.swallowed = 'all'
      delete how.lostBehind
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  atTheEnd(() => {
    for (const { ends } of lines) for (const end of ends) end.destroy()
    server.close()
  })
  return {
    address: `http://127.0.0.1:${(server.address() as { port: number }).port}/`,
    how,
    opened: () => lines.size,
    /** The lines that had gone dead are ended. */
    end() {
      for (const { swallowed, ends } of lines) if (swallowed !== 'nothing') for (const end of ends) end.destroy()
    },
    /** The lines that are open now are dead from here on, and neither side is told. */
    swallow(what: Swallowed = 'all') {
      for (const line of lines) line.swallowed = what
    },
  }
}

const TICK_MS = 20

/** Hands on what comes, so many bytes a second. */
function paced(bytesPerSecond: number, bring: (part: Buffer) => void): (data: Buffer) => void {
  if (bytesPerSecond === Number.POSITIVE_INFINITY) return bring
  const aTick = (bytesPerSecond * TICK_MS) / 1_000
  let waiting = Buffer.alloc(0)
  const pump = setInterval(() => {
    if (waiting.length > 0) bring(waiting.subarray(0, aTick))
    waiting = waiting.subarray(aTick)
  }, TICK_MS)
  atTheEnd(() => clearInterval(pump))
  return (data) => {
    waiting = Buffer.concat([waiting, data])
  }
}
