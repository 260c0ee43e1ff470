import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { findAbsent } from '#server/absent/find.ts'
import { changeGroup, noteGroup } from '#server/absent/keep-group.ts'
import { type Seat, seatCookie } from '#server/auth/seat.ts'
import { type Membership, membershipIn } from '#server/auth/who-is.ts'
import { rateBond } from '#server/bond/rate-bond.ts'
import { findChanges } from '#server/change/find.ts'
import { addMember } from '#server/network/add-member.ts'
import { addPartner } from '#server/network/add-partner.ts'
import { answerAsMember, answerFromSeat } from '#server/pulse/answer-pulse.ts'
import { findPulse } from '#server/pulse/find.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { aCaller, type Caller, outcome } from '#server/trpc/a-caller.ts'
import { appRouter } from '#server/trpc/root.ts'
import { dayAt, daysAfter } from '#server/vocabulary/day.ts'
import { BOND_ITEMS, PULSE_ITEMS, type Saying } from '#server/vocabulary/governance.ts'
import { type AbsentGroupId, newId, type PartnerId, type UserId } from '#server/vocabulary/ids.ts'
import { FIRST_ZONE } from '#server/vocabulary/time-zone.ts'
import { findGovernance } from './find.ts'
import { NoteFormInput } from './input.ts'
import { keepCheck, noteForm } from './note-form.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
})
afterAll(() => database.close())

const today = dayAt(new Date(), FIRST_ZONE)
const refused = (deed: Promise<unknown>) =>
  deed.then(
    () => 'ok',
    ({ code, facts }) => ({ code, facts }),
  )
const convenorOf = async ({ convenor, networkId }: Stage) =>
  (await membershipIn(database.db, { userId: convenor }, networkId)) as Membership
async function memberOf(stage: Stage, partner: number, role: 'member' | 'observer' = 'member'): Promise<Membership> {
  const email = `m-${newId()}@example.org`
  const partnerId = role === 'member' ? (stage.partners[partner] as PartnerId) : null
  const userId = await addMember(stage.work, stage.networkId, { email, name: 'Mo', role, partnerId })
  return (await membershipIn(database.db, { userId }, stage.networkId)) as Membership
}
const said = (point: Saying) => Object.fromEntries(BOND_ITEMS.map((item) => [item, point]))
const pulse = (point: Saying) => ({ points: Object.fromEntries(PULSE_ITEMS.map((item) => [item, point])) })

describe('the form of a network', () => {
  test('is noted with who leads, and what was noted before stays', async () => {
    const stage = await aStage(database)
    const by = await convenorOf(stage)
    const note = (more: object) => refused(noteForm(stage.work, by, NoteFormInput.parse({ since: today, ...more })))
    const missing = (field: string) => ({ code: 'field.needed', facts: { field } })
    expect(await note({})).toEqual(missing('governanceForm'))
    expect(await note({ form: 'lead_organisation' })).toEqual(missing('leadPartner'))
    expect(await note({ form: 'administrative_body' })).toEqual(missing('bodyName'))
    expect(await note({ form: 'shared', since: daysAfter(today, 2) })).toMatchObject({ code: 'field.in_future' })
    const strange = (await aStage(database)).partners[0]
    expect(await note({ form: 'lead_organisation', leadPartner: strange })).toMatchObject({ code: 'partner.unknown' })
    expect((await findGovernance(stage.work, by)).form).toBe(null)
    expect(await note({ form: 'shared' })).toBe('ok')
    expect(await note({ form: 'lead_organisation', leadPartner: stage.partners[1] })).toBe('ok')
    const found = await findGovernance(stage.work, by)
    expect(found.form).toMatchObject({ form: 'lead_organisation', by: 'University' })
    expect(found.earlier).toMatchObject([{ form: 'shared', by: '' }])
    const [told] = await findChanges(database.db, stage.networkId)
    expect(told).toMatchObject({ before: { governanceForm: 'shared' }, after: { governedBy: 'University' } })
    // What held before that day does not become what holds now by being noted late.
    await note({ form: 'administrative_body', bodyName: 'The old board', since: daysAfter(today, -400) })
    const late = await findGovernance(stage.work, by)
    expect([late.form, ...late.earlier].map((one) => one?.by)).toEqual(['University', '', 'The old board'])
  })
  test('is looked at once a year: due at first, and not once a look was kept', async () => {
    const stage = await aStage(database)
    const by = await convenorOf(stage)
    expect(await findGovernance(stage.work, by)).toMatchObject({ checkDue: true, nextCheck: null })
    expect(await refused(keepCheck(stage.work, by, { conclusion: ' ' }))).toMatchObject({ code: 'field.needed' })
    await keepCheck(stage.work, by, { conclusion: 'It stays.' })
    expect(await findGovernance(stage.work, by)).toMatchObject({
      ...{ checkDue: false, nextCheck: daysAfter(today, 365), checks: [{ day: today, conclusion: 'It stays.' }] },
    })
    const later = { ...stage.work, clock: { now: () => new Date(Date.now() + 366 * 86_400_000) } }
    expect((await findGovernance(later, by)).checkDue).toBe(true)
  })
  test('is said nothing of where records are thin, and each condition says why', async () => {
    const stage = await aStage(database)
    const { fit } = await findGovernance(stage.work, await convenorOf(stage))
    expect(fit.verdict).toEqual({ is: 'too-little', known: 1 })
    expect(fit.compared.map(({ condition, level }) => [condition, level])).toEqual([
      ['partners', 'low'],
      ['common_ground', undefined],
      ['trust', undefined],
      ['joint_work', undefined],
    ])
  })
  test('takes trust in once enough people spoke of enough pairs', async () => {
    const stage = await aStage(database)
    const by = await convenorOf(stage)
    const trust = async () => (await findGovernance(stage.work, by)).fit.compared[2]
    for (const [from, about] of [
      [0, 1],
      [1, 2],
    ] as const)
      await rateBond(stage.work, await memberOf(stage, from), {
        ...{ aboutPartner: stage.partners[about] as PartnerId, points: said(5) },
      })
    expect((await trust())?.level).toBe(undefined)
    await rateBond(stage.work, await memberOf(stage, 2), {
      ...{ aboutPartner: stage.partners[0] as PartnerId, points: said(2) },
    })
    expect(await trust()).toMatchObject({ figure: 2 / 3, level: 'high' })
    // An observer is not told of bonds anywhere, so not by way of the fit either.
    const { fit } = await findGovernance(stage.work, await memberOf(stage, 0, 'observer'))
    expect([fit.compared[2]?.figure, fit.compared[2]?.level, fit.evidence.trust]).toEqual([undefined, undefined, null])
  })
})

describe('the pulse', () => {
  test('is asked of a member about the workshop closed last, once, and shown from four', async () => {
    const stage = await aStage(database)
    const people = [
      await memberOf(stage, 0),
      await memberOf(stage, 0),
      await memberOf(stage, 1),
      await memberOf(stage, 2),
    ]
    const [first] = people as [Membership, ...Membership[]]
    const answer = (who: Membership) => refused(answerAsMember(stage.work, who, pulse(4)))
    expect(await answer(first)).toMatchObject({ code: 'pulse.no_workshop' })
    const seat = await stage.join(0)
    await answerFromSeat(stage.work, seat, pulse(2))
    expect(await refused(answerFromSeat(stage.work, seat, pulse(5)))).toMatchObject({ code: 'pulse.answered_already' })
    await stage.close()
    expect(await refused(answerFromSeat(stage.work, seat, pulse(2)))).toMatchObject({ code: 'session.closed' })
    expect(await refused(answerAsMember(stage.work, first, { points: {} }))).toMatchObject({ code: 'field.needed' })
    for (const who of people.slice(0, 2)) expect(await answer(who)).toBe('ok')
    const shown = async () => (await findPulse(database.db, first)).sittings[0]?.items
    expect(await shown()).toEqual([])
    expect(await answer(people[2] as Membership)).toBe('ok')
    expect(await shown()).toHaveLength(8)
    expect((await shown())?.[0]).toEqual({ item: 'purpose', n: 4, mean: 3.5 })
    expect(await answer(first)).toMatchObject({ code: 'pulse.answered_already' })
    expect(await findPulse(database.db, first)).toMatchObject({ asks: { answered: true } })
  })
})

describe('an answer to the pulse', () => {
  test('is one person’s once, also when they made the seat they answered from their own since', async () => {
    const stage = await aStage(database)
    const [member, seat] = [await memberOf(stage, 0), await stage.join(0)]
    await answerFromSeat(stage.work, seat, pulse(2))
    await stage.close()
    await database.sql`update seats set user_id = ${member.userId} where id = ${seat.id}`
    expect(await findPulse(database.db, member)).toMatchObject({ asks: { answered: true } })
    const again = refused(answerAsMember(stage.work, member, pulse(5)))
    expect(await again).toMatchObject({ code: 'pulse.answered_already' })
  })
  test('stands after those before it, also when the server’s clock was put back', async () => {
    const stage = await aStage(database)
    const seats: Seat[] = []
    for (let no = 0; no < 5; no += 1) seats.push(await stage.join(0))
    for (const [no, seat] of seats.entries()) {
      const clock = { now: () => new Date(`2026-03-01T1${no < 4 ? 2 : 1}:00:00Z`) }
      await answerFromSeat({ ...stage.work, clock }, seat, pulse(no < 4 ? 5 : 1))
    }
    const { sittings } = await findPulse(database.db, await convenorOf(stage))
    expect(sittings[0]?.items[0]).toMatchObject({ n: 4, mean: 5 })
  })
})

describe('how it is to work with another partner', () => {
  test('is said once a year, of another partner of this network, by those who speak for one', async () => {
    const stage = await aStage(database)
    const member = await memberOf(stage, 0)
    const rate = (about: PartnerId | null, who = member, points: object = said(3)) =>
      refused(rateBond(stage.work, who, { aboutPartner: about, points }))
    const other = stage.partners[1] as PartnerId
    expect(await rate(null)).toMatchObject({ code: 'field.needed', facts: { field: 'bondPartner' } })
    expect(await rate(other, member, {})).toMatchObject({ code: 'field.needed', facts: { field: 'bondPoints' } })
    expect(await rate(stage.partners[0] as PartnerId)).toMatchObject({ code: 'bond.own_partner' })
    expect(await rate((await aStage(database)).partners[0] as PartnerId)).toMatchObject({ code: 'partner.unknown' })
    expect(await rate(other, await convenorOf(stage))).toMatchObject({ code: 'bond.no_partner' })
    expect(await rate(other)).toBe('ok')
    expect(await rate(other)).toMatchObject({ code: 'bond.rated_already' })
  })
})

describe('who is affected and has no seat', () => {
  const carers = (stage: Stage) => ({
    ...{ name: 'Young carers', affected: 'Evening meetings keep them out', ownerName: 'Zofia' },
    ownerPartner: stage.partners[0] as PartnerId,
  })
  test('has a name, a reason and an owner, and can be heard and seated', async () => {
    const stage = await aStage(database)
    const by = await memberOf(stage, 0)
    const missing = (field: string) => ({ code: 'field.needed', facts: { field } })
    const note = (more: object) => refused(noteGroup(stage.work, by, { ...carers(stage), ...more }))
    expect(await note({ name: '' })).toEqual(missing('absentName'))
    expect(await note({ affected: '' })).toEqual(missing('affected'))
    expect(await note({ ownerPartner: null })).toEqual(missing('absentOwner'))
    const groupId = await noteGroup(stage.work, by, carers(stage))
    await noteGroup(stage.work, by, { ...carers(stage), name: 'Tenants' })
    const change = { ...carers(stage), groupId, version: 1, state: 'seated' as const, outcome: 'They joined' }
    const strange = await memberOf(stage, 1)
    expect(await refused(changeGroup(stage.work, strange, change))).toMatchObject({ code: 'absent.belongs_to_another' })
    expect(await refused(changeGroup(stage.work, by, change))).toBe('ok')
    expect(await refused(changeGroup(stage.work, by, change))).toMatchObject({ code: 'absent.changed_meanwhile' })
    expect((await findAbsent(database.db, by)).map(({ name, state }) => [name, state])).toEqual([
      ['Tenants', 'absent'],
      ['Young carers', 'seated'],
    ])
    const [told] = await findChanges(database.db, stage.networkId, { thingId: groupId })
    expect(told).toMatchObject({ before: { absentState: 'absent' }, after: { absentState: 'seated' } })
  })
  test('is read by observers without the names of people', async () => {
    const stage = await aStage(database)
    await noteGroup(stage.work, await memberOf(stage, 0), carers(stage))
    expect(JSON.stringify(await findAbsent(database.db, await memberOf(stage, 0, 'observer')))).not.toContain('Zofia')
  })
})

/** Everybody who could ask: nobody, a convenor and a seat of another network, and each role and a seat of this one. */
const ASKERS = ['nobody', 'outsider', 'strange_seat', 'seat', 'observer', 'member', 'author', 'convenor'] as const
type Asker = (typeof ASKERS)[number]
interface House {
  stage: Stage
  callers: Record<Asker, Caller>
  group: AbsentGroupId
}
async function aHouse(): Promise<House> {
  const [stage, other] = [await aStage(database), await aStage(database)]
  const author = await memberOf(stage, 0)
  const people: Partial<Record<Asker, UserId>> = {
    ...{ outsider: other.convenor, convenor: stage.convenor, author: author.userId },
    ...{ observer: (await memberOf(stage, 0, 'observer')).userId, member: (await memberOf(stage, 1)).userId },
  }
  const asSeat = ({ id, sessionId }: Seat) => {
    const secret = 'x'.repeat(32)
    const cookies = seatCookie(id, sessionId, secret, false).split(';')[0] as string
    return appRouter.createCaller({ work: stage.work, cookies, secret })
  }
  const callers = Object.fromEntries(
    await Promise.all(ASKERS.map(async (who) => [who, await aCaller(stage.work, people[who])] as const)),
  ) as Record<Asker, Caller>
  callers.seat = asSeat(await stage.join(1))
  callers.strange_seat = asSeat(await other.join(1))
  const group = await noteGroup(stage.work, author, {
    ...{ name: 'Carers', affected: 'x', ownerName: '', ownerPartner: stage.partners[0] as PartnerId },
  })
  return { stage, callers, group }
}

describe('who may ask for what of how a network is run', () => {
  type Call = (ask: Caller, house: House) => Promise<unknown>
  const fields = ({ stage }: House) => ({ name: 'Carers', affected: 'x', ownerPartner: stage.partners[0] as PartnerId })
  const CALLS: Record<string, Call> = {
    'governance.open': (ask, { stage }) => ask.governance.open(stage),
    'governance.noteForm': (ask, { stage: { networkId } }) =>
      ask.governance.noteForm({ networkId, form: 'shared', since: today }),
    'governance.keepCheck': (ask, { stage: { networkId } }) => ask.governance.keepCheck({ networkId, conclusion: 'x' }),
    'pulse.trend': (ask, { stage }) => ask.pulse.trend(stage),
    'pulse.answer': (ask, { stage: { networkId } }) => ask.pulse.answer({ networkId, ...pulse(3) }),
    'pulse.here': (ask, { stage }) => ask.pulse.here(stage),
    'pulse.answerHere': (ask, { stage: { sessionId } }) => ask.pulse.answerHere({ sessionId, ...pulse(3) }),
    'bond.year': (ask, { stage }) => ask.bond.year(stage),
    'bond.mine': (ask, { stage }) => ask.bond.mine(stage),
    'bond.rate': (ask, { stage: { networkId, partners } }) =>
      ask.bond.rate({ networkId, aboutPartner: partners[2] as PartnerId, points: said(3) }),
    'absent.list': (ask, { stage }) => ask.absent.list(stage),
    'absent.here': (ask, { stage }) => ask.absent.here(stage),
    'absent.note': (ask, house) => ask.absent.note({ networkId: house.stage.networkId, ...fields(house) }),
    'absent.change': (ask, house) =>
      ask.absent.change({
        ...{ networkId: house.stage.networkId, groupId: house.group, version: 1, state: 'heard', ...fields(house) },
      }),
  }
  const signedOut = { nobody: 'signed_out', strange_seat: 'signed_out', seat: 'signed_out', outsider: 'not_found' }
  const noSeat = Object.fromEntries(ASKERS.filter((who) => who !== 'seat').map((who) => [who, 'not_found']))
  const onlyConvenors = { observer: 'convenors_only', member: 'convenors_only', author: 'convenors_only' }
  const noObserver = { observer: 'members_only' }
  const noWorkshop = { member: 'pulse.no_workshop', author: 'pulse.no_workshop', convenor: 'pulse.no_workshop' }
  const SHUT: Record<string, Partial<Record<Asker, string>>> = {
    ...{ 'governance.noteForm': onlyConvenors, 'governance.keepCheck': onlyConvenors },
    ...{ 'pulse.trend': noObserver, 'pulse.answer': { ...noObserver, ...noWorkshop } },
    ...{ 'pulse.here': noSeat, 'pulse.answerHere': noSeat },
    ...{ 'bond.year': noObserver, 'bond.mine': noObserver },
    'bond.rate': { ...noObserver, convenor: 'bond.no_partner' },
    'absent.here': { ...noSeat, convenor: 'ok' },
    'absent.note': noObserver,
    'absent.change': { ...noObserver, member: 'absent.belongs_to_another' },
  }
  test.each(Object.keys(CALLS))('%s', async (name) => {
    const call = CALLS[name] as Call
    const house = await aHouse()
    const wanted = (who: Asker) =>
      SHUT[name]?.[who] ?? (name.endsWith('ere') ? undefined : signedOut[who as 'seat']) ?? 'ok'
    for (const who of ASKERS) {
      const came = await outcome(call(house.callers[who], house))
      // Somebody before may have changed the group: what matters is that the door opened.
      expect(came === 'absent.changed_meanwhile' ? 'ok' : came, who).toBe(wanted(who))
      const stage = { ...house.stage, networkId: newId<'network'>(), sessionId: newId<'session'>() }
      expect(['signed_out', 'not_found'], who).toContain(await outcome(call(house.callers[who], { ...house, stage })))
    }
  })
  test('the room of a workshop is told who is missing and which partner looks after that, and no more', async () => {
    const { stage, callers, group } = await aHouse()
    const missing = [{ id: group, name: 'Carers', owner: 'City Council', state: 'absent' }]
    for (const who of ['seat', 'convenor'] as const) expect(await callers[who].absent.here(stage)).toEqual(missing)
    const seated = { groupId: group, version: 1, state: 'seated' as const, ...fields({ stage, callers, group }) }
    await callers.convenor.absent.change({ networkId: stage.networkId, ...seated })
    expect(await callers.seat.absent.here(stage)).toEqual([])
  })
  test('every procedure of these rooms is in this list', () => {
    const ours = Object.keys(appRouter._def.procedures).filter((name) => /^(governance|pulse|bond|absent)\./.test(name))
    expect(ours.sort()).toEqual(Object.keys(CALLS).sort())
  })
})

test('nobody but its author is sent one person’s answers: not by any reading, nor by the history', async () => {
  const { stage, callers } = await aHouse()
  const { networkId } = stage
  // A fourth partner, so that there is somebody of whom one person alone speaks.
  const lonely = await addPartner(stage.work, networkId, { name: 'Lonely', sector: null })
  const one = { keeps_word: 1, tells: 2, looks_out: 1, good_for_city: 2, good_for_us: 1, worth_the_time: 2 } as const
  await callers.author.bond.rate({ networkId, aboutPartner: lonely, points: one })
  const rating = JSON.stringify(one).slice(1, -1)
  expect(JSON.stringify(await callers.author.bond.mine({ networkId }))).toContain('"keeps_word":1')
  const readings = async () => {
    const all: unknown[] = []
    for (const who of ['convenor', 'member', 'observer', 'outsider', 'seat', 'strange_seat'] as const) {
      const ask = callers[who]
      const tried = await Promise.allSettled([
        ...[ask.bond.year({ networkId }), ask.bond.mine({ networkId }), ask.governance.open({ networkId })],
        ...[ask.pulse.trend({ networkId }), ask.change.list({ networkId }), ask.absent.list({ networkId })],
      ])
      all.push(...tried.map((one) => (one.status === 'fulfilled' ? one.value : null)))
    }
    return JSON.stringify(all)
  }
  const before = await readings()
  expect(before).not.toContain(rating)
  expect(before).not.toContain('Lonely"},"points"')
  expect(before).toContain('"is":"hidden"')
  // A second person speaks, and a third: what is told is of all three together, and the same whoever asks.
  await callers.member.bond.rate({ networkId, aboutPartner: stage.partners[2] as PartnerId, points: said(5) })
  expect(await callers.convenor.bond.year({ networkId })).toEqual({ is: 'hidden' })
  await rateBond(stage.work, await memberOf(stage, 2), {
    ...{ aboutPartner: stage.partners[0] as PartnerId, points: said(5) },
  })
  const shown = await callers.convenor.bond.year({ networkId })
  expect(shown).toMatchObject({ is: 'shown', people: 3, means: { keeps_word: 11 / 3 } })
  // A fourth changes nothing that is told: nobody can take the figure before off the figure after.
  await rateBond(stage.work, await memberOf(stage, 1), { aboutPartner: lonely, points: said(1) })
  expect(await callers.convenor.bond.year({ networkId })).toEqual(shown)
  expect(JSON.stringify(await findChanges(database.db, networkId))).not.toContain('keeps_word')
})
