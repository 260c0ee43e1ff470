import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { seatCookie } from '#server/auth/seat.ts'
import { addMember } from '#server/network/add-member.ts'
import { aStage } from '#server/session/a-stage.ts'
import type { OpenSessionInput } from '#server/session/input.ts'
import { aCaller, outcome } from '#server/trpc/a-caller.ts'
import { appRouter } from '#server/trpc/root.ts'
import { newId, type PartnerId, type StatementId } from '#server/vocabulary/ids.ts'
import type { Verdict, Written } from '#server/vocabulary/moderation.ts'

const SECRET = 'a secret of at least 32 characters'
let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 60_000)
afterAll(() => database.close())

async function room(rules: Partial<OpenSessionInput>) {
  const stage = await aStage(database, { template: 'yearly-review', ...rules })
  const { sessionId, networkId, work } = stage
  const phone = async (partner: number) =>
    appRouter.createCaller({
      work,
      cookies: seatCookie((await stage.join(partner)).id, sessionId, SECRET, false).split(';')[0] as string,
      secret: SECRET,
    })
  const who = { email: `m-${newId()}@example.org`, name: 'Mo', role: 'member' as const }
  const partnerId = stage.partners[1] as PartnerId
  const member = await aCaller(work, await addMember(work, networkId, { ...who, partnerId }))
  const convenor = await aCaller(work, stage.convenor)
  const checking = () => convenor.moderation.checking({ sessionId })
  /** The convenor's say to what they read under these words. */
  const say = async (words: string, verdict: Verdict) => {
    const thing = Object.values(await checking())
      .flat()
      .find(({ text }) => text === words)
    const { kind, thingId, text, teller, about } = thing as NonNullable<typeof thing>
    return convenor.moderation.judge({ sessionId, kind, thingId, text, teller, about, verdict })
  }
  return {
    ...{ stage, sessionId, networkId, convenor, member, checking, say },
    anna: await phone(0),
    bela: await phone(1),
  }
}
type Room = Awaited<ReturnType<typeof room>>
const texts = (things: readonly { kind: Written; text: string; about: string }[]) =>
  things.map(({ kind, text, about }) => [kind, text, about])
const plan = ({ anna, sessionId }: Room, title: string) =>
  anna.activity.propose({
    ...{ sessionId, activityId: newId(), title, aim: 'To be heard', kind: 'convening', corners: ['value'] },
  })
/** All that is sent of plans to somebody who did not write them. */
const sentOfPlans = async ({ bela, member, networkId, sessionId }: Room) =>
  JSON.stringify([
    await bela.activity.planned({ sessionId }),
    await bela.session.now({ sessionId }),
    await member.activity.alignment({ networkId }),
    await member.triangle.read({ networkId }),
  ])

test('a plan that is checked first is sent to nobody else, in the room or out of it, before the convenor lets it through', async () => {
  const here = await room({ moderation: 'check' })
  await here.stage.to('activities')
  await plan(here, 'Rude words')
  expect(await sentOfPlans(here)).not.toMatch(/Rude words|To be heard/)
  expect((await here.bela.session.now({ sessionId: here.sessionId })).written).toMatchObject({
    activities: 0,
    checking: 1,
  })
  expect(texts((await here.checking()).waiting)).toEqual([['activity', 'Rude words', 'To be heard']])
  await here.say('Rude words', 'passed')
  const planned = () => here.bela.activity.planned({ sessionId: here.sessionId })
  expect(await planned()).toMatchObject([{ title: 'Rude words', aim: 'To be heard' }])
  expect(await sentOfPlans(here)).toContain('Rude words')
  await here.say('Rude words', 'hidden')
  expect(await sentOfPlans(here)).not.toMatch(/Rude words|To be heard/)
  // Whoever runs the network keeps all of it in hand.
  const { lists } = await here.convenor.activity.alignment({ networkId: here.networkId })
  expect(lists.ahead.map(({ title }) => title)).toEqual(['Rude words'])
  await here.say('Rude words', 'passed')
  expect(await planned()).toHaveLength(1)
})

test('a plan whose words the convenor puts right is let through in those words', async () => {
  const here = await room({ moderation: 'check' })
  await here.stage.to('activities')
  await plan(here, 'Rude words')
  const [one] = (await here.convenor.activity.alignment({ networkId: here.networkId })).lists.ahead
  const { id, kind, family, corners, version } = one as NonNullable<typeof one>
  await here.convenor.activity.change({
    ...{ networkId: here.networkId, activityId: id, version, title: 'Breakfast', kind, family, corners },
    ...{ aim: { kind: 'own_words', text: 'To be heard' }, people: '', partners: [], onDay: null },
    ...{ outcome: '', next: '' },
  })
  expect(await here.bela.activity.planned({ sessionId: here.sessionId })).toMatchObject([{ title: 'Breakfast' }])
})

test('where nothing is checked first a plan can be hidden from the desk, and shown again', async () => {
  const here = await room({ moderation: 'none' })
  await here.stage.to('activities')
  await plan(here, 'Rude words')
  expect(texts((await here.checking()).shown)).toEqual([['activity', 'Rude words', 'To be heard']])
  await here.say('Rude words', 'hidden')
  expect(await sentOfPlans(here)).not.toContain('Rude words')
  expect(texts((await here.checking()).hidden)).toHaveLength(1)
  await here.say('Rude words', 'none')
  expect(await sentOfPlans(here)).toContain('Rude words')
})

const rate = ({ sessionId, stage }: Room, phone: Room['anna'], reason: string, no = 0) =>
  phone.rating.give({ sessionId, statementId: stage.statements[no] as StatementId, answer: 1, reason })
/** All that is sent of reasons to somebody who did not give them. */
const sentOfReasons = async ({ bela, convenor, sessionId }: Room) =>
  JSON.stringify([
    await bela.disagreement.shown({ sessionId }),
    await convenor.disagreement.shown({ sessionId }),
    await bela.disagreement.reasons({ sessionId }),
    await bela.talk.list({ sessionId }),
    await bela.rating.mine({ sessionId }),
  ])

test('a reason that is checked first is read by nobody before its answer is shown, and by the room once it is let through', async () => {
  const here = await room({ moderation: 'check' })
  await here.stage.to('rate')
  await rate(here, here.anna, 'Rude words')
  await rate(here, here.anna, 'Fine words', 1)
  await rate(here, here.bela, 'Fine words', 1)
  expect(texts((await here.checking()).waiting)).toEqual([])
  await here.stage.to('show-answers')
  const now = () => here.bela.session.now({ sessionId: here.sessionId })
  expect((await now()).written.reasonsRead).toBe('')
  const sent = await sentOfReasons(here)
  expect(sent).not.toContain('Rude words')
  // One's own stand with one's answers; the room reads neither.
  expect((await here.bela.disagreement.shown({ sessionId: here.sessionId }))?.reasons).toEqual([])
  expect(texts((await here.checking()).waiting).sort()).toEqual([
    ['reason', 'Fine words', 'Two'],
    ['reason', 'Rude words', 'One'],
  ])
  await here.say('Fine words', 'passed')
  await here.say('Rude words', 'hidden')
  const read = async () => (await here.bela.disagreement.shown({ sessionId: here.sessionId }))?.reasons ?? []
  expect((await read()).map(({ text }) => text)).toEqual(['Fine words', 'Fine words'])
  // Every page knows to look again.
  expect((await now()).written.reasonsRead).not.toBe('')
  expect(await sentOfReasons(here)).not.toContain('Rude words')
  // What the workshop keeps is what the room could read.
  await here.stage.close()
  const kept = JSON.stringify(await here.member.record.open({ sessionId: here.sessionId }))
  expect(kept).toContain('Fine words')
  expect(kept).not.toContain('Rude words')
})

test('pages look for other reasons when a verdict changes what the room may read, and at no other', async () => {
  const check = await room({ moderation: 'check' })
  const none = await room({ moderation: 'none' })
  for (const here of [check, none]) {
    await here.stage.to('rate')
    await rate(here, here.anna, 'Rude words')
    await here.stage.to('show-answers')
  }
  const mark = async ({ bela, sessionId }: Room) => (await bela.session.now({ sessionId })).written.reasonsRead
  const marks = async (here: Room, ...verdicts: Verdict[]) => {
    const said: string[] = []
    for (const verdict of verdicts) {
      await here.say('Rude words', verdict)
      said.push((await mark(here)) ? 'other' : 'as given')
    }
    return said
  }
  expect(await marks(check, 'hidden', 'passed', 'none')).toEqual(['as given', 'other', 'as given'])
  expect(await marks(none, 'passed', 'hidden', 'none')).toEqual(['as given', 'other', 'as given'])
})

test('a colleague who sits for the same organisation reads no reason that waits', async () => {
  const here = await room({ moderation: 'check', voice: 'named' })
  await here.stage.to('rate')
  await rate(here, here.anna, 'Rude words')
  const colleague = appRouter.createCaller({
    work: here.stage.work,
    cookies: seatCookie((await here.stage.join(0)).id, here.sessionId, SECRET, false).split(';')[0] as string,
    secret: SECRET,
  })
  await here.stage.to('show-answers')
  const mine = async () => (await colleague.rating.mine({ sessionId: here.sessionId })).map(({ reason }) => reason)
  expect(await mine()).toEqual([''])
  await here.say('Rude words', 'passed')
  expect(await mine()).toEqual(['Rude words'])
})

test('where nothing is checked first a reason can be hidden from the desk, and shown again, and reported by the room', async () => {
  const here = await room({ moderation: 'none' })
  await here.stage.to('rate')
  await rate(here, here.anna, 'Rude words')
  expect(texts((await here.checking()).shown)).toEqual([])
  await here.stage.to('show-answers')
  expect(await sentOfReasons(here)).toContain('Rude words')
  // A page knows it by the same name, whichever way it asked.
  const [[whole], [alone]] = [
    (await here.bela.disagreement.shown({ sessionId: here.sessionId }))?.reasons ?? [],
    await here.bela.disagreement.reasons({ sessionId: here.sessionId }),
  ]
  expect(whole).toEqual(alone)
  const it = { sessionId: here.sessionId, kind: 'reason' as const, thingId: whole?.thingId as string }
  await here.bela.moderation.report(it)
  expect((await here.checking()).reported).toMatchObject([{ text: 'Rude words', about: 'One', reports: 1 }])
  await here.say('Rude words', 'hidden')
  expect(await sentOfReasons(here)).not.toContain('Rude words')
  expect(await outcome(here.bela.moderation.report(it))).toBe('not_found')
  await here.say('Rude words', 'passed')
  expect(await sentOfReasons(here)).toContain('Rude words')
})

test('nothing is decided of a plan or a reason that is not there, or whose words are others', async () => {
  const here = await room({ moderation: 'check' })
  await here.stage.to('activities')
  await plan(here, 'Rude words')
  const { sessionId } = here
  const [waiting] = (await here.checking()).waiting
  const it = { sessionId, kind: 'activity' as const, thingId: waiting?.thingId as string, verdict: 'passed' as const }
  const judge = (more: object) =>
    outcome(here.convenor.moderation.judge({ ...it, text: 'Rude words', about: 'To be heard', ...more }))
  expect(await judge({ about: 'For something else' })).toBe('moderation.changed_meanwhile')
  expect(await judge({ thingId: 'nothing' })).toBe('not_found')
  expect(await judge({ kind: 'reason' })).toBe('not_found')
  expect((await here.checking()).waiting).toHaveLength(1)
})
