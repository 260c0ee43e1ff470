import { randomBytes } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { boardLog } from '#db/schema/boards.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { unpackEntries } from '#db/stored-board.ts'
import type { Seat } from '#server/auth/seat.ts'
import { aStage as aWorkshop } from '#server/session/a-stage.ts'
import { readBoard } from '#server/session/read-board.ts'
import { addressOf, aLineOn, writingAs } from './a-line-on.ts'
import { atTheEnd, until } from './a-stage.ts'

// Inside there is nobody who could be in the way, and no disk that others fill.
describe.runIf(process.env.TEST_DATABASE_URL)('a database', () => {
  let database: Database
  beforeAll(async () => {
    database = await scratchDatabase()
    // What commits suffer: as a deferred trigger, it comes where the database would write to its disk.
    await database.sql.unsafe(`
      create table trouble (seconds float not null, is_full boolean not null);
      insert into trouble values (0, false);
      create function suffer() returns trigger language plpgsql as $$ begin
        if (select is_full from trouble) then raise 'could not extend file' using errcode = 'disk_full'; end if;
        perform pg_sleep((select seconds from trouble));
        return null;
      end $$;
      create constraint trigger suffer after insert on board_log deferrable initially deferred
        for each row execute function suffer()`)
    return () => database.close()
  })

  const soon = (what: () => unknown, timeout = 10_000) => expect.poll(what, { timeout, interval: 20 })

  const aLineHere = async () => aLineOn((await addressOf(database)).href)

  /** A workshop on a line with two people, of whom one writes cards. */
  async function aRoom({ comes }: Pick<Awaited<ReturnType<typeof aLineOn>>, 'comes'>) {
    const { sessionId, to, join } = await aWorkshop(database)
    await to('show-views')
    await to('talk')
    const [a, b, c] = (await Promise.all([0, 1, 2].map((partner) => join(partner)))) as [Seat, Seat, Seat]
    const [anna, bela] = [comes(a), comes(b)]
    await until(() => anna.provider.synced && bela.provider.synced)
    const write = writingAs(anna)
    write(1)
    const seen = (person = bela) => Object.keys(person.view().cards).length
    await until(() => anna.saved.length > 0 && seen() === 1)
    const first = anna.saved.at(-1) ?? 0
    /** How many of the cards after the first are acknowledged. */
    const saved = () => (anna.saved.at(-1) ?? 0) - first
    const stored = async () => Object.keys((await readBoard(database.db, sessionId)).cards).length
    const rows = () =>
      database.db
        .select({ entries: boardLog.entries })
        .from(boardLog)
        .where(eq(boardLog.boardId, sessionId))
        .orderBy(asc(boardLog.seq))
    /** Every update that is stored, and whether each is there once. */
    const areOnce = async () => {
      const all = (await rows()).flatMap(({ entries }) => unpackEntries(entries))
      return new Set(all.map(({ update }) => Buffer.from(update).toString('hex'))).size === all.length
    }
    return { sessionId, write, seen, saved, stored, rows, areOnce, late: () => comes(c) }
  }

  test('where somebody holds one board’s row for long stores the others’ words within a second, and no way is taken for silent', async () => {
    const line = await aLineHere()
    const [one, two] = [await aRoom(line), await aRoom(line)]
    const ways = async () => {
      const rows = await database.sql`select pid from pg_stat_activity where datname = current_database()`
      return new Set(rows.map(({ pid }) => pid as number))
    }
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const before = await ways()
    const holding = database.sql.begin(async (tx) => {
      await tx`select from board_docs where board_id = ${one.sessionId} for update`
      one.write(1)
      two.write(1)
      await held
    })
    const waits: number[] = []
    const since = performance.now()
    while (performance.now() - since < 4_500) {
      const asked = performance.now()
      const count = two.saved() + 1
      if (waits.length > 0) two.write(1)
      await until(() => two.saved() >= count)
      waits.push(performance.now() - asked)
    }
    expect([Math.max(...waits) < 1_000, waits.length > 20]).toEqual([true, true])
    expect([one.saved(), one.seen(), await one.stored()]).toEqual([0, 1, 1])
    // For one board nobody takes a server away that stores all others.
    expect(line.line.health()).toMatchObject({ storing: true, waiting: 1 })
    const after = await ways()
    expect([...before].filter((pid) => !after.has(pid))).toEqual([])
    letGo()
    await holding
    await soon(one.saved).toBe(1)
    await until(() => one.seen() === 2)
    expect(line.line.health()).toMatchObject({ storing: true, waiting: 0 })
    expect([await one.areOnce(), await two.areOnce()]).toEqual([true, true])
  })

  test('that takes two seconds a commit is given few of them, shows nothing sooner, and answers readers as ever', async () => {
    const line = await aLineHere()
    const { write, seen, saved, stored, rows, areOnce } = await aRoom(line)
    const had = (await rows()).length
    await database.sql`update trouble set seconds = 2`
    atTheEnd(async () => void (await database.sql`update trouble set seconds = 0`))
    let slowest = 0
    const since = performance.now()
    let count = 0
    while (performance.now() - since < 4_200) {
      write(1)
      count += 1
      const asked = performance.now()
      const [shown, acknowledged] = [seen(), saved()]
      await line.own.sql`select pg_sleep(0.05)`
      slowest = Math.max(slowest, performance.now() - asked)
      const there = await stored()
      expect([shown <= there, acknowledged + 1 <= there]).toEqual([true, true])
    }
    expect([saved() > 0, saved() < count, slowest < 1_000]).toEqual([true, true, true])
    expect([(await rows()).length - had <= 3, line.line.health().storing, line.logs]).toEqual([true, true, []])
    await database.sql`update trouble set seconds = 0`
    await soon(saved).toBe(count)
    await until(() => seen() === count + 1)
    expect([await stored(), await areOnce()]).toEqual([count + 1, true])
  })

  const isReadOnly = async (word: 'on' | 'off') => {
    const [row] = await database.sql`select current_database() as name`
    await database.sql.unsafe(`alter database ${row?.name} set default_transaction_read_only = ${word}`)
  }
  /** Ends the ways that others have, as a database that goes over to another mode does. */
  const endWays = async () =>
    void (await database.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'tricorner' and pid not in (
        select pid from pg_stat_activity where backend_start < ${began}::timestamptz
      )`)
  let began = ''
  const aLine = async () => {
    const [row] = await database.sql`select clock_timestamp()::text as now`
    began = row?.now as string
    return aLineHere()
  }
  const TROUBLES = [
    ['is full', (isSo: boolean) => database.sql`update trouble set is_full = ${isSo}`],
    [
      'may only be read',
      async (isSo: boolean) => {
        await isReadOnly(isSo ? 'on' : 'off')
        if (isSo) await endWays()
      },
    ],
  ] as const
  test.each(TROUBLES)(
    'that %s is read from; nothing is shown or acknowledged, and all is stored soon after',
    async (_is, trouble) => {
      const { line, ...rest } = await aLine()
      const { write, seen, saved, stored, areOnce, late } = await aRoom(rest)
      await trouble(true)
      atTheEnd(async () => void (await trouble(false)))
      write(5)
      await soon(() => line.health().storing, 3_000).toBe(false)
      const cleo = late()
      await until(() => cleo.provider.synced)
      write(5)
      // What is tried again meanwhile is stored no more than at first.
      const tried = performance.now()
      await until(() => performance.now() - tried > 1_000)
      expect([saved(), seen(), seen(cleo), await stored()]).toEqual([0, 1, 1, 1])
      await trouble(false)
      await soon(saved).toBe(10)
      await until(() => seen() === 11 && seen(cleo) === 11)
      expect([line.health().storing, await stored(), await areOnce()]).toEqual([true, 11, true])
    },
  )

  test('that takes no connection more says so to nobody who writes: it waits, and is stored once there is one', async () => {
    const [role, secret] = [`few_${randomBytes(6).toString('hex')}`, randomBytes(12).toString('hex')]
    // Of a superuser the database counts no connections.
    await database.sql.unsafe(`
      create role ${role} login password '${secret}';
      grant usage on schema public, drizzle to ${role};
      grant all on all tables in schema public, drizzle to ${role};
      grant all on all sequences in schema public to ${role}`)
    const most = (connections: number) => database.sql.unsafe(`alter role ${role} connection limit ${connections}`)
    const others = () => database.sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = ${role}`
    atTheEnd(async () => void (await database.sql.unsafe(`drop owned by ${role}; drop role ${role}`)))
    const at = Object.assign(await addressOf(database), { username: role, password: secret })
    const line = await aLineOn(at.href)
    const { write, seen, saved, stored, areOnce, late } = await aRoom(line)
    // Others have taken them all: whoever lost theirs gets none any more.
    await most(0)
    await others()
    const asked = () => line.own.sql`select 1`.catch((error: { code: string }) => error.code)
    await soon(asked).toBe('53300')
    write(5)
    await soon(() => line.line.health().storing, 5_000).toBe(false)
    const cleo = late()
    expect([saved(), seen(), await stored()]).toEqual([0, 1, 1])
    await most(-1)
    await soon(saved).toBe(5)
    await until(() => seen() === 6 && cleo.provider.synced && seen(cleo) === 6)
    expect([line.line.health().storing, await stored(), await areOnce()]).toEqual([true, 6, true])
  })

  test('all of whose ways are taken by others’ long questions still stores what is written, and lets in who comes once one is free', async () => {
    const line = await aLineHere()
    const { write, seen, saved, stored, late } = await aRoom(line)
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    let taken = 0
    const holding = Array.from({ length: 10 }, () =>
      line.own.sql.begin(async (tx) => {
        await tx`select 1`
        taken += 1
        await held
      }),
    )
    await until(() => taken === 10)
    const cleo = late()
    for (let i = 1; i <= 5; i += 1) {
      write(1)
      await soon(saved, 2_000).toBe(i)
      await until(() => seen() === i + 1)
    }
    expect([await stored(), cleo.provider.synced, line.line.health().storing]).toEqual([6, false, true])
    letGo()
    await Promise.all(holding)
    await until(() => cleo.provider.synced && seen(cleo) === 6)
  })
})
