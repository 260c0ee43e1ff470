import { type Database, openDatabase } from '#db/client.ts'
import { findSeat, type Seat } from '#server/auth/seat.ts'
import { addCard } from '#server/board/commands.ts'
import { systemClock } from '#server/clock.ts'
import { readPublished } from '#server/session/read-published.ts'
import { stampSessions } from '#server/session/stamp.ts'
import type { SeatId } from '#server/vocabulary/ids.ts'
import { aCard, aPerson, atTheEnd, serve } from './a-stage.ts'
import { createLiveLine } from './live-line.ts'
import { postgresStore } from './postgres-store.ts'

/** Where a test's own database is on the PostgreSQL server of the tests. */
export async function addressOf({ sql }: Database): Promise<URL> {
  const [row] = await sql`select current_database() as name`
  return Object.assign(new URL(process.env.TEST_DATABASE_URL ?? ''), { pathname: `/${row?.name}` })
}

/**
 * A live line on a PostgreSQL at an address, over ways of its own, as a server has them. Everybody comes in by the seat that their
 * address names.
 */
export async function aLineOn(url: string) {
  const own = await openDatabase({ url })
  atTheEnd(() => own.close())
  const logs: string[] = []
  const store = postgresStore(own.db, own.prompt)
  const line = createLiveLine({
    store,
    clock: systemClock,
    origins: [],
    admit: async ({ url }, sessionId) => {
      const id = new URL(url ?? '', 'http://x').searchParams.get('seat')
      return (await findSeat(own.db, sessionId, id as SeatId)) ?? null
    },
    stillAdmitted: async (seat) => (await findSeat(own.db, seat.sessionId, seat.id)) ?? null,
    readFacts: async (sessionId) => ({ ...(await readPublished(own.db, sessionId)), showsNames: false }),
    stamps: (ids) => stampSessions(own.db, ids),
    log: (what) => logs.push(what),
  })
  const at = { url: await serve(line) }
  const comes = (seat: Seat) => aPerson(at, seat.id, seat.sessionId, seat.partnerId ?? '')
  return { own, line, store, logs, comes }
}

/** Lays so many cards more each time, under ids of their own. */
export function writingAs({ doc, me }: Pick<ReturnType<typeof aPerson>, 'doc' | 'me'>): (count: number) => void {
  let last = 0
  return (count) => {
    for (let i = 0; i < count; i += 1) {
      last += 1
      addCard(doc, me, { ...aCard(me.id), id: `${me.id}.${last}` })
    }
  }
}
