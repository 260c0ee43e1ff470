import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { type Seat, seatCookie } from '#server/auth/seat.ts'
import { addMember } from '#server/network/add-member.ts'
import { findRatings } from '#server/rating/find.ts'
import { aStage, mergeSeats, type Stage } from '#server/session/a-stage.ts'
import { findSession } from '#server/session/find.ts'
import { aCaller, outcome } from '#server/trpc/a-caller.ts'
import { appRouter } from '#server/trpc/root.ts'
import { newId, type PartnerId } from '#server/vocabulary/ids.ts'
import { askToMerge, SILENT_MS } from './ask-to-merge.ts'
import { joinSession } from './join-session.ts'

/** Two seats of one person: everything follows, nothing counts twice, and nobody reads another's private words unasked. */

const SECRET = 'a secret of at least 32 characters'
let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 60_000)
afterAll(() => database.close())

const from = (stage: Stage, seat: Pick<Seat, 'id'>) =>
  appRouter.createCaller({
    work: stage.work,
    cookies: seatCookie(seat.id, stage.sessionId, SECRET, false).split(';')[0] as string,
    secret: SECRET,
  })
type Phone = ReturnType<typeof from>
const plan = { title: 'Breakfast', kind: 'convening' as const, corners: ['value' as const], aim: 'Trust' }
const agency = { band: 'junior', start: 4, problem: 2 } as const

async function twoSeats() {
  const stage = await aStage(database, { template: 'yearly-review' })
  const [old, fresh] = [await stage.join(0, 'Anna'), await stage.join(1, 'Anna')]
  const convenor = await aCaller(stage.work, stage.convenor)
  const { sessionId, networkId } = stage
  const asked = { seatId: old.id, intoSeatId: fresh.id }
  /** What a phone says to the asking that stands now. */
  const say = async (phone: Phone, yes: boolean, seatId = asked.seatId) => {
    const ask = (await convenor.participant.mergeAsks({ sessionId })).find((one) => one.seatId === seatId)
    return phone.participant.answerMerge({ sessionId, seatId, askedAt: ask?.askedAt ?? '', yes })
  }
  return {
    say,
    stage,
    sessionId,
    networkId,
    convenor,
    old,
    fresh,
    asked,
    first: from(stage, old),
    other: from(stage, fresh),
  }
}
const rows = (table: string, networkId: string) =>
  database.sql`select * from ${database.sql(table)} where network_id = ${networkId}`

describe('what follows', () => {
  test('a story, a plan, a reflection, what was told of backers and a hand are the other seat’s', async () => {
    const { stage, sessionId, convenor, asked, first, other, fresh } = await twoSeats()
    await stage.to('story')
    await first.story.tell({ sessionId, storyId: newId(), text: 'A flood' })
    await first.participant.raise({ sessionId, kind: 'hand' })
    await convenor.talk.nameNoteTaker({ sessionId, seatId: asked.seatId, takes: true })
    await stage.to('triangle')
    const gives = { kind: 'person_in_role' as const, gives: ['money' as const], basis: 'personal' as const }
    await first.authoriser.suggest({ sessionId, suggestionId: newId(), label: 'The leader', ...gives })
    await stage.to('activities')
    await first.activity.propose({ sessionId, activityId: newId(), ...plan })
    await stage.to('minute')
    const reflection = {
      reflectionId: newId<'reflection'>(),
      happened: 'I spoke up',
      audience: 'organisation' as const,
    }
    await first.reflection.writeHere({ sessionId, ...reflection })
    await mergeSeats(stage.work, stage.convening, asked)
    expect(await other.story.mine({ sessionId })).toMatchObject({ text: 'A flood' })
    expect(await other.participant.signals({ sessionId })).toMatchObject({ hand: 1 })
    expect(await convenor.talk.noteTakers({ sessionId })).toEqual([fresh.id])
    expect(await other.authoriser.mySuggestions({ sessionId })).toHaveLength(1)
    expect((await other.reflection.here({ sessionId })).reflections).toMatchObject([{ happened: 'I spoke up' }])
    // All of it is the organisation's that the person really speaks for.
    expect(await other.activity.planned({ sessionId })).toMatchObject([{ partnerId: stage.partners[1] }])
    expect((await rows('reflections', stage.networkId))[0]).toMatchObject({
      partner_id: stage.partners[1],
      seat_id: fresh.id,
    })
    expect((await convenor.story.list({ sessionId }))[0]).toMatchObject({ partnerId: stage.partners[1] })
  })

  test('dots stay within what the step gives, and each pulse is counted once', async () => {
    const { stage, sessionId, convenor, asked, first, other } = await twoSeats()
    const dots = { kind: 'dots', minutes: 4, dotsOn: 'statements', dots: 3, stacking: 'many' } as const
    const both = await convenor.plan.insert({ sessionId, ...dots })
    const one = await convenor.plan.insert({ sessionId, ...dots })
    const [a, b] = stage.statements as never as [string, string]
    await convenor.session.moveToStep({ sessionId, to: both })
    await first.dots.place({ sessionId, placed: [{ thingId: a, count: 3 }] })
    await other.dots.place({ sessionId, placed: [{ thingId: b, count: 3 }] })
    await convenor.session.moveToStep({ sessionId, to: one })
    await first.dots.place({ sessionId, placed: [{ thingId: a, count: 2 }] })
    await stage.to('minute')
    for (const phone of [first, other]) {
      await phone.reflection.pulseHere({ sessionId, ...agency })
      await phone.pulse.answerHere({ sessionId, points: { open_talk: 4 } as never })
    }
    await mergeSeats(stage.work, stage.convening, asked)
    await convenor.session.moveToStep({ sessionId, to: one })
    expect(await other.dots.mine({ sessionId })).toEqual([{ thingId: a, count: 2 }])
    await convenor.session.moveToStep({ sessionId, to: both })
    expect(await other.dots.mine({ sessionId })).toEqual([{ thingId: b, count: 3 }])
    const all = await rows('dots', stage.networkId)
    expect(all.reduce((sum, { count }) => sum + (count as number), 0)).toBe(5)
    expect(await rows('guest_pulses', stage.networkId)).toHaveLength(1)
    expect(await rows('pulse_answers', stage.networkId)).toHaveLength(1)
    expect(await other.pulse.here({ sessionId })).toEqual({ answered: true })
  })

  test('what both asked the convenor to look at is one report, and what one asked is still asked', async () => {
    const { stage, sessionId, convenor, asked, first, other } = await twoSeats()
    const author = from(stage, await stage.join(2))
    await stage.to('story')
    const thingId = newId<'story'>()
    await author.story.tell({ sessionId, storyId: thingId, text: 'Rude words' })
    for (const phone of [first, other]) await phone.moderation.report({ sessionId, kind: 'story', thingId })
    await mergeSeats(stage.work, stage.convening, asked)
    const reported = async () => (await convenor.moderation.checking({ sessionId })).reported
    expect(await reported()).toMatchObject([{ thingId, reports: 1 }])
    await other.moderation.report({ sessionId, kind: 'story', thingId })
    expect(await reported()).toMatchObject([{ thingId, reports: 1 }])
  })

  test.each(['seatId', 'intoSeatId'] as const)(
    'what was hidden by one of two reports stays hidden: %s',
    async (whose) => {
      const { stage, sessionId, networkId, asked, first, other } = await twoSeats()
      const author = from(stage, await stage.join(2))
      await stage.to('story')
      const thingId = newId<'story'>()
      await author.story.tell({ sessionId, storyId: thingId, text: 'Rude words' })
      for (const phone of [first, other]) await phone.moderation.report({ sessionId, kind: 'story', thingId })
      // The other report came in between the convenor's say and its being carried out.
      await database.sql`update reports set state = 'hidden' where thing_id = ${thingId} and seat_id = ${asked[whose]}`
      await mergeSeats(stage.work, stage.convening, asked)
      expect((await rows('reports', networkId)).map(({ state }) => state)).toEqual(['hidden'])
      await other.moderation.report({ sessionId, kind: 'story', thingId })
      expect((await rows('reports', networkId)).map(({ state }) => state)).toEqual(['hidden'])
    },
  )

  test('where both told a story, the room still reads both, each as it was told', async () => {
    const { stage, sessionId, asked, first, other } = await twoSeats()
    await stage.to('story')
    await first.story.tell({ sessionId, storyId: newId(), text: 'A flood' })
    await other.story.tell({ sessionId, storyId: newId(), text: 'A letter' })
    await mergeSeats(stage.work, stage.convening, asked)
    await first.story.tell({ sessionId, storyId: newId(), text: 'Two letters' })
    expect((await other.story.list({ sessionId })).map(({ text }) => text).sort()).toEqual(['A flood', 'Two letters'])
  })

  test('when a wrong partner is corrected, plans and what is for the organisation alone go with it', async () => {
    const { stage, sessionId, convenor, old, first } = await twoSeats()
    await stage.to('activities')
    await first.activity.propose({ sessionId, activityId: newId(), ...plan })
    await stage.to('minute')
    const reflection = { reflectionId: newId<'reflection'>(), happened: 'x', audience: 'organisation' as const }
    await first.reflection.writeHere({ sessionId, ...reflection })
    await convenor.participant.correctPartner({ sessionId, seatId: old.id, partnerId: stage.partners[2] as PartnerId })
    expect(await first.activity.planned({ sessionId })).toMatchObject([{ partnerId: stage.partners[2] }])
    expect((await rows('reflections', stage.networkId))[0]).toMatchObject({ partner_id: stage.partners[2] })
  })
})

describe('who they are', () => {
  test('whoever is made one with a place that waits to be let in keeps their organisation, and their answers count', async () => {
    const { stage, sessionId, convenor, old, first } = await twoSeats()
    const asks = { partner: 'other', organisation: 'Riverside', name: 'Anna' }
    const { seatId: waits } = await joinSession(stage.work, stage.code, asks)
    await stage.to('rate')
    await first.rating.give({ sessionId, statementId: stage.statements[0] as never, answer: 2 })
    await mergeSeats(stage.work, stage.convening, { seatId: old.id, intoSeatId: waits })
    const now = await convenor.session.now({ sessionId })
    expect(now.people).toMatchObject({ count: 2, waiting: 0 })
    expect(await first.participant.me({ sessionId })).toMatchObject({ seatId: waits, partnerId: stage.partners[0] })
    const counted = await findRatings(database.db, await findSession(database.db, sessionId), 1)
    expect(counted.map(({ partnerId, answer }) => [partnerId, answer])).toEqual([[stage.partners[0], 2]])
  })

  test('of two who both wait one is let in, and what either put on the board is their organisation’s', async () => {
    const { stage, sessionId, convenor } = await twoSeats()
    const wait = async (organisation: string) =>
      (await joinSession(stage.work, stage.code, { partner: 'other', organisation, name: '' })).seatId
    const [one, two] = [await wait('Riverside'), await wait('Riverside Trust')]
    await mergeSeats(stage.work, stage.convening, { seatId: one, intoSeatId: two })
    await convenor.participant.letIn({ sessionId, seatId: two })
    const seats = await database.sql`select partner_id from seats where id in (${one}, ${two})`
    expect(new Set(seats.map(({ partner_id }) => partner_id)).size).toBe(1)
    expect(seats[0]?.partner_id).not.toBeNull()
  })

  test.each(['guest', 'member'] as const)(
    'who answered the pulse as a guest and signed in counts once, by the first: the %s',
    async (first) => {
      const { stage, sessionId, networkId, asked, ...phones } = await twoSeats()
      const joins = { email: `${newId()}@example.org`, name: 'Anna', role: 'member' as const, partnerId: null }
      const userId = await addMember(stage.work, networkId, joins)
      await database.sql`update seats set user_id = ${userId} where id = ${asked.intoSeatId}`
      await stage.to('minute')
      const both = [phones.first, phones.other]
      for (const phone of first === 'guest' ? both : both.reverse())
        await phone.reflection.pulseHere({ sessionId, ...agency })
      await mergeSeats(stage.work, stage.convening, asked)
      const left = {
        guest: (await rows('guest_pulses', networkId)).length,
        member: (await rows('agency_answers', networkId)).length,
      }
      expect(left).toEqual({ guest: 0, member: 0, [first]: 1 })
    },
  )

  test('an answer to the pulse that a mean was shown of is not taken out of it', async () => {
    const { stage, sessionId, networkId, asked, first, other } = await twoSeats()
    await stage.to('minute')
    for (const no of [1, 2])
      await from(stage, await stage.join(no)).reflection.pulseHere({ sessionId, ...agency, start: 1 })
    await first.reflection.pulseHere({ sessionId, ...agency })
    await other.reflection.pulseHere({ sessionId, ...agency })
    await mergeSeats(stage.work, stage.convening, asked)
    expect(await rows('guest_pulses', networkId)).toHaveLength(4)
  })
})

describe('who is asked', () => {
  async function withSecrets() {
    const room = await twoSeats()
    const { stage, sessionId, first, other } = room
    await stage.to('minute')
    for (const [phone, happened] of [
      [first, 'the first’s secret'],
      [other, 'the other’s secret'],
    ] as const)
      await phone.reflection.writeHere({ sessionId, reflectionId: newId(), happened, audience: 'me' })
    return room
  }
  const read = async (phone: Phone, sessionId: Stage['sessionId']) =>
    JSON.stringify(await phone.reflection.here({ sessionId }))

  test('one phone’s yes moves nothing, in either direction; both do', async () => {
    const { stage, sessionId, convenor, asked, first, other, say } = await withSecrets()
    const { seatId } = asked
    await convenor.participant.askToMerge({ sessionId, ...asked })
    for (const phone of [first, other])
      expect(await phone.participant.askedToMerge({ sessionId })).toMatchObject([{ seatId }])
    expect(JSON.stringify(await other.participant.askedToMerge({ sessionId }))).not.toMatch(/secret|Anna/)
    await say(other, true)
    await say(other, true)
    expect(await read(other, sessionId)).not.toContain('first’s')
    expect(await read(first, sessionId)).not.toContain('other’s')
    expect(await convenor.participant.mergeAsks({ sessionId })).toMatchObject([{ saidYes: [asked.intoSeatId] }])
    await say(first, true)
    for (const phone of [first, other]) {
      expect(await read(phone, sessionId)).toMatch(/first’s.*other’s|other’s.*first’s/)
      expect(await phone.participant.askedToMerge({ sessionId })).toEqual([])
    }
    expect(await convenor.participant.mergeAsks({ sessionId })).toEqual([])
    expect((await convenor.participant.list({ sessionId })).length).toBe(1)
    expect(stage.sessionId).toBe(sessionId)
  })

  test('a no of either ends it, and the convenor is told', async () => {
    const { sessionId, convenor, asked, first, other, say } = await withSecrets()
    await convenor.participant.askToMerge({ sessionId, ...asked })
    await say(first, true)
    await say(other, false)
    expect(await outcome(say(first, true))).toBe('not_found')
    expect(await outcome(convenor.participant.mergeSilent({ sessionId, ...asked }))).toBe('seat.not_agreed')
    expect(await convenor.participant.mergeAsks({ sessionId })).toMatchObject([{ saidNo: true }])
    expect(await read(first, sessionId)).not.toContain('other’s')
  })

  test('a phone that is gone is waited for a minute, and the other has to say yes all the same', async () => {
    const { stage, sessionId, convenor, asked, other, say } = await withSecrets()
    const merge = () => outcome(convenor.participant.mergeSilent({ sessionId, ...asked }))
    expect(await merge()).toBe('seat.not_agreed')
    await convenor.participant.askToMerge({ sessionId, ...asked })
    expect(await merge()).toBe('seat.not_agreed')
    await say(other, true)
    expect(await merge()).toBe('seat.asked_just_now')
    // A minute before now it was asked.
    const clock = { now: () => new Date(Date.now() - SILENT_MS - 1_000) }
    await askToMerge({ ...stage.work, clock }, stage.convening, asked)
    await say(other, true)
    expect(await merge()).toBe('ok')
    expect(await read(other, sessionId)).toContain('first’s')
  })

  test('whichever of the two phones is gone, the other’s yes and a minute will do', async () => {
    const { stage, sessionId, convenor, asked, first, other, say } = await withSecrets()
    const clock = { now: () => new Date(Date.now() - SILENT_MS - 1_000) }
    await askToMerge({ ...stage.work, clock }, stage.convening, asked)
    const merge = () => outcome(convenor.participant.mergeSilent({ sessionId, ...asked }))
    expect(await merge()).toBe('seat.not_agreed')
    await say(first, true)
    expect(await merge()).toBe('ok')
    expect(await read(first, sessionId)).toContain('other’s')
    expect(await read(other, sessionId)).toContain('first’s')
  })

  test('a phone that goes on sending is not gone, whatever the convenor says', async () => {
    const { stage, sessionId, convenor, asked, first, other, say } = await withSecrets()
    const clock = { now: () => new Date(Date.now() - SILENT_MS - 1_000) }
    await askToMerge({ ...stage.work, clock }, stage.convening, asked)
    await say(other, true)
    await first.participant.raise({ sessionId, kind: 'hand', key: newId() })
    expect(await outcome(convenor.participant.mergeSilent({ sessionId, ...asked }))).toBe('seat.not_agreed')
    expect(await read(other, sessionId)).not.toContain('first’s')
  })

  test('asked both ways, or of a seat that was taken away since, nobody is asked about what is over', async () => {
    const { sessionId, convenor, asked, first, other, say } = await withSecrets()
    const back = { seatId: asked.intoSeatId, intoSeatId: asked.seatId }
    for (const one of [asked, back]) await convenor.participant.askToMerge({ sessionId, ...one })
    for (const phone of [first, other]) await say(phone, true)
    expect(await other.participant.askedToMerge({ sessionId })).toEqual([])
    expect(await convenor.participant.mergeAsks({ sessionId })).toEqual([])
    const room = await withSecrets()
    await room.convenor.participant.askToMerge({ sessionId: room.sessionId, ...room.asked })
    await room.convenor.participant.remove({ sessionId: room.sessionId, seatId: room.asked.intoSeatId })
    expect(await room.first.participant.askedToMerge({ sessionId: room.sessionId })).toEqual([])
  })

  test('a yes is said to one asking: asked about another place meanwhile, it moves nothing, and both are asked anew', async () => {
    const { stage, sessionId, convenor, asked, first, other } = await withSecrets()
    const seatC = await stage.join(2, 'Cato')
    const third = from(stage, seatC)
    const { seatId } = asked
    const read = async () => (await third.session.now({ sessionId })).people.mergingRead
    expect(await read()).toBe('')
    await convenor.participant.askToMerge({ sessionId, ...asked })
    const [seen] = await first.participant.askedToMerge({ sessionId })
    const before = await read()
    await convenor.participant.askToMerge({ sessionId, seatId, intoSeatId: seatC.id })
    // As many are asked as before: every phone is told that it is not the same.
    expect(await read()).not.toBe(before)
    const [toThird] = await third.participant.askedToMerge({ sessionId })
    await third.participant.answerMerge({ sessionId, seatId, askedAt: toThird?.askedAt ?? '', yes: true })
    const late = { sessionId, seatId, askedAt: seen?.askedAt ?? '', yes: true }
    expect(await outcome(first.participant.answerMerge(late))).toBe('seat.asked_anew')
    expect(await outcome(other.participant.answerMerge(late))).toBe('not_found')
    expect(await convenor.participant.mergeAsks({ sessionId })).toMatchObject([{ saidYes: [seatC.id], saidNo: false }])
    expect(JSON.stringify(await third.reflection.here({ sessionId }))).not.toContain('first’s')
  })

  test('nobody else may ask, answer or look', async () => {
    const { stage, sessionId, convenor, asked, first, say } = await withSecrets()
    const third = from(stage, await stage.join(2))
    const stranger = await twoSeats()
    expect(await outcome(first.participant.askToMerge({ sessionId, ...asked }))).toBe('signed_out')
    expect(await outcome(stranger.convenor.participant.askToMerge({ sessionId, ...asked }))).toBe('not_found')
    await convenor.participant.askToMerge({ sessionId, ...asked })
    expect(await outcome(say(third, true))).toBe('not_found')
    expect(await outcome(say(stranger.first, true))).toBe('not_found')
    expect(await third.participant.askedToMerge({ sessionId })).toEqual([])
    expect(await outcome(first.participant.mergeAsks({ sessionId }))).toBe('signed_out')
    expect(await outcome(stranger.convenor.participant.mergeAsks({ sessionId }))).toBe('not_found')
    expect(await outcome(stranger.convenor.participant.mergeSilent({ sessionId, ...asked }))).toBe('not_found')
  })
})
