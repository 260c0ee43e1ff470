import { rmSync } from 'node:fs'
import { cpus } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { ensureBuilt } from '../server/launch/ready.mjs'
import { judge, lineBars } from './live/bars.ts'
import { afterRestart, fanOut, returning } from './live/crowds.ts'
import { dying, type Figures, idling, joining, latency, quantile } from './live/rounds.ts'
import { aPeer, installPeers, ours, type Server } from './live/servers.ts'

/**
 * The live line beside its peers: our built server, y-websocket 2.1's and Hocuspocus 4 in one run, round after round in turn,
 * so that whatever else the machine does hits all of them. Prints medians, as a table and as JSON. On PostgreSQL when
 * TEST_DATABASE_URL names a server, else on the embedded database.
 * Takes --rounds 3, --people 10,50,100,200,500, --seconds 8, --boards 10 (0 leaves idle boards out), --parts (some of joining,
 * returning, fan-out, people, dying, restart; else all) and --beside (y-websocket,hocuspocus; empty for ours alone). Says of
 * every bar whether it is met, and exits with 1 when one is not; --no-bars leaves them out.
 */
const { values: asked } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    people: { type: 'string', default: '10,50,100,200,500' },
    seconds: { type: 'string', default: '8' },
    boards: { type: 'string', default: '10' },
    parts: { type: 'string', default: 'joining,returning,fan-out,people,dying,restart' },
    beside: { type: 'string', default: 'y-websocket,hocuspocus' },
    'no-bars': { type: 'boolean', default: false },
  },
})
const parts = asked.parts.split(',')
const peers = asked.beside.split(',').filter((name) => name === 'y-websocket' || name === 'hocuspocus')
const people = asked.people.split(',').map(Number)
const [rounds, seconds, boards] = [Number(asked.rounds), Number(asked.seconds), Number(asked.boards)]
const LONGEST_MS = 300_000
// A board falls asleep half a minute after the last edit, and that is looked for every ten seconds.
const UNTIL_ASLEEP_MS = 60_000
const UNTIL_PUT_AWAY_MS = 80_000

ensureBuilt()
const directory = peers.length > 0 ? installPeers() : undefined
const servers: Server[] = [await ours()]
for (const name of peers) servers.push(await aPeer(name, directory as string))
const found = new Map<string, Map<string, number[]>>()
/** What a server could not do at all: where that is ours no bar is met. */
const failed: string[] = []

const note = (server: Server, prefix: string, figures: Figures) => {
  for (const [name, value] of Object.entries(figures)) {
    const row = found.get(`${prefix} ${name}`) ?? new Map<string, number[]>()
    found.set(`${prefix} ${name}`, row)
    row.set(server.name, [...(row.get(server.name) ?? []), value])
  }
}
/** Does one thing with each server in turn; one that fails, or takes for ever, is said to, and the others go on. */
async function each(prefix: string, act: (server: Server) => Promise<Figures>): Promise<void> {
  for (const server of servers) {
    try {
      const since = performance.now()
      const tooLong = new AbortController()
      const giveUp = wait(LONGEST_MS, undefined, { signal: tooLong.signal }).then(() => {
        throw new Error('took too long')
      })
      note(server, prefix, await Promise.race([act(server), giveUp]).finally(() => tooLong.abort()))
      console.error(`${prefix} ${server.name}, ${Math.round(performance.now() - since)} ms`)
    } catch (error) {
      failed.push(`${server.name}, ${prefix} ${(error as Error).message}`)
      console.error(failed.at(-1))
    }
  }
}

for (const server of servers) await server.start()
for (let round = 1; round <= rounds; round += 1) {
  console.error(`round ${round} of ${rounds}`)
  if (parts.includes('joining')) await each('500 cards:', joining)
  if (parts.includes('returning')) await each('200 phones after sleep:', (server) => returning(server, 200))
  if (parts.includes('fan-out')) await each('fan-out to 200:', (server) => fanOut(server, 200, 40, 3))
  for (const count of parts.includes('people') ? people : [])
    await each(`${count} people:`, (server) => latency(server, count, seconds))
  if (parts.includes('dying')) await each('kill -9:', dying)
  if (parts.includes('restart')) await each('board after a restart:', afterRestart)
}
if (boards > 0) await each('idle:', (server) => idling(server, boards, UNTIL_ASLEEP_MS, UNTIL_PUT_AWAY_MS))
for (const server of servers) await server.stop()
if (directory) rmSync(directory, { recursive: true, force: true })

const medians = Object.fromEntries(
  [...found].map(([figure, row]) => [
    figure,
    Object.fromEntries([...row].map(([server, all]) => [server, Math.round(quantile([...all], 0.5) * 100) / 100])),
  ]),
)
console.table(medians)
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version }
console.log(JSON.stringify({ machine, rounds, seconds, medians, failed }))
const isOurs = (what: string) => what.startsWith((servers[0] as Server).name)
const status = judge(lineBars(medians))
process.exit(asked['no-bars'] ? 0 : failed.some(isOurs) ? 1 : status)
