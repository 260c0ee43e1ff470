import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { type Seat, seatCookie } from '#server/auth/seat.ts'
import { addMember } from '#server/network/add-member.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { newId, type UserId } from '#server/vocabulary/ids.ts'
import { aCaller, type Caller, outcome } from './a-caller.ts'
import { anyInput } from './any-input.ts'
import { appRouter } from './root.ts'

/**
 * Every procedure there is, asked by everybody who could ask: nobody, somebody with a seat elsewhere, a convenor of another
 * network, somebody who left, each role of this one, and who sits in its workshop. What the network holds that only some may
 * read carries a word of its own, so that an answer that carries it too far is seen. A new procedure fails here until it is
 * listed with those it is for.
 */
const ASKERS = [
  ...(['nobody', 'elsewhere', 'outsider', 'former', 'observer', 'author', 'colleague', 'other'] as const),
  ...(['co_convenor', 'convenor', 'seat', 'other_seat'] as const),
]
type Asker = (typeof ASKERS)[number]

const LISTS = {
  person: `network.mine network.create briefing.empowered attention.mine`,
  network: `network.about network.partners story.told record.list record.open record.compare authoriser.register change.last
    activity.alignment activity.aims activity.open value.ledger value.open reflection.list intelligence.heard
    proposition.versions agreement.list agreement.open governance.open absent.list means.all attention.network
    attention.overview triangle.read`,
  members: `activity.log activity.plan activity.finish activity.change activity.relabel activity.callOff value.note
    value.change value.judge value.planMitigation value.settleMitigation reflection.pulse reflection.write
    reflection.showTo reflection.withdraw reflection.makeActivity intelligence.note proposition.answer
    agreement.noteStand pulse.trend pulse.answer bond.year bond.mine bond.rate absent.note absent.change means.add
    means.change means.end means.assign means.release means.exchange means.withdraw means.propose means.answer
    triangle.addPurpose triangle.takeOutPurpose`,
  convenors: `network.members network.addPartner network.changeRole network.endMembership network.addMember session.list
    session.open plan.templates plan.forget authoriser.add authoriser.change authoriser.end authoriser.noteSupport
    authoriser.chooseMail authoriser.makeCalendarKey authoriser.endCalendarKey authoriser.hangOn authoriser.letGo
    authoriser.planFormalisation authoriser.settleFormalisation
    briefing.log briefing.note briefing.markTold change.list intelligence.suggestions intelligence.join
    intelligence.takeOut intelligence.answer proposition.draft proposition.sources proposition.writeSlot
    proposition.save proposition.ask proposition.close proposition.given proposition.takeOut proposition.putBack agreement.make agreement.change agreement.end
    governance.noteForm governance.keepCheck`,
  desk: `session.moveToStep session.pause session.startTimer session.extendTimer session.stopTimer session.desk
    session.tellEverybody session.callEverybody session.renewCode session.handOver session.setDoors session.setOpening plan.runSheet
    plan.insert plan.change plan.leaveOut plan.save dots.show proposition.onScreen agreement.here moderation.checking
    moderation.judge participant.list participant.partners participant.letIn participant.correctPartner participant.askToMerge participant.mergeAsks
    participant.mergeSilent participant.lowerHandOf
    participant.silent participant.returning participant.letReturn participant.turnAway participant.remove statement.desk statement.add
    statement.reword statement.word statement.withdraw disagreement.insideOthers talk.noteTakers talk.nameNoteTaker
    record.close statement.ever sheet.list sheet.enter sheet.takeOut authoriser.suggestions authoriser.settleSuggestion`,
  room: `session.now session.follow session.board story.list dots.things dots.shown participant.names statement.list
    disagreement.shown disagreement.reasons talk.list talk.write activity.planned absent.here`,
  seat: `story.mine story.tell dots.mine dots.place moderation.report participant.me participant.signals
    participant.raise participant.lower participant.sharing participant.sendAway participant.askToKeep participant.askedToMerge
    participant.answerMerge view.mine view.add
    view.edit view.delete rating.give rating.mine disagreement.inside disagreement.insideAllowed disagreement.allowInside
    authoriser.suggest authoriser.mySuggestions activity.propose reflection.here reflection.writeHere
    reflection.pulseHere intelligence.noteHere proposition.here proposition.answerHere proposition.takeAlong pulse.here pulse.answerHere`,
} as const
type List = keyof typeof LISTS
const listed = (list: List) => LISTS[list].split(/\s+/)

const SIGNED_OUT = { nobody: 'signed_out', elsewhere: 'signed_out', seat: 'signed_out', other_seat: 'signed_out' }
const NOT_OURS = { ...SIGNED_OUT, outsider: 'not_found', former: 'not_found' }
const CLOSED = Object.fromEntries(ASKERS.map((who) => [who, 'not_found'])) as Record<Asker, string>
const { convenor: _a, co_convenor: _b, seat: _c, other_seat: _d, ...OUTSIDE } = CLOSED
const MEMBERS = ['author', 'colleague', 'other'] as const
/** Who is turned away by which list, and with which word. Everybody else gets as far as the verb. */
const SHUT: Record<List, Partial<Record<Asker, string>>> = {
  person: SIGNED_OUT,
  network: NOT_OURS,
  members: { ...NOT_OURS, observer: 'members_only' },
  convenors: { ...NOT_OURS, ...Object.fromEntries(['observer', ...MEMBERS].map((who) => [who, 'convenors_only'])) },
  desk: { ...NOT_OURS, ...Object.fromEntries(['observer', ...MEMBERS].map((who) => [who, 'not_found'])) },
  room: OUTSIDE,
  seat: { ...OUTSIDE, convenor: 'not_found', co_convenor: 'not_found' },
}

const SECRET = 'x'.repeat(32)
let database: Database
let stage: Stage
let there: Stage
let callers: Record<Asker, Caller>
let ids: Record<string, unknown>
/** A word that stands in one place of the network -> those who may read it. */
const secrets = new Map<string, readonly Asker[]>()
const secret = (...readers: Asker[]) => {
  const word = `word-${newId()}`
  secrets.set(word, readers)
  return word
}

beforeAll(async () => {
  database = await scratchDatabase()
  stage = await aStage(database, { template: 'yearly-review' })
  there = await aStage(database, { template: 'yearly-review' })
  const { work, networkId, partners } = stage
  const join = (role: 'observer' | 'member' | 'co_convenor', partner?: number) =>
    addMember(work, networkId, {
      ...{ email: `${newId()}@example.org`, name: role, role },
      partnerId: partner === undefined ? null : (partners[partner] ?? null),
    })
  const former = await join('co_convenor')
  const other = await join('member', 1)
  const seated = (on: Stage, seat: Seat) => {
    const [cookies = ''] = seatCookie(seat.id, on.sessionId, SECRET, false).split(';')
    return appRouter.createCaller({ work, cookies, secret: SECRET })
  }
  callers = {
    ...{ nobody: await aCaller(work), elsewhere: seated(there, await there.join(0)) },
    ...{ outsider: await aCaller(work, there.convenor), former: await aCaller(work, former) },
    ...{ observer: await aCaller(work, await join('observer')), author: await aCaller(work, await join('member', 0)) },
    ...{ colleague: await aCaller(work, await join('member', 0)), other: await aCaller(work, other) },
    ...{ co_convenor: await aCaller(work, await join('co_convenor')), convenor: await aCaller(work, stage.convenor) },
    ...{ seat: seated(stage, await stage.join(0, 'Anna')), other_seat: seated(stage, await stage.join(1, 'Bela')) },
  }
  await database.sql`update members set ended_at = now() where user_id = ${former}`
  ids = await fill(stage, callers, other)
}, 60_000)
afterAll(() => database.close())

/** Puts one thing of each kind and each sensitivity into the network, each with a word of its own. */
async function fill(
  { networkId, sessionId, partners, to, statements }: Stage,
  by: Record<Asker, Caller>,
  reader: UserId,
) {
  const convenors = ['co_convenor', 'convenor'] as const
  const partnerId = partners[0] ?? null
  const day = '2026-01-05'
  const heard = { networkId, aboutKind: 'topic' as const, about: 'Tills', closeness: 'saw' as const, heardOn: day }
  const noteId = await by.author.intelligence.note({
    ...heard,
    sensitivity: 'network',
    text: secret(...MEMBERS, ...convenors),
  })
  await by.author.intelligence.note({ ...heard, sensitivity: 'convenors', text: secret('author', ...convenors) })
  const group = { sensitivity: 'group' as const, readers: [reader] }
  await by.author.intelligence.note({ ...heard, ...group, text: secret('author', 'other') })
  const audiences = {
    ...{ me: ['author'], organisation: ['author', 'colleague'], convenors: ['author', ...convenors] },
    network: ['observer', ...MEMBERS, ...convenors],
  } as const
  for (const [audience, readers] of Object.entries(audiences) as [string, Asker[]][])
    await by.author.reflection.write({ networkId, audience: audience as 'me', happened: secret(...readers) })
  const backer = { label: 'The leader', kind: 'role' as const, gives: ['money' as const], basis: 'personal' as const }
  const authoriserId = await by.convenor.authoriser.add({ networkId, ...backer })
  const support = { authoriserId, level: 'opposed' as const, since: day }
  await by.convenor.authoriser.noteSupport({ networkId, ...support, note: secret(...convenors) })
  const told = {
    deed: 'informed' as const,
    who: 'Ann',
    what: secret(...convenors),
    byWhom: 'Amira',
    why: 'y',
    doneOn: day,
  }
  await by.convenor.briefing.note({ networkId, ...told })
  const held = { label: 'Analyst', kind: 'people' as const, partnerId }
  const capacityId = await by.convenor.means.add({ networkId, ...held, holder: secret(...MEMBERS, ...convenors) })
  const done = { title: 'Breakfast', kind: 'convening' as const, corners: ['value' as const], onDay: day }
  const activityId = await by.author.activity.log({ networkId, ...done, people: secret(...MEMBERS, ...convenors) })

  await to('story')
  const story = (who: 'seat' | 'other_seat', text: string) => by[who].story.tell({ sessionId, storyId: newId(), text })
  await story('seat', secret('seat', 'other_seat', ...convenors))
  await story('other_seat', secret('other_seat', ...convenors))
  const all = await by.convenor.story.list({ sessionId })
  const theirs = all.find(({ text }) => secrets.get(text)?.[0] === 'other_seat')
  const rude = { thingId: theirs?.id ?? newId(), text: theirs?.text ?? '' }
  await by.convenor.moderation.judge({ sessionId, kind: 'story', ...rude, verdict: 'hidden' })
  await to('views')
  const view = { viewId: newId<'view'>(), place: 'value' as const, facet: null }
  await by.seat.view.add({ sessionId, ...view, text: secret('seat') })

  await by.convenor.proposition.writeSlot({ networkId, slot: 'for_whom', text: 'All', version: 0 })
  await by.convenor.proposition.save({ networkId, sessionId, drafted: 1 })
  await by.convenor.proposition.ask({ networkId, no: 1 })
  const answer = { answer: 'cannot' as const, version: 0, no: 1 }
  await by.author.proposition.answer({ networkId, ...answer, reason: secret('author', 'colleague') })
  return {
    ...{ partnerId, noteId, authoriserId, capacityId, activityId, statementId: statements[0], no: 1, version: 1 },
  }
}

type Asked = Record<string, Record<string, (input?: unknown) => Promise<unknown>>>
interface Known {
  _def: { type: string; inputs: Parameters<typeof anyInput>[0][] }
}
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Known>)
const known = (name: string) => {
  const [, procedure] = procedures.find(([one]) => one === name) ?? []
  if (!procedure) throw new Error(`there is no ${name}`)
  return procedure._def
}
/** Asks a procedure with something that fits its shape; what it hands over as it goes on is not waited for. */
async function ask(who: Asker, name: string, of: Pick<Stage, 'networkId' | 'sessionId'>): Promise<unknown> {
  const { inputs = [], type } = known(name)
  const things: Record<string, unknown> = { ...ids, networkId: of.networkId, sessionId: of.sessionId }
  const filling = (key: string) =>
    things[key] ?? (/On$|Day$|since|recheckBy|before/.test(key) ? '2026-01-05' : undefined)
  const input = Object.assign({}, ...inputs.map((shape) => anyInput(shape, filling)))
  const [room = '', verb = ''] = name.split('.')
  const came = await (callers[who] as unknown as Asked)[room]?.[verb]?.(inputs.length > 0 ? input : undefined)
  if (type === 'subscription') await (came as AsyncIterable<unknown>)[Symbol.asyncIterator]().return?.()
  return came
}
/** Readings first: what is done may close what is read. */
const inOrder = [...procedures].sort(([, a], [, b]) => (a._def.type < b._def.type ? 1 : -1)).map(([name]) => name)
const queries = procedures.filter(([, { _def }]) => _def.type === 'query').map(([name]) => name)

describe('every procedure', () => {
  test('is listed once, with those it is for', () => {
    const all = (Object.keys(LISTS) as List[]).flatMap(listed)
    expect(all.toSorted()).toEqual(procedures.map(([name]) => name).sort())
  })

  test('sends nothing to anybody who may not read it, and to those who may all of it', async () => {
    const got = new Map([...secrets.keys()].map((word) => [word, new Set<Asker>()]))
    for (const name of queries)
      for (const who of ASKERS)
        for (const of of [stage, there]) {
          const came = JSON.stringify(await ask(who, name, of).catch((error: Error) => error.message)) ?? ''
          for (const [word, readers] of secrets) {
            if (!came.includes(word)) continue
            expect(readers, `${name} tells ${who}`).toContain(who)
            got.get(word)?.add(who)
          }
        }
    expect([...got.values()].map((who) => [...who].sort())).toEqual([...secrets.values()].map((who) => [...who].sort()))
  })

  test('leaves another network as it was, whatever ids of it an outsider names', async () => {
    const before = await rowsOf(stage)
    for (const name of inOrder)
      for (const who of ['elsewhere', 'outsider'] as const) await outcome(ask(who, name, there))
    expect(await rowsOf(stage)).toEqual(before)
  })

  test.each(Object.keys(LISTS) as List[])('of the list “%s” turns away whom it is not for', async (list) => {
    for (const name of listed(list))
      for (const who of ASKERS) {
        const came = await outcome(ask(who, name, stage))
        const shut = SHUT[list][who]
        // An observer who names nothing that is there may be told that first.
        const said = who === 'observer' && came === 'not_found' && list === 'members' ? 'members_only' : came
        const turned = said.replace('observers_only_look', 'members_only')
        if (shut) expect(turned, `${name} by ${who}`).toBe(shut)
        else expect(['signed_out', 'members_only', 'convenors_only'], `${name} by ${who}`).not.toContain(turned)
      }
  })
})

/** What stands in each table of a network, in short. */
async function rowsOf({ networkId }: Stage): Promise<Record<string, string>> {
  const tables = await database.sql`
    select table_name as name from information_schema.columns where column_name = 'network_id' and table_schema = 'public'`
  const found: Record<string, string> = {}
  for (const { name } of tables as unknown as { name: string }[]) {
    const [row] = await database.sql.unsafe(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '' order by t::text)), '') as rows from "${name}" t where network_id = $1`,
      [networkId],
    )
    found[name] = String(row?.rows)
  }
  return found
}
