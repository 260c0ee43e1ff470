import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { setImmediate, setTimeout as wait } from 'node:timers/promises'
import next from 'next'
import pino from 'pino'
import { type Database, openDatabase } from '#db/client.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { seedDemo } from '#db/seed.ts'
import { openAdminSocket } from './admin/socket.ts'
import { keepWatch } from './authoriser/keep-watch.ts'
import { mailWatch } from './authoriser/mail-watch.ts'
import { provideAnalyst } from './disagreement/analyse-apart.ts'
import { openAnalysts } from './disagreement/open-analysts.ts'
import { drawnTogether } from './drawn-together.ts'
import { type Env, readEnv, readOptions } from './env.ts'
import { explainStart } from './faults.ts'
import { loadPages } from './load-pages.ts'
import { makeMailer } from './mail.ts'
import { admit, seatAskedFor, seatFinder, stillAdmitted } from './participant/admit.ts'
import { Ear } from './participant/heard.ts'
import { protect } from './protect.ts'
import { readiness } from './readiness.ts'
import { readPublished } from './session/read-published.ts'
import { stampSessions } from './session/stamp.ts'
import { speaking } from './speaking.ts'
import { withResponse } from './status.ts'
import { createLiveLine, type LiveLine } from './sync/live-line.ts'
import { postgresStore } from './sync/postgres-store.ts'
import { warmUp } from './sync/warm-up.ts'
import { rememberUnanswered } from './unanswered.ts'
import { createVenueLine } from './venue/venue-line.ts'
import type { SessionId } from './vocabulary/ids.ts'
import { watchOver } from './watchdog.ts'
import { welcome } from './welcome.ts'
import { withoutProgram } from './without-program.ts'
import { wordsBeside } from './words-beside.ts'
import { type Listeners, makeListeners, makeWork, provideProcess, type Topic, type Work } from './work.ts'

const CHANNEL = 'tricorner'
/** How often a board is opened for practice before the first people come: after that it gets no quicker. */
const WARMING = 4
const LINE_CHANNEL = 'tricorner_line'
const HERE_CHANNEL = 'tricorner_here'
/** How long a stopping server waits for answers it owes, and before it ends whatever hangs. */
const STOPPING = { answersMs: 2_000, allMs: 8_000 }
// Longer than a proxy in front keeps a connection that nothing is said on (a minute, mostly): whoever ends it first must not be the
// one who is just being asked something.
const KEEP_ALIVE_MS = 75_000

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** Takes the port first: whoever comes second learns it before anything is opened. */
async function listen({ port, host }: Env): Promise<{ server: Server; handle(by: Handler): void }> {
  let handler: Handler = (_request, response) => response.writeHead(503, { 'retry-after': '2' }).end('Starting.')
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => handler(request, response))
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  return {
    server,
    handle(by) {
      handler = by
    },
  }
}

/** Carries announcements to every server on the same database; each ignores what it told itself. */
async function relayed(database: Database): Promise<Listeners> {
  const me = crypto.randomUUID()
  const listeners = makeListeners((sessionId, topic) => {
    if (database.kind === 'postgres') database.tell(CHANNEL, `${me} ${sessionId} ${topic}`)
  })
  if (database.kind === 'postgres') {
    const heard = (text: string) => {
      const [from, sessionId, topic] = text.split(' ')
      if (from !== me) listeners.arrived(sessionId as SessionId, topic as Topic)
    }
    await database.listen(CHANNEL, heard, listeners.missed)
  }
  return listeners
}

/** Hears which devices are there, over whichever server on the same database they say so. */
async function listeningEar(work: Work, database: Database): Promise<Ear> {
  if (database.kind !== 'postgres') return new Ear(work.clock)
  const ear = new Ear(work.clock, (text) => database.tell(HERE_CHANNEL, text))
  await database.listen(HERE_CHANNEL, (text) => ear.arrived(text))
  return ear
}

const ownOrigins = ({ origin, port }: Env) => [
  ...new Set([origin, `http://localhost:${port}`, `http://127.0.0.1:${port}`]),
]

function openLine(work: Work, database: Database, env: Env, log: pino.Logger): LiveLine {
  const find = seatFinder(work)
  return createLiveLine({
    store: postgresStore(work.db, database.prompt),
    clock: work.clock,
    origins: ownOrigins(env),
    admit: (request, sessionId) => admit(work, env.secret, request, sessionId, find),
    seatAskedFor: (request, sessionId) => seatAskedFor(env.secret, request, sessionId),
    stillAdmitted: (seat, cameBy) => stillAdmitted(work, seat, cameBy, find),
    readFacts: async (sessionId) => {
      const published = await readPublished(work.db, sessionId)
      return { ...published, showsNames: published.attribution === 'names' }
    },
    stamps: (sessionIds) => stampSessions(work.db, sessionIds),
    bus: {
      tell: (text) => database.tell(LINE_CHANNEL, text),
      listen: (heard, again) => database.listen(LINE_CHANNEL, heard, again),
    },
    log: (what, facts) => log.warn(facts, what),
  })
}

async function main(): Promise<void> {
  const { lan, dev } = readOptions(process.argv.slice(2))
  const env = readEnv(process.env, { lan })
  const log = pino({ level: env.logLevel })
  // next-auth reads these two by itself.
  Object.assign(process.env, { NEXTAUTH_URL: env.origin, NEXTAUTH_SECRET: env.secret })
  const { server, handle } = await listen(env)
  const opening = openDatabase(env.databaseUrl ? { url: env.databaseUrl } : { directory: join(env.dataDir, 'db') })
  // Data that another process holds is refused at once; else the pages get ready while the database opens.
  await Promise.race([opening, setImmediate()])
  // Next attaches its own upgrade listener to the server it is given, and would end our sockets: it gets another.
  const app = next({ dev, dir: process.cwd(), httpServer: createServer() })
  let isOpen = false
  const opened = opening.then(async (database) => {
    await migrateDatabase(database)
    isOpen = true
    return database
  })
  const prepared = app.prepare().then(async () => {
    if (!dev) await loadPages()
    // While the database is still opening, and only then: it makes nobody wait.
    for (let times = 0; times < WARMING && !isOpen; times += 1) {
      warmUp()
      await setImmediate()
    }
  })
  const [database] = await Promise.all([opened, prepared])

  const listeners = await relayed(database)
  const work = makeWork(database.db, listeners)
  const heard = await listeningEar(work, database)
  const line = openLine(work, database, env, log)
  const venue = createVenueLine(ownOrigins(env))
  listeners.hearAll(
    (sessionId, topic, where) =>
      void line
        .changed(sessionId, topic, where)
        .catch((error) =>
          log.error({ error: String(error), sessionId, topic }, 'the board could not be brought in line'),
        ),
  )
  const sendMail = makeMailer(env.mailUrl, env.mailFrom, (mail) =>
    log.info({ to: mail.to, text: mail.text }, 'no MAIL_URL: this mail was not sent'),
  )
  const ready = () => readiness(database, line)
  // A failed query's own message repeats what people wrote: only its cause is noted.
  const fault = (error: unknown, where: string) =>
    log.error({ where, error: String((error as Error).cause ?? (error as Error).name) }, 'a request failed')
  const mailsGo = env.mailUrl ? 'out' : 'to-the-log'
  provideProcess({ work, listeners, heard, secret: env.secret, origin: env.origin, sendMail, mailsGo, ready, fault })
  const analysts = openAnalysts()
  provideAnalyst(analysts)
  if (env.demo) await seedDemo(work)

  const pages = app.getRequestHandler()
  const upgrades = app.getUpgradeHandler()
  const drawOne = (request: IncomingMessage, response: ServerResponse) =>
    withResponse(response, () => pages(request, response))
  // A door is a form that a browser sends by itself.
  const draw = drawnTogether(drawOne, dev ? undefined : withoutProgram)
  const unanswered = rememberUnanswered((request, response) => void speaking(request, () => draw(request, response)))
  handle(protect(env, wordsBeside(heard.listening(unanswered.handle, env.secret)), { dev }))
  let stopping = false
  server.on('upgrade', (request, socket, head) => {
    if (stopping) return socket.destroy()
    if (line.handleUpgrade(request, socket, head) || venue.handleUpgrade(request, socket, head)) return
    if (dev) void upgrades(request, socket, head)
    else socket.destroy()
  })
  const admin = await openAdminSocket(env.dataDir, { work, origin: env.origin, secret: env.secret, sendMail })
  await welcome(work, env, database.kind)
  const look = () => mailWatch(work, { origin: env.origin, sendMail })
  // Building, in development, stands still for longer.
  if (!dev) void watchOver()
  const endWatch = env.mailUrl ? keepWatch(look, (error) => fault(error, 'the change watch')) : () => {}

  const stop = async () => {
    if (stopping) return
    stopping = true
    // Whatever hangs, the process ends: a supervisor would only kill it later.
    setTimeout(() => process.exit(1), STOPPING.allMs).unref()
    server.close()
    endWatch()
    await unanswered.settled(wait(STOPPING.answersMs, undefined, { ref: false }))
    await line.stop()
    provideAnalyst(undefined)
    await analysts.close()
    admin.close()
    server.closeAllConnections()
    await database.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => void stop())
}

// One promise that nobody waited for must not end everybody's workshop. A failed query repeats what people wrote: only its
// cause is noted.
process.on('unhandledRejection', (error) =>
  console.error('a promise failed unheard:', (error as Error)?.cause ?? error),
)

main().catch((error: Error) => {
  const fault = explainStart(error)
  console.error(fault?.line ?? error)
  process.exit(fault?.status ?? 1)
})
