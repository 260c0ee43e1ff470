import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import type { Seat } from '#server/auth/seat.ts'
import { type Membership, membershipIn } from '#server/auth/who-is.ts'
import { findChanges } from '#server/change/find.ts'
import { addMember } from '#server/network/add-member.ts'
import { correctPartner, removeSeat } from '#server/participant/change-seat.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { newId, type PartnerId } from '#server/vocabulary/ids.ts'
import { SLOTS, type Slot } from '#server/vocabulary/proposition.ts'
import { answerAsMember, answerFromSeat } from './answer-version.ts'
import { askPartners, closeAsking } from './ask.ts'
import { findDraft, findForSeat, findProposition } from './find.ts'
import { saveVersion } from './save-version.ts'
import { writeSlot } from './write-slot.ts'

let database: Database
let stage: Stage
let convenor: Membership
const fresh = async (rules = {}) => {
  stage = await aStage(database, rules)
  convenor = (await membershipIn(database.db, { userId: stage.convenor }, stage.networkId)) as Membership
}
beforeAll(async () => {
  database = await scratchDatabase()
})
afterAll(() => database.close())

const write = async (slot: Slot, text: string, more: object = {}) => {
  const { slots } = await findDraft(database.db, stage.networkId)
  return writeSlot(stage.work, convenor, { slot, text, sources: [], version: slots[slot].version, ...more })
}
const drafted = async () => (await findDraft(database.db, stage.networkId)).drafted
const save = async (sessionId: Stage['sessionId'] | null = null) =>
  saveVersion(stage.work, convenor, { sessionId, drafted: await drafted() })
const look = async () => findProposition(database.db, convenor)
const refused = (deed: Promise<unknown>) =>
  deed.then(
    () => 'ok',
    ({ code, facts }) => ({ code, facts }),
  )
const member = async (partner: number) => {
  const email = `m-${newId()}@example.org`
  const partnerId = stage.partners[partner] as PartnerId
  const userId = await addMember(stage.work, stage.networkId, { email, name: 'Mo', role: 'member', partnerId })
  return (await membershipIn(database.db, { userId }, stage.networkId)) as Membership
}

describe('the draft', () => {
  test('takes words from statements and keeps where they came from, also when its words change', async () => {
    await fresh()
    const [id] = stage.statements
    const source = { kind: 'statement' as const, sessionId: stage.sessionId, id: id as string }
    await write('what_changes', 'One and more', { sources: [source] })
    const { slots } = await findDraft(database.db, stage.networkId)
    expect(slots.what_changes).toEqual({
      ...{ text: 'One and more', version: 1 },
      sources: [{ ...source, text: 'One' }],
    })
  })
  test('takes nothing of another network, nor what is not there', async () => {
    await fresh()
    const other = await aStage(database)
    const of = (sessionId: string, id: string) => ({ sources: [{ kind: 'statement', sessionId, id }] })
    expect(await refused(write('authority', 'x', of(other.sessionId, other.statements[0] as string)))).toMatchObject({
      code: 'not_found',
    })
    expect(await refused(write('authority', 'x', of(stage.sessionId, 'nothing')))).toMatchObject({
      code: 'proposition.source_unknown',
    })
    expect(await drafted()).toBe(0)
  })
  test('loses nobody’s words: who saw an older version of a part is refused, another part is free', async () => {
    await fresh()
    await write('for_whom', 'young people')
    expect(await refused(write('for_whom', 'carers', { version: 0 }))).toMatchObject({
      code: 'proposition.changed_meanwhile',
    })
    expect(await refused(write('capacity', 'two rooms', { version: 0 }))).toBe('ok')
    expect((await findDraft(database.db, stage.networkId)).slots.for_whom.text).toBe('young people')
  })
  test('takes the same words sent twice as once', async () => {
    await fresh()
    await write('for_whom', 'young people')
    expect(await write('for_whom', 'young people', { version: 0 })).toBe(1)
  })
  test('names the part that is too long, and stays as it was', async () => {
    await fresh()
    expect(await refused(write('authority', 'x'.repeat(10_000)))).toEqual({
      ...{ code: 'field.too_long', facts: { field: 'slotText', length: 10_000, limit: 280 } },
    })
    expect(await drafted()).toBe(0)
  })
})

describe('a version', () => {
  test('keeps its words and who was there, whatever comes after', async () => {
    await fresh({ attribution: 'names' })
    await stage.join(0, 'Ann')
    await stage.join(0, 'Bea')
    await stage.join(2, 'Cem')
    await write('for_whom', 'young people')
    expect(await save(stage.sessionId)).toBe(1)
    await stage.join(1, 'Dee')
    await write('for_whom', 'young people far from work')
    expect(await save()).toBe(2)
    const { versions } = await look()
    expect(versions.map(({ no, slots }) => [no, slots.for_whom.text])).toEqual([
      [2, 'young people far from work'],
      [1, 'young people'],
    ])
    expect(versions[1]).toMatchObject({
      sitting: { id: stage.sessionId },
      present: [
        { partner: { name: 'City Council' }, people: 2, names: ['Ann', 'Bea'] },
        { partner: { name: 'Traders' }, people: 1, names: ['Cem'] },
      ],
    })
    expect(versions[0]).toMatchObject({ sitting: null, present: [] })
    expect(versions[0]?.changed?.for_whom).toEqual([
      { is: 'same', text: 'young people' },
      { is: 'added', text: 'far from work' },
    ])
  })
  test('names nobody in a workshop that shows organisations only', async () => {
    await fresh({ attribution: 'partner' })
    await stage.join(0, 'Ann')
    await write('for_whom', 'young people')
    await save(stage.sessionId)
    expect(JSON.stringify(await look())).not.toContain('Ann')
  })
  test('is not made of nothing, of what the last one says, or of a draft that was not seen', async () => {
    await fresh()
    expect(await refused(save())).toMatchObject({ code: 'proposition.empty' })
    await write('for_whom', 'young people')
    expect(await refused(saveVersion(stage.work, convenor, { sessionId: null, drafted: 0 }))).toMatchObject({
      code: 'proposition.changed_meanwhile',
    })
    await save()
    expect(await refused(save())).toMatchObject({ code: 'proposition.nothing_new' })
    const other = await aStage(database)
    expect(await refused(save(other.sessionId))).toMatchObject({ code: 'not_found' })
    expect((await look()).versions).toHaveLength(1)
  })
  test('that was saved outside any workshop can be saved once more in one, with those who are there', async () => {
    await fresh()
    await stage.join(0, 'Ann')
    await write('for_whom', 'young people')
    await save()
    expect(await refused(save(stage.sessionId))).toBe('ok')
    expect((await look()).versions[0]).toMatchObject({
      ...{ no: 2, sitting: { id: stage.sessionId } },
      present: [{ partner: { name: 'City Council' }, people: 1 }],
    })
    for (const again of [stage.sessionId, null])
      expect(await refused(save(again))).toMatchObject({ code: 'proposition.nothing_new' })
  })
})

describe('asking partners', () => {
  const asked = async () => {
    await fresh()
    const seats: Seat[] = [await stage.join(0), await stage.join(1)]
    for (const slot of SLOTS) await write(slot, `words on ${slot}`)
    await save(stage.sessionId)
    await askPartners(stage.work, convenor, 1)
    return seats as [Seat, Seat]
  }
  // What the phone at the council's seat knows its own answers by.
  const ballot = newId<'ballot'>()
  const support = { no: 1, answer: 'support' as const, reason: '', version: 0, ballot }

  test('shows an answer to its own organisation alone until the asking is closed, and to everybody after', async () => {
    const [council, university] = await asked()
    const secret = 'our board has not met'
    await answerFromSeat(stage.work, council, { ...support, answer: 'cannot', reason: secret })
    expect((await findForSeat(database.db, council, ballot)).own).toMatchObject({ answer: 'cannot', reason: secret })
    for (const other of [await findForSeat(database.db, university), await look()]) {
      expect(JSON.stringify(other)).not.toContain(secret)
      expect(other.versions[0]).toMatchObject({ answers: null, answered: 1, asked: 3 })
    }
    expect(JSON.stringify(await findChanges(database.db, stage.networkId))).not.toContain('sayCannot')
    await closeAsking(stage.work, convenor, 1)
    expect((await findForSeat(database.db, university)).versions[0]?.answers).toMatchObject([
      { partner: { name: 'City Council' }, answer: 'cannot', reason: secret },
    ])
    const [closed] = await findChanges(database.db, stage.networkId)
    expect(closed?.after).toMatchObject({ asking: 'closed', sayCannot: ['City Council'] })
  })
  test('tells whoever sits down for a partner that it has answered, not what, and lets nobody there change it', async () => {
    const [council] = await asked()
    const secret = 'our board has not met'
    await answerFromSeat(stage.work, council, { ...support, answer: 'cannot', reason: secret })
    // Anybody with the code can choose that organisation at the door.
    const stranger = await stage.join(0)
    for (const other of [null, newId<'ballot'>()]) {
      const seen = await findForSeat(database.db, stranger, other)
      expect(seen.own).toEqual({ answer: null, reason: '', version: 1 })
      expect(JSON.stringify(seen)).not.toContain(secret)
      const change = answerFromSeat(stage.work, stranger, { ...support, ballot: other, version: 1 })
      expect(await refused(change)).toMatchObject({ code: 'proposition.colleague_stands' })
    }
    await answerFromSeat(stage.work, council, { ...support, version: 1 })
    expect((await findForSeat(database.db, council, ballot)).own).toMatchObject({ answer: 'support', version: 2 })
    const { userId } = await member(0)
    expect((await findForSeat(database.db, { ...council, userId })).own).toMatchObject({ answer: 'support' })
  })
  test('takes an answer that was on its way for whom the seat speaks by now, and none of a seat that was taken away', async () => {
    const [council, university] = await asked()
    const moved = { seatId: council.id, partnerId: stage.partners[2] as PartnerId }
    await correctPartner(stage.work, stage.convening, moved)
    await answerFromSeat(stage.work, council, support)
    await removeSeat(stage.work, stage.convening, university.id)
    expect(await refused(answerFromSeat(stage.work, university, support))).toMatchObject({ code: 'seat.removed' })
    await closeAsking(stage.work, convenor, 1)
    expect((await look()).versions[0]?.answers).toMatchObject([{ partner: { name: 'Traders' }, answer: 'support' }])
  })
  test('takes one answer for an organisation, and none over a colleague’s that was not seen', async () => {
    const [council] = await asked()
    await answerFromSeat(stage.work, council, support)
    const colleague = await member(0)
    const change = { ...support, answer: 'live_with' as const }
    expect(await refused(answerAsMember(stage.work, colleague, change))).toMatchObject({
      code: 'proposition.colleague_answered',
    })
    expect(await refused(answerAsMember(stage.work, colleague, support))).toBe('ok')
    await answerAsMember(stage.work, colleague, { ...change, version: 1 })
    expect((await findForSeat(database.db, council, ballot)).own).toEqual({ answer: null, reason: '', version: 2 })
  })
  test('needs an answer, a reason for "can’t accept", and an organisation', async () => {
    const [council] = await asked()
    const missing = (field: string) => ({ code: 'field.needed', facts: { field } })
    const say = (more: object) => refused(answerFromSeat(stage.work, council, { ...support, ...more }))
    expect(await say({ answer: null })).toEqual(missing('propositionAnswer'))
    expect(await say({ answer: 'cannot', reason: ' ' })).toEqual(missing('propositionReason'))
    expect(await say({ answer: 'cannot', reason: 'x'.repeat(281) })).toMatchObject({ code: 'field.too_long' })
    expect(await refused(answerAsMember(stage.work, convenor, support))).toMatchObject({
      code: 'proposition.no_partner',
    })
    expect((await look()).versions[0]?.answered).toBe(0)
  })
  test('is once for a version, for one version at a time, and over once it is closed', async () => {
    const [council, university] = await asked()
    const ask = (no: number) => refused(askPartners(stage.work, convenor, no))
    expect(await ask(1)).toMatchObject({ code: 'proposition.asked_already' })
    await write('capacity', 'other words')
    await save()
    expect(await ask(2)).toMatchObject({ code: 'proposition.asking_open' })
    await answerFromSeat(stage.work, council, support)
    await closeAsking(stage.work, convenor, 1)
    expect(await refused(answerFromSeat(stage.work, university, support))).toMatchObject({
      code: 'proposition.not_asking',
    })
    expect(await refused(closeAsking(stage.work, convenor, 1))).toMatchObject({ code: 'proposition.not_asking' })
    expect(await ask(2)).toBe('ok')
    expect((await look()).versions.map(({ answered }) => answered)).toEqual([0, 1])
  })
  test('tells what partners said in the workshop where it was asked, not to seats of another', async () => {
    const [council] = await asked()
    await answerFromSeat(stage.work, council, { ...support, answer: 'cannot', reason: 'no board yet' })
    await closeAsking(stage.work, convenor, 1)
    await write('capacity', 'other words')
    await save()
    await askPartners(stage.work, convenor, 2)
    await answerAsMember(stage.work, await member(0), { ...support, no: 2, answer: 'cannot', reason: 'among members' })
    // Anybody with a code for this workshop could sit down in it for the same organisation.
    expect(await findForSeat(database.db, council)).toMatchObject({ own: null, speaksFor: null })
    expect(await refused(answerFromSeat(stage.work, council, { ...support, no: 2, version: 1 }))).toMatchObject({
      code: 'proposition.not_asked_here',
    })
    await closeAsking(stage.work, convenor, 2)
    const seen = await findForSeat(database.db, council)
    expect(seen).toMatchObject({ own: null, versions: [{ no: 2, sitting: null, answered: 1, answers: null }] })
    expect((await look()).versions[0]?.answers).toMatchObject([{ reason: 'among members' }])
  })
  test('counts a partner that left after it answered', async () => {
    const [council] = await asked()
    await answerFromSeat(stage.work, council, support)
    await database.sql`update partners set left_at = now() where id = ${council.partnerId}`
    await closeAsking(stage.work, convenor, 1)
    expect((await look()).versions[0]).toMatchObject({ answered: 1, answers: [{ answer: 'support' }] })
  })
})
