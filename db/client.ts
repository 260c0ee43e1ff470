import { AsyncLocalStorage } from 'node:async_hooks'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres, { type Sql, type TransactionSql } from 'postgres'
import { openEmbedded } from './embedded/embedded-database.ts'
import { endingReadOnly } from './read-only-session.ts'
import { Ways } from './ways.ts'

export type Db = PostgresJsDatabase

/** A way to the database for what is short and must be done soon, whatever else is asked, and whatever other way has gone silent. */
export interface Prompt {
  readonly db: Db
  /** Answers what was asked of `db`; fails after a few seconds without an answer, though it may have been done all the same. */
  within<T>(answer: Promise<T>): Promise<T>
}

export interface Database {
  db: Db
  sql: Sql
  kind: 'postgres' | 'embedded'
  prompt: Prompt
  /**
   * Hears what is told on a channel, by this process and (on PostgreSQL) by every other on the same database. `again` is
   * called when something may have been missed: the connection was lost, and is back.
   */
  listen(channel: string, heard: (text: string) => void, again?: () => void): Promise<void>
  tell(channel: string, text: string): void
  /** The contents as a file to start others from; embedded only. */
  dump?(): Promise<Uint8Array>
  close(): Promise<void>
}

/** The database can't be worked with: one line that says why, for the operator, without the address's password. */
export class UnfitDatabase extends Error {
  override readonly name = 'UnfitDatabase'
}

const OLDEST_POSTGRES = 15

/** Opens PostgreSQL at `url`; without one the embedded database in `directory`, or in memory. Nothing is migrated here. */
export async function openDatabase(at: { url?: string; directory?: string; dump?: Uint8Array }): Promise<Database> {
  return at.url ? openPostgres(at.url) : openInside(at)
}

async function openPostgres(url: string): Promise<Database> {
  const [ways, promptWays] = [new Ways(), new Ways()]
  const sql = await connect(url, ways)
  // The live line has two commits under way at most, and asks one thing beside them: whose client ids are, or where logs stand.
  const short = postgres(url, { ...over(promptWays), max: 3, connect_timeout: 3 })
  return {
    db: drizzle(prepared(hurried(endingReadOnly(sql, short), LONGEST_PAUSE.other))),
    sql,
    kind: 'postgres',
    prompt: {
      db: drizzle(prepared(hurried(short, LONGEST_PAUSE.prompt))),
      within: (answer) => promptWays.within(answer, ways),
    },
    listen: (channel, heard, again) => listen(sql, channel, heard, again),
    tell: (channel, text) => void sql.notify(channel, text).catch(() => undefined),
    close: async () => void (await Promise.all([sql, short].map((one) => one.end({ timeout: 5 })))),
  }
}

async function listen(sql: Sql, channel: string, heard: (text: string) => void, again = () => {}): Promise<void> {
  let isFirst = true
  await sql.listen(channel, heard, () => {
    if (!isFirst) again()
    isFirst = false
  })
}

/** How long to wait before connecting again, in seconds: a database that was away for long is found a second after its return. */
const backoff = (tries: number): number => Math.min(1, 3 ** tries / 100)

// Of a way that has gone silent halfway through a transaction the database hears nothing either: it would keep for it, for hours,
// what everybody else waits for. What is short pauses for nothing; whoever shows answers that were given in the last moment waits for
// the report on them, which may wait for others.
const PAUSE = 'idle_in_transaction_session_timeout'
const LONGEST_PAUSE = { prompt: '5s', other: '30s' }

/** How to connect over these ways. */
const over = (ways: Ways) => ({
  ...{ onnotice: () => {}, backoff },
  connection: { application_name: 'tricorner' },
  // Drizzle reads lists itself. postgres.js would ask about them unheard by anybody: a line cut meanwhile fails nowhere.
  fetch_types: false,
  // In seconds: one that only listens would learn from nothing else that it is dead.
  keep_alive: 10,
  // postgres.js has taken a `socket` since 3.3; its types don't tell.
  socket: ways.open,
})

async function connect(url: string, ways: Ways): Promise<Sql> {
  let sql: Sql | undefined
  try {
    sql = postgres(url, { ...over(ways), max: 10, connect_timeout: 10 })
    const [row] = await sql`select current_setting('server_version_num')::int / 10000 as version`
    if (row?.version >= OLDEST_POSTGRES) return sql
    throw new Error(`it is version ${row?.version}, and ${OLDEST_POSTGRES} or newer is needed`)
  } catch (error) {
    await sql?.end({ timeout: 0 })
    const { message, code } = error as NodeJS.ErrnoException
    throw new UnfitDatabase(`The PostgreSQL that DATABASE_URL names can’t be used: ${message || code}`)
  }
}

async function openInside(at: { directory?: string; dump?: Uint8Array }): Promise<Database> {
  const inside = await openEmbedded(at)
  // postgres.js has taken a `socket` since 3.3; its types don't tell.
  const options = {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    onnotice: () => {},
    username: 'postgres',
    database: 'postgres',
    fetch_types: false,
    socket: () => inside.socket(),
  }
  const sql = postgres(options as unknown as postgres.Options<Record<string, never>>) as unknown as Sql
  const heard = new Map<string, ((text: string) => void)[]>()
  const db = oneTransactionAtATime(drizzle(prepared(sql)))
  return {
    db,
    sql,
    kind: 'embedded',
    // Nothing lies between.
    prompt: { db, within: (answer) => answer },
    listen: async (channel, hear) => void heard.set(channel, [...(heard.get(channel) ?? []), hear]),
    tell(channel, text) {
      for (const hear of heard.get(channel) ?? []) queueMicrotask(() => hear(text))
    },
    dump: () => inside.dump(),
    async close() {
      await sql.end({ timeout: 5 })
      await inside.close()
    },
  }
}

// With more values a query is of a list, and lists of every length would each be kept.
const MOST_VALUES_KEPT = 16

/**
 * Lets the database keep how it reads and plans a query: the second time it takes one way there and back instead of two, and no
 * planning. drizzle asks for every query not to be kept unless it has a name. Queries without values are left as they are: only
 * such may hold several statements, as migrations do.
 */
function prepared<Handle extends object>(handle: Handle, way = { isLost: false }): Handle {
  return new Proxy(handle, {
    get(target, name, receiver) {
      const member = Reflect.get(target, name, receiver) as Asking
      if (name === 'unsafe')
        return (text: string, values: unknown[] = [], options = {}) => {
          if (way.isLost) throw new Error('the way to the database is lost')
          return member(text, values, { ...options, prepare: values.length > 0 && values.length <= MOST_VALUES_KEPT })
        }
      if (name === 'begin') return (...asked: unknown[]) => wholeTransaction(member, asked)
      if (name === 'savepoint') return (...asked: unknown[]) => partOf(way, member, asked)
      return member
    },
  })
}

/**
 * Has the database end whoever pauses for longer within a transaction, unless its address names a pause of its own. Each
 * transaction says so by itself, in one go with what it asks first: a pooler between lets nothing of the kind through when a
 * connection is opened, and many transactions may share one.
 */
function hurried(sql: Sql, longestPause: string): Sql {
  if (PAUSE in sql.options.connection) return sql
  return new Proxy(sql, {
    get(target, name, receiver) {
      const member = Reflect.get(target, name, receiver) as Asking
      if (name !== 'begin') return member
      return (...asked: unknown[]) => {
        const deed = asked.pop() as (tx: TransactionSql) => unknown
        return member(...asked, (tx: TransactionSql) => {
          // Whoever began hears of it if this fails.
          tx.unsafe(`set local ${PAUSE} = '${longestPause}'`).catch(() => undefined)
          return deed(tx)
        })
      }
    },
  })
}

/**
 * A transaction whose connection ends is over: postgres.js would still send its end, over a connection that isn't there any
 * more, and that ends the process.
 */
function wholeTransaction(begin: Asking, asked: unknown[]): Promise<unknown> {
  const way = { isLost: false }
  return partOf(way, begin, asked).catch((error: unknown) => {
    way.isLost = true
    throw error
  })
}

type Asking = (...asked: unknown[]) => unknown

function partOf(way: { readonly isLost: boolean }, begin: Asking, asked: unknown[]): Promise<unknown> {
  const deed = asked.pop() as (tx: object) => Promise<unknown>
  const never = new Promise<never>(() => {})
  // By then whoever began has heard that the connection ended, if it has.
  const failed = (error: unknown) => new Promise((_, reject) => void setImmediate(() => way.isLost || reject(error)))
  const done = (answer: unknown) => (way.isLost ? never : answer)
  return begin(...asked, (tx: object) => deed(prepared(tx, way)).then(done, failed)) as Promise<unknown>
}

/**
 * There is one connection inside, so asking the outer handle within a transaction would wait for itself for ever: it throws
 * instead, and names the mistake.
 */
function oneTransactionAtATime(db: Db): Db {
  const within = new AsyncLocalStorage<{ isOpen: boolean }>()
  return new Proxy(db, {
    get(target, name, receiver) {
      const member = Reflect.get(target, name, receiver)
      if (typeof member !== 'function') return member
      if (within.getStore()?.isOpen)
        throw new Error(`db.${String(name)} was asked inside a transaction: use the transaction's own handle`)
      if (name !== 'transaction') return member.bind(target)
      return (deed: (tx: unknown) => Promise<unknown>, config?: unknown) =>
        target.transaction((tx) => {
          // What a transaction set going may outlive it, and then asks like everybody else.
          const transaction = { isOpen: true }
          const done = within.run(transaction, () => deed(tx))
          return done.finally(() => {
            transaction.isOpen = false
          })
        }, config as never)
    },
  })
}
