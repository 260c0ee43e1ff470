import * as Y from 'yjs'
import type { Database } from '#db/client.ts'
import { findSeat, type Seat, seatCookie } from '#server/auth/seat.ts'
import { addMember } from '#server/network/add-member.ts'
import { readReportFile } from '#server/report/report-file.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { findSession } from '#server/session/find.ts'
import { followSession } from '#server/session/follow.ts'
import type { OpenSessionInput } from '#server/session/input.ts'
import { sessionNow } from '#server/session/now.ts'
import { readPublished } from '#server/session/read-published.ts'
import { aPerson, atTheEnd, serve, until } from '#server/sync/a-stage.ts'
import { createLiveLine } from '#server/sync/live-line.ts'
import { postgresStore } from '#server/sync/postgres-store.ts'
import { aCaller, type Caller } from '#server/trpc/a-caller.ts'
import { anyInput } from '#server/trpc/any-input.ts'
import { appRouter } from '#server/trpc/root.ts'
import { newId, type PartnerId, type SeatId } from '#server/vocabulary/ids.ts'

/**
 * Who could receive what somebody else wrote: the phone of a colleague and of another partner, a member of the network at
 * home, the big screen, the convenor's desk, a board and an event stream that are open all the while, and whoever fetches the
 * report as a file.
 */
export const READERS = ['colleague', 'other', 'member', 'screen', 'desk', 'board', 'events', 'file'] as const
export type Reader = (typeof READERS)[number]
export type Received = Record<Reader, string>

export interface WatchedRoom {
  stage: Stage
  /** Six people: three of Anna's partner, her first, and three of another. */
  phones: Caller[]
  names: string[]
  convenor: Caller
  /** Ids that a query may ask about by the name of its field. */
  known: Record<string, unknown>
  /** Everything each reader is sent when they ask for all there is, and everything that came to them by itself so far. */
  read(): Promise<Received>
}

const SECRET = 'x'.repeat(32)
interface Known {
  _def: { type: string; inputs: Parameters<typeof anyInput>[0][] }
}
const queries = Object.entries(appRouter._def.procedures as unknown as Record<string, Known>).filter(
  ([, { _def }]) => _def.type === 'query',
)
/** How a door says no, whatever the room is doing. */
const AT_THE_DOOR = ['signed_out', 'members_only', 'convenors_only']

/** A workshop of six with all who could overhear it. */
export async function aWatchedRoom(database: Database, rules: Partial<OpenSessionInput>): Promise<WatchedRoom> {
  const stage = await aStage(database, { template: 'yearly-review', ...rules })
  const { work, networkId, sessionId, partners } = stage
  const names = ['Annabel', 'Carla', 'Cora', 'Bela', 'Bruno', 'Bea'].map((name) => `${name}-${newId()}`)
  const seats: Seat[] = []
  for (const [no, name] of names.entries()) seats.push(await stage.join(no < 3 ? 0 : 1, name))
  const phones = seats.map((seat) => seated(stage, seat))
  const home = await addMember(work, networkId, {
    ...{ email: `${newId()}@example.org`, name: 'Hanna at home', role: 'member' as const },
    partnerId: partners[1] as PartnerId,
  })
  const convenor = await aCaller(work, stage.convenor)
  const member = await aCaller(work, home)
  const known: Record<string, unknown> = { networkId, sessionId, statementId: stage.statements[0], no: 1, version: 1 }
  const events = listen(stage)
  const board = await overlook(database, stage, seats[3] as Seat)

  return {
    ...{ stage, phones, names, convenor, known },
    async read() {
      const session = await findSession(work.db, sessionId)
      const files = [false, true].map((readsRegister) => readReportFile(work.db, session, { readsRegister }))
      const other = await answers(phones[3] as Caller, known)
      const desk = await answers(convenor, known)
      const said = (by: Map<string, string>) => [...by].map(([name, answer]) => `${name} ${answer}`).join('\n')
      return {
        colleague: said(await answers(phones[1] as Caller, known)),
        other: said(other),
        member: said(await answers(member, known)),
        // The screen has the convenor's cookie, and asks for no more than the room may.
        screen: said(new Map([...desk].filter(([name]) => other.has(name)))),
        desk: said(desk),
        board: await board(),
        events: events.join('\n'),
        file: JSON.stringify(await Promise.all(files)),
      }
    },
  }
}

function seated({ work, sessionId }: Stage, { id }: Pick<Seat, 'id'>): Caller {
  const [cookies = ''] = seatCookie(id, sessionId, SECRET, false).split(';')
  return appRouter.createCaller({ work, cookies, secret: SECRET })
}

/** Which queries turned somebody away at their door: it is the same door all through a workshop. */
const shut = new WeakMap<Caller, Set<string>>()

/** What every query that is open to somebody answers them: all are asked in one breath. */
async function answers(caller: Caller, known: Record<string, unknown>): Promise<Map<string, string>> {
  const closed = shut.get(caller) ?? new Set()
  shut.set(caller, closed)
  const open = queries.filter(([name]) => !closed.has(name))
  const given = await Promise.all(
    open.map(async ([name, { _def }]) => {
      const [room = '', verb = ''] = name.split('.')
      const input = Object.assign({}, ..._def.inputs.map((shape) => anyInput(shape, (key) => known[key])))
      const ask = (caller as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>)[room]?.[
        verb
      ]
      const answer = await ask?.(_def.inputs.length > 0 ? input : undefined).catch(({ message }: Error) => message)
      return [name, answer] as const
    }),
  )
  for (const [name, answer] of given) if (AT_THE_DOOR.includes(answer as string)) closed.add(name)
  return new Map(given.flatMap(([name, answer]) => (closed.has(name) ? [] : [[name, JSON.stringify(answer) ?? '']])))
}

/** Everything that comes over the event stream of the workshop. */
function listen({ work, sessionId, listeners }: Stage): string[] {
  const heard: string[] = []
  const end = new AbortController()
  atTheEnd(() => end.abort())
  void (async () => {
    const look = () => sessionNow(work, sessionId)
    for await (const now of followSession(sessionId, listeners, look, end.signal, async () => true))
      heard.push(JSON.stringify(now))
  })()
  return heard
}

/** A board that somebody has open: every update that came to it and who is shown at it, once it is at the room's step. */
async function overlook(database: Database, { work, sessionId, listeners }: Stage, seat: Seat) {
  const facts = async () => {
    const published = await readPublished(database.db, sessionId)
    return { ...published, showsNames: published.attribution === 'names' }
  }
  const line = createLiveLine({
    store: postgresStore(database.db),
    clock: work.clock,
    origins: [],
    admit: async ({ url }) => {
      const id = new URL(url ?? '', 'http://x').searchParams.get('seat')
      return (await findSeat(database.db, sessionId, id as SeatId)) ?? null
    },
    stillAdmitted: async (asked) => (await findSeat(database.db, sessionId, asked.id)) ?? null,
    readFacts: facts,
  })
  const { doc, provider, view } = aPerson({ url: await serve(line) }, seat.id, sessionId, seat.partnerId ?? '')
  const came: Buffer[] = []
  doc.on('update', (update: Uint8Array) => came.push(Buffer.from(update)))
  const changing = new Set<Promise<unknown>>()
  listeners.hearAll((_sessionId, topic) => {
    const done = line.changed(sessionId, topic).finally(() => changing.delete(done))
    changing.add(done)
  })
  await until(() => provider.synced)
  return async () => {
    await Promise.all(changing)
    // Whatever was sent before what lies there now came before it.
    const { stepNo, views } = await facts()
    await until(() => doc.getMap('session').get('stepNo') === stepNo && views.every(({ id }) => view().cards[id]))
    const whole = Buffer.from(Y.encodeStateAsUpdate(doc))
    const states = JSON.stringify([...provider.awareness.getStates().values()])
    return `${Buffer.concat([...came, whole]).toString('latin1')} ${states}`
  }
}
