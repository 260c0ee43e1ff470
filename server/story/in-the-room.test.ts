import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { type Seat, seatCookie } from '#server/auth/seat.ts'
import { AddAuthoriserInput } from '#server/authoriser/input.ts'
import { addMember } from '#server/network/add-member.ts'
import { openRecord } from '#server/record/find.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { sessionNow } from '#server/session/now.ts'
import { aCaller, outcome } from '#server/trpc/a-caller.ts'
import { appRouter } from '#server/trpc/root.ts'
import { newId } from '#server/vocabulary/ids.ts'
import type { Step } from '#server/vocabulary/step.ts'

/** What a guest may do from a phone at each step of the whole pattern, and what nobody else reads of it. */

const SECRET = 'a secret of at least 32 characters'
let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 60_000)
afterAll(() => database.close())

/** The procedures as the holder of a seat reaches them. */
const from = (stage: Stage, seat: Seat) =>
  appRouter.createCaller({
    work: stage.work,
    cookies: seatCookie(seat.id, stage.sessionId, SECRET, false).split(';')[0] as string,
    secret: SECRET,
  })
const whole = async (step: Step) => {
  const stage = await aStage(database, { template: 'yearly-review' })
  const [anna, bela] = [await stage.join(0, 'Anna'), await stage.join(1, 'Bela')]
  await stage.to(step)
  const convenor = await aCaller(stage.work, stage.convenor)
  const { sessionId, networkId } = stage
  return { stage, sessionId, networkId, convenor, anna: from(stage, anna), bela: from(stage, bela), annasSeat: anna }
}
const backer = AddAuthoriserInput.pick({ label: true, kind: true, gives: true, basis: true }).parse({
  ...{ label: 'The leader', kind: 'person_in_role', gives: ['money'], basis: 'personal' },
})

describe('the story step', () => {
  test('takes one story of each, and the last words count', async () => {
    const { sessionId, anna, bela, convenor } = await whole('story')
    const storyId = newId<'story'>()
    await anna.story.tell({ sessionId, storyId, text: 'A flood', teller: 'My mother' })
    await anna.story.tell({ sessionId, storyId, text: 'A flood', teller: 'My mother' })
    const read = async () => (await bela.session.now({ sessionId })).written.storiesRead
    const before = await read()
    expect(await read()).toBe(before)
    await anna.story.tell({ sessionId, storyId: newId(), text: 'Two floods' })
    // A page that shows the first words learns that there are others.
    expect(await read()).not.toBe(before)
    await bela.story.tell({ sessionId, storyId: newId(), text: 'A letter' })
    for (const who of [anna, bela, convenor]) {
      const all = await who.story.list({ sessionId })
      expect(all.map(({ text }) => text).sort()).toEqual(['A letter', 'Two floods'])
      expect(JSON.stringify(all)).not.toMatch(/Anna|Bela/)
    }
    expect(await anna.story.mine({ sessionId })).toEqual({ text: 'Two floods', teller: '' })
  })
  test('refuses a story at another step, one too long, and one from outside', async () => {
    const { stage, sessionId, anna } = await whole('story')
    const tell = (text: string) => outcome(anna.story.tell({ sessionId, storyId: newId(), text }))
    expect(await tell('x'.repeat(281))).toBe('text.too_long')
    expect(await tell(' ')).toBe('text.needed')
    const other = await whole('story')
    expect(await outcome(other.anna.story.tell({ sessionId, storyId: newId(), text: 'x' }))).toBe('not_found')
    expect(await outcome(other.convenor.story.list({ sessionId }))).toBe('not_found')
    await stage.to('views')
    expect(await tell('Too late')).toBe('step.not_the_time')
    expect((await sessionNow(stage.work, sessionId)).written.stories).toBe(0)
  })
  test('shows names only where the workshop shows names', async () => {
    const stage = await aStage(database, { template: 'yearly-review', attribution: 'names' })
    const anna = from(stage, await stage.join(0, 'Anna'))
    await stage.to('story')
    await anna.story.tell({ sessionId: stage.sessionId, storyId: newId(), text: 'A flood' })
    expect((await anna.story.list({ sessionId: stage.sessionId })).map(({ name }) => name)).toEqual(['Anna'])
    expect((await anna.participant.names({ sessionId: stage.sessionId })).map(({ name }) => name)).toEqual(['Anna'])
    const other = await whole('story')
    expect(await other.anna.participant.names({ sessionId: other.sessionId })).toEqual([])
    expect(await outcome(other.anna.participant.names({ sessionId: stage.sessionId }))).toBe('not_found')
  })
})

describe('the story, once the workshop is closed', () => {
  test('is read by every role of the network, by observers without people, and by nobody else', async () => {
    const stage = await aStage(database, { template: 'yearly-review', attribution: 'names' })
    const anna = from(stage, await stage.join(0, 'Anna'))
    await stage.to('story')
    const [kept, hidden] = [newId<'story'>(), newId<'story'>()]
    const { sessionId, networkId } = stage
    await anna.story.tell({ sessionId, storyId: kept, text: 'A flood', teller: 'My mother' })
    await from(stage, await stage.join(1, 'Bela')).story.tell({ sessionId, storyId: hidden, text: 'A rude word' })
    const convenor = await aCaller(stage.work, stage.convenor)
    await convenor.moderation.judge({
      sessionId,
      kind: 'story',
      thingId: hidden,
      text: 'A rude word',
      verdict: 'hidden',
    })
    const sources = async () => (await convenor.proposition.sources({ networkId, sessionId })).map(({ text }) => text)
    expect(await sources()).toContain('A flood')
    expect(await sources()).not.toContain('A rude word')
    const join = async (role: 'member' | 'observer') => {
      const person = { email: `${newId()}@example.org`, name: role, role, partnerId: null }
      return aCaller(stage.work, await addMember(stage.work, networkId, person))
    }
    const [member, observer] = [await join('member'), await join('observer')]
    expect(await member.story.told({ networkId })).toEqual([])
    await stage.close()
    const [first] = await member.story.told({ networkId })
    expect(first?.stories).toEqual([
      { id: kept, text: 'A flood', teller: 'My mother', name: 'Anna', partner: 'City Council' },
    ])
    expect((await observer.story.told({ networkId }))[0]?.stories).toEqual([
      { id: kept, text: 'A flood', teller: '', name: '', partner: 'City Council' },
    ])
    const other = await whole('story')
    expect(await outcome(other.convenor.story.told({ networkId }))).toBe('not_found')
    expect(await outcome((await aCaller(stage.work)).story.told({ networkId }))).toBe('signed_out')
  })
})

describe('the triangle check', () => {
  test('tells the convenor alone who backs us, and puts it into the register when they say so', async () => {
    const { sessionId, networkId, anna, bela, convenor } = await whole('triangle')
    const suggestionId = newId<'suggestion'>()
    const tell = () => anna.authoriser.suggest({ sessionId, suggestionId, ...backer, capacity: 'Two days a week' })
    await tell()
    await tell()
    expect(await anna.authoriser.mySuggestions({ sessionId })).toHaveLength(1)
    expect(await bela.authoriser.mySuggestions({ sessionId })).toEqual([])
    expect(await outcome(bela.authoriser.suggestions({ sessionId }))).toBe('signed_out')
    expect(await outcome(bela.authoriser.settleSuggestion({ sessionId, suggestionId, as: 'added' }))).toBe('signed_out')
    const [told] = await convenor.authoriser.suggestions({ sessionId })
    expect(told).toMatchObject({ label: 'The leader', capacity: 'Two days a week', state: 'open' })
    expect(JSON.stringify(told)).not.toContain('Anna')
    await convenor.authoriser.settleSuggestion({ sessionId, suggestionId, as: 'set-aside' })
    await convenor.authoriser.settleSuggestion({ sessionId, suggestionId, as: 'added' })
    await convenor.authoriser.settleSuggestion({ sessionId, suggestionId, as: 'added' })
    const { authorisers } = await convenor.authoriser.register({ networkId })
    expect(authorisers.map(({ label }) => label)).toEqual(['The leader'])
  })
  test('names the field that is missing, and another workshop’s convenor finds nothing', async () => {
    const { sessionId, anna } = await whole('triangle')
    const other = await whole('triangle')
    const suggestionId = newId<'suggestion'>()
    const bad = (words: object) =>
      outcome(anna.authoriser.suggest({ sessionId, suggestionId, ...backer, ...words } as never))
    expect(await bad({ label: '' })).toBe('field.needed')
    expect(await bad({ basis: 'formal' })).toBe('authoriser.paper_needed')
    expect(await bad({ endsOn: '2026-02-30' })).toBe('field.not_a_day')
    await anna.authoriser.suggest({ sessionId, suggestionId, ...backer })
    expect(await outcome(other.convenor.authoriser.suggestions({ sessionId }))).toBe('not_found')
    const settle = other.convenor.authoriser.settleSuggestion
    expect(await outcome(settle({ sessionId: other.sessionId, suggestionId, as: 'added' }))).toBe('not_found')
  })
})

describe('what we do next', () => {
  const plan = { title: 'Breakfast', kind: 'convening' as const, corners: ['value' as const], aim: 'Trust' }
  test('is planned by a guest for their partner, once, and stands among the network’s work', async () => {
    const { sessionId, networkId, stage, anna, bela, convenor } = await whole('activities')
    const activityId = newId<'activity'>()
    for (const _ of [1, 2]) await anna.activity.propose({ sessionId, activityId, ...plan })
    const planned = await bela.activity.planned({ sessionId })
    expect(planned).toEqual([
      {
        id: activityId,
        title: 'Breakfast',
        corners: ['value'],
        aim: 'Trust',
        onDay: null,
        partnerId: stage.partners[0],
      },
    ])
    expect(JSON.stringify(await convenor.activity.alignment({ networkId }))).toContain('Breakfast')
  })
  test('is refused without what it is for, on a day that has gone, or at another step', async () => {
    const { stage, sessionId, anna } = await whole('activities')
    const bad = (words: object) =>
      outcome(anna.activity.propose({ sessionId, activityId: newId(), ...plan, ...words } as never))
    expect(await bad({ aim: '' })).toBe('field.needed')
    expect(await bad({ onDay: '2001-01-01' })).toBe('activity.plan_in_past')
    expect(await bad({ kind: null })).toBe('field.needed')
    await stage.to('talk')
    expect(await bad({})).toBe('step.not_the_time')
    expect(await anna.activity.planned({ sessionId })).toEqual([])
  })
})

describe('the private minute', () => {
  test('keeps a guest’s reflection for whom they chose, and nobody else reads it', async () => {
    const { stage, sessionId, networkId, anna, bela, convenor } = await whole('minute')
    const colleague = await addMember(stage.work, networkId, {
      ...{ email: `${newId()}@example.org`, name: 'Cara', role: 'member' as const },
      partnerId: stage.partners[0] as never,
    })
    const stranger = await addMember(stage.work, networkId, {
      ...{ email: `${newId()}@example.org`, name: 'Dee', role: 'member' as const },
      partnerId: stage.partners[1] as never,
    })
    for (const audience of ['me', 'organisation', 'convenors', 'network'] as const)
      await anna.reflection.writeHere({ sessionId, reflectionId: newId(), happened: `for ${audience}`, audience })
    const read = async (userId: typeof colleague) => {
      const caller = await aCaller(stage.work, userId)
      const { reflections } = await caller.reflection.list({ networkId })
      expect(reflections.every(({ author }) => author === '')).toBe(true)
      return reflections.map(({ happened }) => happened).sort()
    }
    expect(await read(stage.convenor)).toEqual(['for convenors', 'for network'])
    expect(await read(colleague)).toEqual(['for network', 'for organisation'])
    expect(await read(stranger)).toEqual(['for network'])
    expect((await anna.reflection.here({ sessionId })).reflections).toHaveLength(4)
    expect((await bela.reflection.here({ sessionId })).reflections).toEqual([])
    expect(JSON.stringify(await convenor.session.now({ sessionId }))).not.toContain('for ')
  })
  test('passes what was heard to the convenors with the partner, and never with the person', async () => {
    const { stage, sessionId, networkId, anna, convenor } = await whole('minute')
    const noteId = newId<'note'>()
    for (const _ of [1, 2]) await anna.intelligence.noteHere({ sessionId, noteId, text: 'The grant is late' })
    const { single } = await convenor.intelligence.heard({ networkId })
    expect(single.map(({ text, partner }) => [text, partner?.name])).toEqual([['The grant is late', 'City Council']])
    expect(JSON.stringify(single)).not.toContain('Anna')
    const member = await addMember(stage.work, networkId, {
      ...{ email: `${newId()}@example.org`, name: 'Cara', role: 'member' as const },
      partnerId: null,
    })
    const caller = await aCaller(stage.work, member)
    expect((await caller.intelligence.heard({ networkId })).single).toEqual([])
  })
  test('counts a guest’s pulse once, and tells of a group only from four answers on', async () => {
    const { stage, sessionId, networkId, convenor } = await whole('minute')
    const answer = { band: 'junior' as const, start: 4 as const, problem: 2 as const }
    const junior = async () =>
      (await convenor.reflection.pulse({ networkId })).bands.find(({ band }) => band === 'junior')
    for (let no = 1; no <= 4; no += 1) {
      const guest = from(stage, await stage.join(no % 3))
      for (const _ of [1, 2]) await guest.reflection.pulseHere({ sessionId, ...answer })
      expect((await guest.reflection.here({ sessionId })).answered).toBe(true)
      if (no < 4) expect(JSON.stringify(await junior())).not.toMatch(/"mean":\d/)
    }
    expect(JSON.stringify(await junior())).toMatch(/4/)
    const rows = await database.sql`select voter_id from guest_pulses where session_id = ${sessionId}`
    expect(rows).toHaveLength(4)
  })
  test('counts a guest who answered, made the seat their own and then answered signed in, once', async () => {
    const { stage, sessionId, networkId } = await whole('minute')
    const answer = { band: 'junior' as const, start: 4 as const, problem: 2 as const }
    const seat = await stage.join(0)
    await from(stage, seat).reflection.pulseHere({ sessionId, ...answer })
    const joins = { email: `${newId()}@example.org`, name: 'Dai', role: 'member' as const, partnerId: null }
    const userId = await addMember(stage.work, networkId, joins)
    await database.sql`update seats set user_id = ${userId} where id = ${seat.id}`
    const dai = await aCaller(stage.work, userId)
    expect(await dai.reflection.pulse({ networkId })).toMatchObject({ answered: true })
    await from(stage, seat).reflection.pulseHere({ sessionId, ...answer })
    await dai.reflection.write({ networkId, happened: 'x', agency: answer })
    expect(await database.sql`select 1 from agency_answers where network_id = ${networkId}`).toHaveLength(0)
  })
  test('keeps a guest’s answer behind those before it, also when the server’s clock was put back', async () => {
    const { stage, sessionId } = await whole('minute')
    const answer = async (start: 2 | 5, time: string) => {
      const clock = { now: () => new Date(`2026-03-01T${time}Z`) }
      const guest = from({ ...stage, work: { ...stage.work, clock } }, await stage.join(0))
      await guest.reflection.pulseHere({ sessionId, band: 'junior', start, problem: 3 })
    }
    await answer(2, '12:00:00')
    await answer(5, '11:59:59')
    const rows = await database.sql`select start from guest_pulses where session_id = ${sessionId} order by given_at`
    expect(rows.map(({ start }) => start)).toEqual([2, 5])
  })
  test('is over when the room goes on', async () => {
    const { stage, sessionId, anna } = await whole('minute')
    await stage.to('finish')
    const write = anna.reflection.writeHere({ sessionId, reflectionId: newId(), happened: 'x', audience: 'me' })
    expect(await outcome(write)).toBe('step.not_the_time')
  })
})

describe('dots', () => {
  const dotted = async (rules: object) => {
    const stage = await aStage(database, { template: 'backing-at-risk' })
    const seats = [await stage.join(0), await stage.join(1)] as const
    await stage.to('talk')
    const convenor = await aCaller(stage.work, stage.convenor)
    const { sessionId } = stage
    const stepId = await convenor.plan.insert({ sessionId, kind: 'dots', minutes: 4, dotsOn: 'statements', ...rules })
    await convenor.session.moveToStep({ sessionId, to: stepId })
    const [one = '', two = ''] = stage.statements as readonly string[]
    return { stage, sessionId, stepId, convenor, one, two, anna: from(stage, seats[0]), bela: from(stage, seats[1]) }
  }
  test('lie hidden until the convenor shows them, and are counted together', async () => {
    const { sessionId, stepId, convenor, one, two, anna, bela } = await dotted({ dots: 3, stacking: 'many' })
    await anna.dots.place({ sessionId, placed: [{ thingId: one, count: 3 }] })
    await anna.dots.place({
      ...{ sessionId },
      placed: [
        { thingId: one, count: 2 },
        { thingId: two, count: 0 },
      ],
    })
    await bela.dots.place({ sessionId, placed: [{ thingId: two, count: 1 }] })
    for (const who of [anna, bela, convenor])
      expect((await who.dots.things({ sessionId })).map(({ count }) => count)).toEqual([null, null])
    expect(await anna.dots.mine({ sessionId })).toEqual([{ thingId: one, count: 2 }])
    expect((await bela.session.now({ sessionId })).written.dotters).toBe(2)
    expect(await outcome(bela.dots.show({ sessionId, stepId }))).toBe('signed_out')
    await convenor.dots.show({ sessionId, stepId })
    expect((await bela.dots.things({ sessionId })).map(({ id, count }) => [id, count])).toEqual([
      [one, 2],
      [two, 1],
    ])
    expect(await outcome(bela.dots.place({ sessionId, placed: [] }))).toBe('dots.shown_already')
  })
  test('stay as they were shown when the room goes on, and are in the record', async () => {
    const { stage, sessionId, stepId, convenor, one, two, anna, bela } = await dotted({ dots: 3 })
    await anna.dots.place({ sessionId, placed: [{ thingId: two, count: 1 }] })
    expect(await bela.dots.shown({ sessionId })).toEqual([])
    await convenor.dots.show({ sessionId, stepId })
    await stage.to('show-answers')
    const ended = { outcome: 'reworded', statementId: two as never, text: 'Two, said better', meaning: 'same' } as const
    await convenor.talk.write({ sessionId, ended })
    const things = [
      { id: two, text: 'Two', language: 'en-GB', count: 1 },
      { id: one, text: 'One', language: 'en-GB', count: 0 },
    ]
    expect(await bela.dots.shown({ sessionId })).toEqual([{ stepId, title: '', dotsOn: 'statements', things }])
    await convenor.session.moveToStep({ sessionId, to: stepId as never })
    expect(await bela.dots.things({ sessionId })).toEqual(things)
    await stage.close()
    const { dots, intact } = await openRecord(database.db, stage, sessionId)
    expect([dots[0]?.things, intact]).toEqual([things.map(({ language: _, ...kept }) => kept), true])
  })
  test('are no more than everybody has, one on a thing unless they may be stacked, and on nothing unknown', async () => {
    const { sessionId, one, two, anna } = await dotted({ dots: 2 })
    const place = (...placed: { thingId: string; count: number }[]) => outcome(anna.dots.place({ sessionId, placed }))
    expect(await place({ thingId: one, count: 2 })).toBe('dots.not_stacked')
    expect(await place({ thingId: one, count: 1 }, { thingId: two, count: 2 })).toBe('dots.too_many')
    expect(await place({ thingId: one, count: 1 }, { thingId: one, count: 1 })).toBe('dots.unknown')
    expect(await place({ thingId: newId(), count: 1 })).toBe('dots.unknown')
    expect(await anna.dots.mine({ sessionId })).toEqual([])
    expect(await place({ thingId: one, count: 1 }, { thingId: two, count: 1 })).toBe('ok')
  })
})

describe('who may do it', () => {
  type Call = (ask: ReturnType<typeof from>, sessionId: Stage['sessionId']) => Promise<unknown>
  const words = { reflectionId: newId<'reflection'>(), happened: 'x' }
  const plan = { activityId: newId<'activity'>(), title: 'x', aim: 'y' }
  const backs = { suggestionId: newId<'suggestion'>(), ...backer }
  const thing = { kind: 'story' as const, thingId: newId() }
  /** Of whoever has a seat. */
  const SEATED: [string, Call][] = [
    ['story.tell', (ask, sessionId) => ask.story.tell({ sessionId, storyId: newId(), text: 'x' })],
    ['story.mine', (ask, sessionId) => ask.story.mine({ sessionId })],
    ['authoriser.suggest', (ask, sessionId) => ask.authoriser.suggest({ sessionId, ...backs })],
    ['authoriser.mySuggestions', (ask, sessionId) => ask.authoriser.mySuggestions({ sessionId })],
    ['activity.propose', (ask, sessionId) => ask.activity.propose({ sessionId, ...plan })],
    ['reflection.writeHere', (ask, sessionId) => ask.reflection.writeHere({ sessionId, ...words })],
    ['reflection.pulseHere', (ask, sessionId) => ask.reflection.pulseHere({ sessionId })],
    ['pulse.here', (ask, sessionId) => ask.pulse.here({ sessionId })],
    ['pulse.answerHere', (ask, sessionId) => ask.pulse.answerHere({ sessionId, points: { purpose: 3 } })],
    ['reflection.here', (ask, sessionId) => ask.reflection.here({ sessionId })],
    ['intelligence.noteHere', (ask, sessionId) => ask.intelligence.noteHere({ sessionId, noteId: newId(), text: 'x' })],
    ['dots.place', (ask, sessionId) => ask.dots.place({ sessionId, placed: [] })],
    ['dots.mine', (ask, sessionId) => ask.dots.mine({ sessionId })],
    ['moderation.report', (ask, sessionId) => ask.moderation.report({ sessionId, ...thing })],
  ]
  /** Of whoever is in the room: a seat, or its convenor. */
  const PRESENT: [string, Call][] = [
    ['story.list', (ask, sessionId) => ask.story.list({ sessionId })],
    ['activity.planned', (ask, sessionId) => ask.activity.planned({ sessionId })],
    ['dots.things', (ask, sessionId) => ask.dots.things({ sessionId })],
    ['dots.shown', (ask, sessionId) => ask.dots.shown({ sessionId })],
    ['participant.names', (ask, sessionId) => ask.participant.names({ sessionId })],
  ]
  /** Of the workshop's convenor alone. */
  const CONVENING: [string, Call][] = [
    ['plan.runSheet', (ask, sessionId) => ask.plan.runSheet({ sessionId })],
    ['plan.insert', (ask, sessionId) => ask.plan.insert({ sessionId, kind: 'own', minutes: 1 })],
    ['plan.change', (ask, sessionId) => ask.plan.change({ sessionId, stepId: newId(), minutes: 1 })],
    ['plan.leaveOut', (ask, sessionId) => ask.plan.leaveOut({ sessionId, stepId: newId(), state: 'planned' })],
    ['plan.save', (ask, sessionId) => ask.plan.save({ sessionId, name: 'x' })],
    ['session.pause', (ask, sessionId) => ask.session.pause({ sessionId, paused: true })],
    ['session.startTimer', (ask, sessionId) => ask.session.startTimer({ sessionId, minutes: 1 })],
    ['session.extendTimer', (ask, sessionId) => ask.session.extendTimer({ sessionId, minutes: 1 })],
    ['session.stopTimer', (ask, sessionId) => ask.session.stopTimer({ sessionId })],
    ['authoriser.suggestions', (ask, sessionId) => ask.authoriser.suggestions({ sessionId })],
    [
      'authoriser.settleSuggestion',
      (ask, sessionId) => ask.authoriser.settleSuggestion({ sessionId, suggestionId: newId(), as: 'added' }),
    ],
    ['dots.show', (ask, sessionId) => ask.dots.show({ sessionId, stepId: newId() })],
    ['moderation.checking', (ask, sessionId) => ask.moderation.checking({ sessionId })],
    [
      'moderation.judge',
      (ask, sessionId) => ask.moderation.judge({ sessionId, ...thing, text: 'x', verdict: 'passed' }),
    ],
  ]
  test('nobody from outside the room gets anything out of a seat’s procedures, or a convenor’s', async () => {
    const [here, there] = [await whole('story'), await whole('story')]
    const nobody = await aCaller(here.stage.work)
    for (const [name, call] of [...SEATED, ...PRESENT])
      for (const ask of [nobody, there.anna, there.convenor])
        expect(await outcome(call(ask, here.sessionId)), name).toBe('not_found')
    for (const [name, call] of CONVENING) {
      expect(await outcome(call(there.convenor, here.sessionId)), name).toBe('not_found')
      for (const ask of [nobody, there.anna, here.anna])
        expect(await outcome(call(ask, here.sessionId)), name).toBe('signed_out')
    }
  })
  test('every procedure of these rooms is in these lists', () => {
    const listed = new Set([...SEATED, ...PRESENT, ...CONVENING].map(([name]) => name))
    const known = Object.keys(appRouter._def.procedures).filter((name) =>
      /^(story|dots|moderation|plan)\.|(Here|Suggestions?|suggest|Timer)$/.test(name),
    )
    // Those of the network's convenors are tried with its plans, and the proposition's in its own room; story.told above.
    expect(known.filter((name) => !listed.has(name)).sort()).toEqual([
      ...['plan.forget', 'plan.templates', 'proposition.answerHere', 'story.told'],
    ])
  })
})
