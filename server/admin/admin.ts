import { join, resolve } from 'node:path'
import { openDatabase } from '#db/client.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { readEnv } from '#server/env.ts'
import { causeOf, explainStart } from '#server/faults.ts'
import { makeMailer } from '#server/mail.ts'
import { makeListeners, makeWork } from '#server/work.ts'
import { runAdmin } from './run-admin.ts'
import { askRunning } from './socket.ts'

const TAKES_VALUE = /^--(network|partner-column)$/

/** Runs one command: through the server when it runs (in embedded mode only it may open the data), else by itself. */
async function main(argv: string[]) {
  const env = readEnv(process.env)
  // Paths are the caller's, and the running server stands somewhere else.
  const args = withWholePaths(argv)
  const needsNothing = args.length === 0 || args.includes('--help')
  const running = needsNothing ? undefined : await askRunning(env.dataDir, args)
  if (running) return running
  const database = await openDatabase(
    env.databaseUrl ? { url: env.databaseUrl } : needsNothing ? {} : { directory: join(env.dataDir, 'db') },
  )
  try {
    await migrateDatabase(database)
    return await runAdmin(
      {
        ...{ work: makeWork(database.db, makeListeners()), origin: env.origin, secret: env.secret },
        sendMail: makeMailer(env.mailUrl, env.mailFrom, ({ to, text }) => console.error(`not sent to ${to}:\n${text}`)),
      },
      args,
    )
  } finally {
    await database.close()
  }
}

/** The same call with the folder of an import as a whole path, wherever among the options it stands. */
function withWholePaths(argv: string[]): string[] {
  if (argv[0] !== 'import') return argv
  const isFolder = (word: string, at: number) =>
    at >= 2 && !word.startsWith('-') && !TAKES_VALUE.test(argv[at - 1] ?? '')
  return argv.map((word, at) => (isFolder(word, at) ? resolve(word) : word))
}

const ended = await main(process.argv.slice(2)).catch((error: Error) => ({
  status: explainStart(error) ? 2 : 1,
  out: '',
  err: `admin: ${explainStart(error)?.line ?? causeOf(error)}`,
}))
if (ended.err) process.stderr.write(`${ended.err}\n`)
if (ended.out) process.stdout.write(`${ended.out}\n`)
process.exit(ended.status)
