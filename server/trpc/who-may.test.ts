import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { AddAuthoriserInput } from '#server/authoriser/input.ts'
import { addAuthoriser } from '#server/authoriser/keep-authoriser.ts'
import { noteSupport } from '#server/authoriser/note-support.ts'
import { noteBriefing } from '#server/briefing/note-briefing.ts'
import { addMember } from '#server/network/add-member.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { newId, type UserId } from '#server/vocabulary/ids.ts'
import { aCaller, type Caller, outcome } from './a-caller.ts'

/** Everybody who could ask: nobody, a convenor of another network, and each role of this one. */
const ASKERS = ['nobody', 'outsider', 'former', 'observer', 'member', 'co_convenor', 'convenor'] as const
type Asker = (typeof ASKERS)[number]

const SECRET = 'met in the car park, wants it kept quiet'
let database: Database
let stage: Stage
let callers: Record<Asker, Caller>
let people: Record<Asker, UserId>
beforeAll(async () => {
  database = await scratchDatabase()
  stage = await aStage(database)
  const other = await aStage(database)
  const join = (role: 'observer' | 'member' | 'co_convenor') =>
    addMember(stage.work, stage.networkId, {
      ...{ email: `${role}-${newId()}@example.org`, name: role, role },
      partnerId: role === 'member' ? (stage.partners[0] as never) : null,
    })
  people = {
    nobody: '' as UserId,
    outsider: other.convenor,
    former: await join('co_convenor'),
    observer: await join('observer'),
    member: await join('member'),
    co_convenor: await join('co_convenor'),
    convenor: stage.convenor,
  }
  await database.sql`update members set ended_at = now() where user_id = ${people.former}`
  callers = Object.fromEntries(
    await Promise.all(ASKERS.map(async (who) => [who, await aCaller(stage.work, people[who] || undefined)] as const)),
  ) as Record<Asker, Caller>
})
afterAll(() => database.close())

type Call = (caller: Caller, networkId: Stage['networkId']) => Promise<unknown>
const id = () => newId<never>()
const backer = AddAuthoriserInput.parse({ label: 'The leader', kind: 'role', gives: ['money'], basis: 'personal' })
const plan = { what: 'Write it down', dueOn: '2026-05-01' }
const briefing = { deed: 'informed' as const, who: 'Ann', what: 'x', byWhom: 'Amira', why: 'y', doneOn: '2026-01-01' }

/** Readings that every role of the network has. */
const FOR_ALL: [string, Call][] = [
  ['authoriser.register', (ask, networkId) => ask.authoriser.register({ networkId })],
  ['intelligence.heard', (ask, networkId) => ask.intelligence.heard({ networkId })],
  ['change.last', (ask, networkId) => ask.change.last({ networkId })],
]
/** Readings and deeds of those who run the network. */
const FOR_CONVENORS: [string, Call][] = [
  ['authoriser.add', (ask, networkId) => ask.authoriser.add({ networkId, ...backer })],
  [
    'authoriser.change',
    (ask, networkId) => ask.authoriser.change({ networkId, ...backer, authoriserId: id(), version: 1 }),
  ],
  ['authoriser.end', (ask, networkId) => ask.authoriser.end({ networkId, authoriserId: id(), endedOn: '2026-01-01' })],
  [
    'authoriser.noteSupport',
    (ask, networkId) =>
      ask.authoriser.noteSupport({ networkId, authoriserId: id(), level: 'neutral', since: '2026-01-01' }),
  ],
  [
    'authoriser.hangOn',
    (ask, networkId) => ask.authoriser.hangOn({ networkId, authoriserId: id(), thingKind: 'resource', label: 'x' }),
  ],
  [
    'authoriser.letGo',
    (ask, networkId) => ask.authoriser.letGo({ networkId, authoriserId: id(), thingKind: 'resource', thingId: id() }),
  ],
  [
    'authoriser.planFormalisation',
    (ask, networkId) =>
      ask.authoriser.planFormalisation({
        networkId,
        authoriserId: id(),
        ...plan,
        ownerPartner: stage.partners[0] as never,
      }),
  ],
  [
    'authoriser.settleFormalisation',
    (ask, networkId) => ask.authoriser.settleFormalisation({ networkId, formalisationId: id() }),
  ],
  ['authoriser.chooseMail', (ask, networkId) => ask.authoriser.chooseMail({ networkId, wants: true })],
  ['authoriser.makeCalendarKey', (ask, networkId) => ask.authoriser.makeCalendarKey({ networkId })],
  ['authoriser.endCalendarKey', (ask, networkId) => ask.authoriser.endCalendarKey({ networkId })],
  ['briefing.log', (ask, networkId) => ask.briefing.log({ networkId })],
  ['briefing.note', (ask, networkId) => ask.briefing.note({ networkId, ...briefing })],
  [
    'briefing.markTold',
    (ask, networkId) => ask.briefing.markTold({ networkId, briefingId: id(), partnerId: id(), toldOn: '2026-01-01' }),
  ],
  ['intelligence.suggestions', (ask, networkId) => ask.intelligence.suggestions({ networkId })],
  ['intelligence.join', (ask, networkId) => ask.intelligence.join({ networkId, noteIds: [id(), id()], title: 'x' })],
  ['intelligence.takeOut', (ask, networkId) => ask.intelligence.takeOut({ networkId, noteId: id() })],
  [
    'intelligence.answer',
    (ask, networkId) =>
      ask.intelligence.answer({ networkId, of: { noteId: id() }, state: 'parked', answer: 'Not now' }),
  ],
  ['change.list', (ask, networkId) => ask.change.list({ networkId })],
]

const shut = { nobody: 'signed_out', outsider: 'not_found', former: 'not_found' } as const
describe('who may ask for what', () => {
  test.each(FOR_ALL)('%s is for every role of the network', async (_, call) => {
    for (const who of ASKERS)
      expect(await outcome(call(callers[who], stage.networkId)), who).toBe(who in shut ? shut[who as 'nobody'] : 'ok')
  })
  test.each(FOR_CONVENORS)('%s is for those who run the network', async (_, call) => {
    for (const who of ASKERS) {
      const came = await outcome(call(callers[who], stage.networkId))
      if (who in shut) expect(came, who).toBe(shut[who as 'nobody'])
      else if (who === 'observer' || who === 'member') expect(came, who).toBe('convenors_only')
      // Ids of nothing are not found; what matters is that the door opened.
      else expect(['ok', 'not_found', 'formalisation.settled'], `${who}: ${came}`).toContain(came)
    }
  })
  test('a network that isn’t there gives an outsider the same answers', async () => {
    for (const [name, call] of [...FOR_ALL, ...FOR_CONVENORS])
      expect(await outcome(call(callers.outsider, newId<'network'>())), name).toBe('not_found')
  })
  test('every procedure of the registers is in these lists', async () => {
    const { appRouter } = await import('./root.ts')
    const listed = new Set([...FOR_ALL, ...FOR_CONVENORS].map(([name]) => name))
    const known = Object.keys(appRouter._def.procedures).filter((name) =>
      /^(authoriser|briefing|change|intelligence)\./.test(name),
    )
    // Those of a seat in a workshop, and of its convenor, are tried where workshops are: server/story/in-the-room.test.ts.
    const inTheRoom = [
      ...['authoriser.mySuggestions', 'authoriser.settleSuggestion', 'authoriser.suggest', 'authoriser.suggestions'],
      'intelligence.noteHere',
    ]
    expect(known.filter((name) => !listed.has(name)).sort()).toEqual(
      [...inTheRoom, 'briefing.empowered', 'intelligence.note'].sort(),
    )
  })
})

describe('what each role reads of the register', () => {
  beforeAll(async () => {
    const by = { networkId: stage.networkId, userId: stage.convenor }
    const holder = { heldByPartner: stage.partners[0] as never, heldByUser: people.member }
    const authoriserId = await addAuthoriser(stage.work, by, { ...backer, label: 'The dean', ...holder })
    await noteSupport(stage.work, by, { authoriserId, level: 'opposed', since: '2026-01-01', note: SECRET })
    await noteBriefing(stage.work, by, {
      ...briefing,
      ...{
        deed: 'empowered',
        what: 'Sign the first lease',
        authoriserId: null,
        userId: people.member,
        oughtToKnow: [],
      },
    })
  })
  const dean = async (who: Asker) =>
    (await callers[who].authoriser.register({ networkId: stage.networkId })).authorisers.find(
      ({ label }) => label === 'The dean',
    )
  test('a convenor all of it', async () => {
    for (const who of ['convenor', 'co_convenor'] as const)
      expect(await dean(who)).toMatchObject({
        heldBy: { person: 'member' },
        support: [{ level: 'opposed', note: SECRET }],
      })
  })
  test('a member no note', async () => {
    const one = await dean('member')
    expect(one).toMatchObject({ heldBy: { person: 'member' }, support: [{ level: 'opposed' }] })
    expect(JSON.stringify(one)).not.toContain(SECRET)
  })
  test('an observer neither levels nor who holds the tie', async () => {
    const one = await dean('observer')
    expect(one).toMatchObject({ heldBy: { partner: 'City Council', person: '', userId: null }, support: [] })
    expect(JSON.stringify(one)).not.toContain(SECRET)
  })
  test('whoever was empowered reads it, and nobody else does', async () => {
    for (const who of ASKERS.filter((one) => one !== 'nobody')) {
      const read = await callers[who].briefing.empowered()
      expect(
        read.map(({ what }) => what),
        who,
      ).toEqual(who === 'member' ? ['Sign the first lease'] : [])
    }
    expect(await outcome(callers.nobody.briefing.empowered())).toBe('signed_out')
  })
  test('and the words of a note stay out of the history', async () => {
    const changes = await callers.convenor.change.list({ networkId: stage.networkId })
    expect(changes.length).toBeGreaterThan(2)
    expect(JSON.stringify(changes)).not.toContain(SECRET)
  })
})
