import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { ensureBuilt } from '../server/launch/ready.mjs'
import { judge, killBars } from './live/bars.ts'
import { aCluster } from './live/cluster.ts'
import { Promises } from './live/promises.ts'
import { quantile } from './live/rounds.ts'
import { ours } from './live/servers.ts'

/**
 * Kills the server under load at random moments, again and again, and counts what is gone of that which was acknowledged to
 * its author or seen by another. Every death is looked at by a newcomer who has nothing. Everybody writes on while the server is
 * away and while they come back, and in the end all that was written must be saved. With --database-kills it starts a
 * PostgreSQL of its own and kills that as well, the server living on.
 * Takes --kills 20, --database-kills 0, --people 8, --seed, --no-bars. Exits with 1 when anything was lost, when a newcomer was
 * told that all was there before it was, and when one kill took longer to get over than the bars allow (not with --no-bars).
 */
const { values: asked } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    'database-kills': { type: 'string', default: '0' },
    people: { type: 'string', default: '8' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    'no-bars': { type: 'boolean', default: false },
  },
})
const [kills, databaseKills, people] = [Number(asked.kills), Number(asked['database-kills']), Number(asked.people)]
// From so many on a board is left for a fresh one.
const WORDS_A_BOARD = 1_200
let state = Number(asked.seed)
/** Chance that can be had again: a linear congruential generator is enough for moments. Answers 0 <= n < 1. */
const chance = () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32
}

ensureBuilt()
const cluster = databaseKills > 0 ? await aCluster() : undefined
if (cluster) process.env.TEST_DATABASE_URL = cluster.url
const server = await ours()
await server.start()
const lost = { acknowledged: 0, seen: 0, unsaved: 0 }
const promised = { written: 0, writtenAway: 0, acknowledged: 0, seen: 0 }
const [startMs, backMs, savedMs]: [number[], number[], number[]] = [[], [], []]
let toldTooEarly = 0

async function aBoard(): Promise<Promises> {
  const board = new Promises(await server.board(people + 1), chance)
  board.begin()
  await board.allBack()
  return board
}
async function look(board: Promises): Promise<void> {
  const found = await board.check()
  lost.acknowledged += found.lostAcknowledged
  lost.seen += found.lostSeen
  toldTooEarly += found.tooEarly
}
/** Everybody leaves off; what they wrote is saved by then, and there for whoever comes. */
async function end(board: Promises): Promise<void> {
  lost.unsaved += await board.end()
  await look(board)
  promised.written += board.written
  promised.writtenAway += board.writtenAway
  promised.acknowledged += board.acknowledged.size
  promised.seen += board.seen.size
}

for (let board: Promises | undefined, kill = 0; kill < kills; kill += 1) {
  board ??= await aBoard()
  await wait(300 + chance() * 1_200)
  await server.kill()
  const since = performance.now()
  await server.start()
  startMs.push(performance.now() - since)
  await look(board)
  await board.allBack()
  backMs.push(performance.now() - since)
  if (board.written >= WORDS_A_BOARD || kill === kills - 1) {
    await end(board)
    board = undefined
  }
  if (kill % 10 === 9) console.error(`${kill + 1} of ${kills}: lost ${JSON.stringify(lost)}`)
}

for (let kill = 0; cluster && kill < databaseKills; kill += 1) {
  const board = await aBoard()
  await wait(300 + chance() * 1_200)
  cluster.kill()
  await wait(chance() * 3_000)
  await cluster.start()
  const since = performance.now()
  await wait(chance() * 500)
  await end(board)
  savedMs.push(performance.now() - since)
  console.error(`database ${kill + 1} of ${databaseKills}: lost ${JSON.stringify(lost)}`)
}
await server.stop()
cluster?.stop()

const rounded = (values: number[]) => ({
  p50: Math.round(quantile([...values], 0.5)),
  p95: Math.round(quantile([...values], 0.95)),
  most: Math.round(Math.max(0, ...values)),
})
const result = {
  server: server.name,
  seed: Number(asked.seed),
  ...{ kills, databaseKills, promised, lost, toldTooEarly },
  startMs: rounded(startMs),
  backMs: rounded(backMs),
  backWithin5s: backMs.filter((ms) => ms <= 5_000).length,
  ...(cluster ? { savedAfterDatabaseMs: rounded(savedMs) } : {}),
}
console.log(JSON.stringify(result, null, 2))
const longest = (values: number[]) =>
  values.length > 0 && !asked['no-bars'] ? Math.round(Math.max(...values)) : undefined
const gone = lost.acknowledged + lost.seen + lost.unsaved
process.exit(judge(killBars({ backMs: longest(backMs), savedMs: longest(savedMs), lost: gone, toldTooEarly })))
