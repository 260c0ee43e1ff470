import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { findRegister } from '#server/authoriser/find.ts'
import { foresee, whatIf } from '#server/authoriser/foresee.ts'
import { hangOn } from '#server/authoriser/hang-on.ts'
import { AddAuthoriserInput } from '#server/authoriser/input.ts'
import { addAuthoriser } from '#server/authoriser/keep-authoriser.ts'
import { findChanges } from '#server/change/find.ts'
import { addMember } from '#server/network/add-member.ts'
import { saveVersion } from '#server/proposition/save-version.ts'
import { writeSlot } from '#server/proposition/write-slot.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { aCaller, type Caller, outcome } from '#server/trpc/a-caller.ts'
import { type Day, dayAt, daysAfter } from '#server/vocabulary/day.ts'
import { type AgreementId, newId, type PartnerId, type ThingId, type UserId } from '#server/vocabulary/ids.ts'
import { FIRST_ZONE } from '#server/vocabulary/time-zone.ts'
import { inCalendar, reviewCalendar } from './calendar.ts'
import { findAgreements, openAgreement } from './find.ts'
import { MakeAgreementInput } from './input.ts'
import { changeAgreement, endAgreement, makeAgreement } from './keep-agreement.ts'
import { noteStand } from './note-stand.ts'

/** Everybody who could ask: nobody, a convenor of another network, and each role of this one. */
const ASKERS = ['nobody', 'outsider', 'observer', 'other', 'council', 'co_convenor', 'convenor'] as const
type Asker = (typeof ASKERS)[number]

let database: Database
let stage: Stage
let people: Record<Asker, UserId>
let callers: Record<Asker, Caller>
const today = dayAt(new Date(), FIRST_ZONE)
const nextYear = daysAfter(today, 365)
beforeAll(async () => {
  database = await scratchDatabase()
  stage = await aStage(database)
  const join = (name: string, role: 'observer' | 'member' | 'co_convenor', partner: number | null) =>
    addMember(stage.work, stage.networkId, {
      ...{ email: `${name}-${newId()}@example.org`, name, role },
      partnerId: partner === null ? null : (stage.partners[partner] as PartnerId),
    })
  people = {
    ...{ nobody: '' as UserId, outsider: (await aStage(database)).convenor, convenor: stage.convenor },
    ...{ observer: await join('observer', 'observer', null), co_convenor: await join('co', 'co_convenor', null) },
    ...{ other: await join('other', 'member', 1), council: await join('council', 'member', 0) },
  }
  callers = Object.fromEntries(
    await Promise.all(ASKERS.map(async (who) => [who, await aCaller(stage.work, people[who] || undefined)] as const)),
  ) as Record<Asker, Caller>
})
afterAll(() => database.close())

const as = (who: Asker, role: Membership['role'] = 'convenor') =>
  ({ networkId: stage.networkId, userId: people[who], role }) as Membership
const partner = (at: number) => stage.partners[at] as PartnerId
const words = (more: object = {}) =>
  MakeAgreementInput.parse({
    ...{ text: 'We share our rooms', agreedOn: today, reviewOn: nextYear, ownerPartner: partner(0) },
    ...more,
  })
const make = (more: object = {}) => makeAgreement(stage.work, as('convenor'), words(more))
const open = async (id: AgreementId, who: Asker = 'convenor', role?: Membership['role']) =>
  (await openAgreement(database.db, as(who, role), id)).agreement
const refused = (deed: Promise<unknown>) =>
  deed.then(
    () => 'ok',
    ({ code, facts }) => ({ code, facts }),
  )

describe('an agreement', () => {
  test('keeps its words, its owner, its days, and where each partner stands', async () => {
    const id = await make({
      ownerName: 'Zofia',
      stands: [
        { partnerId: partner(0), stand: 'support' },
        { partnerId: partner(2), stand: 'against', reason: 'Our rooms are full' },
        { partnerId: partner(1) },
      ],
    })
    expect(await open(id)).toMatchObject({
      ...{ text: 'We share our rooms', owner: { name: 'City Council' }, ownerName: 'Zofia', reviewOn: nextYear },
      ...{ silent: 1, from: { kind: 'words', id: null }, backing: { known: false, backers: [] } },
      stands: [
        { partner: { name: 'City Council' }, stand: 'support' },
        { partner: { name: 'Traders' }, stand: 'against', reason: 'Our rooms are full' },
      ],
    })
    const [told] = await findChanges(database.db, stage.networkId, { thingId: id })
    expect(told?.after).toMatchObject({ saySupport: ['City Council'], sayAgainst: ['Traders'] })
  })
  test('needs words, an owner of this network, and a day to look again that is not before it', async () => {
    const before = (await findAgreements(database.db, as('convenor'))).standing.length
    const other = await aStage(database)
    const field = (name: string) => ({ code: 'field.needed', facts: { field: name } })
    expect(await refused(make({ text: ' ' }))).toEqual(field('agreementText'))
    expect(await refused(make({ ownerPartner: null }))).toEqual(field('agreementOwner'))
    expect(await refused(make({ reviewOn: '' }))).toEqual(field('agreementReviewOn'))
    expect(await refused(make({ reviewOn: '2026-02-30' }))).toMatchObject({ code: 'field.not_a_day' })
    expect(await refused(make({ reviewOn: daysAfter(today, -1) }))).toMatchObject({
      code: 'agreement.review_before_start',
    })
    expect(await refused(make({ agreedOn: daysAfter(today, 2) }))).toMatchObject({ code: 'field.in_future' })
    expect(await refused(make({ text: 'x'.repeat(10_000) }))).toMatchObject({ code: 'field.too_long' })
    expect(await refused(make({ ownerPartner: other.partners[0] }))).toMatchObject({ code: 'partner.unknown' })
    const stands = [{ partnerId: other.partners[0], stand: 'support' }]
    expect(await refused(make({ stands }))).toMatchObject({ code: 'partner.unknown' })
    expect((await findAgreements(database.db, as('convenor'))).standing).toHaveLength(before)
  })
  test('is made of a statement or a version of this network, and of nothing else', async () => {
    const slot = { slot: 'for_whom' as const, text: 'young people', sources: [], version: 0 }
    await writeSlot(stage.work, as('convenor'), slot)
    await saveVersion(stage.work, as('convenor'), { sessionId: null, drafted: 1 })
    const from = (kind: string, id: unknown) => ({ from: { kind, id } })
    expect((await open(await make(from('statement', stage.statements[0])))).from.kind).toBe('statement')
    expect((await open(await make(from('proposition', '1')))).from).toEqual({ kind: 'proposition', id: '1' })
    const strange = (await aStage(database)).statements[0]
    for (const wrong of [from('statement', strange), from('proposition', '2'), from('proposition', 'x')])
      expect(await refused(make(wrong))).toMatchObject({ code: 'agreement.from_unknown' })
  })
  test('that was made in a workshop is on its screen in words and figures, with nobody’s name, until it is over', async () => {
    const room = await aStage(database)
    const { sessionId, networkId } = room
    const desk = await aCaller(room.work, room.convenor)
    const here = () => desk.agreement.here({ sessionId })
    const note = (more: object) => {
      const said = { text: 'We share our rooms', agreedOn: today, reviewOn: nextYear, ownerName: 'Zofia' }
      return desk.agreement.make({ networkId, ...said, ownerPartner: room.partners[0] as PartnerId, ...more })
    }
    const stand = (at: number, stand: 'support' | 'against') => ({ partnerId: room.partners[at] as PartnerId, stand })
    await note({ text: 'Noted outside it' })
    const id = await note({ sessionId, stands: [stand(0, 'support'), { ...stand(1, 'against'), reason: 'too dear' }] })
    const shown = await here()
    const counts = { support: 1, live_with: 0, against: 1 }
    expect(shown).toEqual([{ id, text: 'We share our rooms', reviewOn: nextYear, counts }])
    expect(JSON.stringify(shown)).not.toMatch(/Zofia|too dear|City Council/)
    expect(await outcome(note({ sessionId: stage.sessionId }))).toBe('not_found')
    expect(await outcome(callers.convenor.agreement.here({ sessionId }))).toBe('not_found')
    await desk.agreement.end({ networkId, agreementId: id, endedOn: today })
    expect(await here()).toEqual([])
  })
  test('is handed on, but not over somebody else’s change, and not once it is over', async () => {
    const id = await make()
    const hand = (version: number) =>
      refused(
        changeAgreement(stage.work, as('convenor'), {
          ...{ agreementId: id, version, ownerPartner: partner(1), ownerName: '', reviewOn: nextYear },
        }),
      )
    expect(await hand(1)).toBe('ok')
    expect(await hand(1)).toMatchObject({ code: 'agreement.changed_meanwhile' })
    expect((await open(id)).owner.name).toBe('University')
    const over = { agreementId: id, endedOn: today, outcome: 'Done' }
    expect(await refused(endAgreement(stage.work, as('convenor'), { ...over, endedOn: '2020-01-01' }))).toMatchObject({
      code: 'agreement.ends_before_start',
    })
    await endAgreement(stage.work, as('convenor'), over)
    expect(await hand(3)).toMatchObject({ code: 'agreement.ended' })
    expect(await refused(endAgreement(stage.work, as('convenor'), over))).toMatchObject({ code: 'agreement.ended' })
    expect(await open(id)).toMatchObject({ endedOn: today, outcome: 'Done' })
  })
  test('shows an observer no names of people', async () => {
    const id = await make({ ownerName: 'Zofia' })
    expect(JSON.stringify(await open(id, 'observer', 'observer'))).not.toContain('Zofia')
  })
})

describe('where a partner stands', () => {
  test('is noted by its own people or by who runs the network, and the history keeps both', async () => {
    const id = await make()
    const note = (who: Asker, role: Membership['role'], stand: 'support' | 'against') =>
      refused(noteStand(stage.work, as(who, role), { agreementId: id, partnerId: partner(0), stand, reason: '' }))
    expect(await note('other', 'member', 'support')).toMatchObject({ code: 'agreement.another_partner' })
    expect(await note('council', 'member', 'support')).toBe('ok')
    expect(await note('convenor', 'convenor', 'against')).toBe('ok')
    expect((await open(id)).stands).toMatchObject([{ stand: 'against' }])
    const told = await findChanges(database.db, stage.networkId, { thingId: id })
    expect(told.map(({ after }) => after.stand)).toEqual(['against', 'support', undefined])
  })
})

describe('what an agreement rests on', () => {
  const backed = async () => {
    const leader = AddAuthoriserInput.parse({ label: 'The leader', kind: 'role', gives: ['money'], basis: 'personal' })
    const authoriserId = await addAuthoriser(stage.work, as('convenor'), leader)
    const id = await make({ text: `Rooms ${newId()}` })
    const thing = { authoriserId, thingKind: 'agreement' as const, thingId: id as string as ThingId, label: '' }
    await hangOn(stage.work, as('convenor'), thing)
    return { id, authoriserId }
  }
  const register = () => findRegister(database.db, as('convenor'))

  test('counts in "what if they go", and is left without cover when they have gone', async () => {
    const { id, authoriserId } = await backed()
    const { text } = await open(id)
    expect((await open(id)).backing).toEqual({ known: true, backers: [{ id: authoriserId, label: 'The leader' }] })
    const { left } = whatIf(await register(), { gone: [authoriserId], by: null, papersToo: false })
    expect(left.map(({ thing }) => [thing.kind, thing.label])).toEqual([['agreement', text]])
    const { hanging } = foresee(await register(), today as Day)
    expect(hanging[authoriserId]).toBe(1)
  })
  test('hangs on nobody once it is over, and the history says on whom it hung', async () => {
    const { id, authoriserId } = await backed()
    await endAgreement(stage.work, as('convenor'), { agreementId: id, endedOn: today, outcome: '' })
    expect((await register()).things.filter((thing) => thing.id === (id as string))).toEqual([])
    const [told] = await findChanges(database.db, stage.networkId, { thingId: authoriserId })
    expect(told).toMatchObject({ noun: 'dependency', label: 'The leader', after: {} })
  })
})

test('the calendar holds each review day, and calls off one that is over', async () => {
  const [stands, over] = [await make(), await make()]
  await endAgreement(stage.work, as('convenor'), { agreementId: over, endedOn: today, outcome: '' })
  const file = (some: Awaited<ReturnType<typeof open>>[]) =>
    reviewCalendar(some, new Date(), { name: 'A network', title: ({ text }) => text, notes: () => '' })
  expect(file([await open(stands)])).toContain(`DTSTART;VALUE=DATE:${nextYear.replaceAll('-', '')}`)
  expect(file([await open(stands)])).not.toContain('CANCELLED')
  const off = file([await open(over)])
  expect(off).toContain('STATUS:CANCELLED\r\nEND:VEVENT')
  expect(off).toContain('SEQUENCE:2')
  const found = await findAgreements(database.db, as('convenor'))
  expect(file(inCalendar(found, null))).toContain(`UID:${over}`)
  expect(inCalendar(found, stands).map(({ id }) => id)).toEqual([stands])
})

describe('who may ask for what of the agreements', () => {
  type Call = (ask: Caller, networkId: Stage['networkId'], agreementId: AgreementId) => Promise<unknown>
  const owned = () => ({ ownerPartner: partner(0), reviewOn: nextYear })
  const CALLS: Record<string, Call> = {
    list: (ask, networkId) => ask.agreement.list({ networkId }),
    open: (ask, networkId, agreementId) => ask.agreement.open({ networkId, agreementId }),
    here: (ask, networkId) =>
      ask.agreement.here({ sessionId: networkId === stage.networkId ? stage.sessionId : newId<'session'>() }),
    make: (ask, networkId) => ask.agreement.make({ networkId, ...words() }),
    change: (ask, networkId, agreementId) => ask.agreement.change({ networkId, agreementId, version: 1, ...owned() }),
    end: (ask, networkId, agreementId) => ask.agreement.end({ networkId, agreementId, endedOn: today }),
    noteStand: (ask, networkId, agreementId) =>
      ask.agreement.noteStand({ networkId, agreementId, partnerId: partner(0), stand: 'support' }),
  }
  const shut = { nobody: 'signed_out', outsider: 'not_found' }
  const onlyConvenors = { observer: 'convenors_only', other: 'convenors_only', council: 'convenors_only' }
  const SHUT: Record<string, Partial<Record<Asker, string>>> = {
    ...{ make: onlyConvenors, change: onlyConvenors, end: onlyConvenors },
    here: { observer: 'not_found', other: 'not_found', council: 'not_found' },
    noteStand: { observer: 'members_only', other: 'agreement.another_partner' },
  }
  test.each(Object.keys(CALLS))('%s', async (name) => {
    for (const who of ASKERS) {
      const id = await make()
      const call = CALLS[name] as Call
      const wanted = { ...SHUT[name], ...shut } as Partial<Record<Asker, string>>
      expect(await outcome(call(callers[who], stage.networkId, id)), who).toBe(wanted[who] ?? 'ok')
      expect(await outcome(call(callers.outsider, newId<'network'>(), id))).toBe('not_found')
    }
  })
  test('every procedure of the room is in this list', async () => {
    const { agreementRouter } = await import('./router.ts')
    expect(Object.keys(agreementRouter._def.procedures).sort()).toEqual(Object.keys(CALLS).sort())
  })
})
