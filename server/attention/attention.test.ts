import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { addMember } from '#server/network/add-member.ts'
import { giveRating } from '#server/rating/give-rating.ts'
import { findRecords } from '#server/record/find.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { aCaller, type Caller } from '#server/trpc/a-caller.ts'
import { type Day, dayAt, daysAfter } from '#server/vocabulary/day.ts'
import { newId, type StatementId } from '#server/vocabulary/ids.ts'
import { FIRST_ZONE } from '#server/vocabulary/time-zone.ts'
import type { Item } from './item.ts'
import { readMine } from './read-mine.ts'
import { readOverview } from './read-overview.ts'

let database: Database
let stage: Stage
let convenor: Caller
let council: Caller
let traders: Caller
beforeAll(async () => {
  database = await scratchDatabase()
  stage = await aStage(database)
  const join = async (partner: number) =>
    aCaller(
      stage.work,
      await addMember(stage.work, stage.networkId, {
        ...{ email: `${newId()}@example.org`, name: 'Ben', role: 'member' },
        partnerId: stage.partners[partner] ?? null,
      }),
    )
  convenor = await aCaller(stage.work, stage.convenor)
  ;[council, traders] = [await join(0), await join(2)]
})
afterAll(() => database.close())

const today = dayAt(new Date(), FIRST_ZONE) as Day
const waits = async (who: Caller) => who.attention.network({ networkId: stage.networkId })
const kinds = (items: readonly Item[]) => items.map(({ is }) => is)

test('nothing waits in a new network', async () => {
  for (const who of [convenor, council]) expect(await waits(who)).toEqual([])
  const { purposes, backing, means, work, value, hearing } = await convenor.attention.overview({
    networkId: stage.networkId,
  })
  expect([purposes.all, backing.all, means.all, work.done, value.all, hearing?.threads]).toEqual([2, 0, 0, 0, 0, 0])
})

test('a tie that may end waits for convenors and for whoever holds it, and a paper for whoever is to write it', async () => {
  const { networkId, partners } = stage
  const authoriserId = await convenor.authoriser.add({
    ...{ networkId, label: 'Dean', kind: 'person', gives: ['staff'], basis: 'personal' },
    ...{ heldByPartner: partners[0] ?? null, endsOn: daysAfter(today, 40) },
  })
  await convenor.authoriser.planFormalisation({
    ...{ networkId, authoriserId, what: 'A memorandum', ownerPartner: partners[2] ?? null },
    dueOn: daysAfter(today, 10),
  })
  expect(kinds(await waits(convenor))).toEqual(['backing_ends', 'paper_due', 'unbacked'])
  expect(await waits(council)).toEqual([
    {
      ...{ is: 'backing_ends', backer: 'Dean', inDays: 40, day: daysAfter(today, 40), left: 0, alone: true },
      path: `backing/${authoriserId}`,
    },
  ])
  expect(kinds(await waits(traders))).toEqual(['paper_due'])
})

test('what people hear waits for convenors, and an answer for whoever wrote', async () => {
  const { networkId } = stage
  const noteId = await traders.intelligence.note({
    ...{ networkId, text: 'The till is slow', aboutKind: 'topic', about: 'Tills', heardOn: '2026-01-05' },
    sensitivity: 'convenors',
  })
  const before = await waits(convenor)
  expect(before.find(({ is }) => is === 'notes_new')).toMatchObject({ count: 1 })
  expect(kinds(await waits(council))).not.toContain('notes_new')
  await convenor.intelligence.answer({ networkId, of: { noteId }, state: 'acted_on', answer: 'It is mended' })
  expect(kinds(await waits(traders))).toContain('note_answered')
  expect(kinds(await waits(council))).not.toContain('note_answered')
  expect(kinds(await waits(convenor))).not.toContain('notes_new')
})

test('a loss waits for convenors until somebody deals with it', async () => {
  const { networkId, partners } = stage
  const loss = { direction: 'destroyed', dimension: 'cost', text: 'Queues', bears: 'Shoppers' } as const
  const cause = { kind: 'other' as const, id: '', text: 'Tills' }
  const entryId = await council.value.note({ networkId, ...loss, cause })
  expect((await waits(convenor)).find(({ is }) => is === 'loss_open')).toMatchObject({ path: `value/${entryId}` })
  expect(kinds(await waits(council))).not.toContain('loss_open')
  await council.value.planMitigation({ networkId, entryId, what: 'A second till', ownerPartner: partners[0] ?? null })
  expect(kinds(await waits(convenor))).not.toContain('loss_open')
})

test('a plan whose day has passed waits for whoever keeps it up and for convenors, and for nobody else', async () => {
  const { networkId } = stage
  const activityId = await council.activity.plan({
    ...{ networkId, title: 'Breakfast', kind: 'convening', corners: ['value'], onDay: today },
    aim: { kind: 'own_words', text: 'Trust' },
  })
  await database.sql`update activities set on_day = ${daysAfter(today, -2)} where id = ${activityId}`
  expect((await waits(council)).find(({ is }) => is === 'plan_passed')).toMatchObject({ title: 'Breakfast' })
  expect(kinds(await waits(convenor))).toContain('plan_passed')
  expect(kinds(await waits(traders))).not.toContain('plan_passed')
})

test('my own page holds what waits in each of my networks', async () => {
  const mine = await traders.attention.mine()
  expect(mine.map(({ id, role, partners, items }) => [id, role, partners, kinds(items)])).toEqual([
    [stage.networkId, 'member', 3, ['paper_due', 'note_answered']],
  ])
})

test('where we differ most is what partners differ on, also where its figures are not told, and nothing they agree on', async () => {
  const one = await aStage(database)
  const [apart, agreed] = one.statements as [StatementId, StatementId]
  // People of two organisations differ inside, so that no spread is told of the first.
  const stances = [
    [2, 2, 1],
    [2, 1, 2],
    [-2, -2, -2],
  ] as const
  const seats = []
  for (const [partner, own] of stances.entries())
    for (const stance of own) seats.push({ seat: await one.join(partner), stance })
  await one.to('rate')
  for (const { seat, stance } of seats) {
    await giveRating(one.work, seat, { statementId: apart, answer: stance })
    await giveRating(one.work, seat, { statementId: agreed, answer: 2 })
  }
  await one.to('show-answers')
  await one.close()
  const by = { networkId: one.networkId, userId: one.convenor, role: 'convenor' as const }
  const [last] = await findRecords(database.db, by)
  const told = await readOverview(one.work, by, last)
  expect(told.apart).toMatchObject([{ id: apart, text: 'One', kind: 'conflict' }])
})

test('an agreement to be looked at again waits for convenors and for whoever sees to it, until that was done', async () => {
  const one = await aStage(database)
  const { networkId, partners } = one
  const member = async (partner: number) =>
    aCaller(
      one.work,
      await addMember(one.work, networkId, {
        ...{ email: `${newId()}@example.org`, name: '', role: 'member' as const, partnerId: partners[partner] ?? null },
      }),
    )
  const [desk, owner, other] = [await aCaller(one.work, one.convenor), await member(0), await member(1)]
  const agree = (text: string, reviewOn: string) =>
    desk.agreement.make({
      networkId,
      text,
      agreedOn: daysAfter(today, -10),
      reviewOn,
      ownerPartner: partners[0] ?? null,
    })
  await agree('We meet at lunch', daysAfter(today, 31))
  const soon = await agree('We share the hall', daysAfter(today, 30))
  const waiting = async (who: Caller) =>
    (await who.attention.network({ networkId })).filter(({ is }) => is === 'agreement_due')
  const due = { is: 'agreement_due', text: 'We share the hall', path: `agreements/${soon}` }
  for (const who of [desk, owner])
    expect(await waiting(who)).toEqual([{ ...due, day: daysAfter(today, 30), late: false }])
  expect(await waiting(other)).toEqual([])
  await database.sql`update agreements set review_on = ${daysAfter(today, -1)} where id = ${soon}`
  expect(await waiting(owner)).toEqual([{ ...due, day: daysAfter(today, -1), late: true }])
  await desk.agreement.end({ networkId, agreementId: soon, endedOn: today, outcome: '' })
  expect(await waiting(desk)).toEqual([])
})

test('my own page opens for whoever is taken out of a network while it is read', async () => {
  const one = await aStage(database)
  const mine = readMine(one.work, { userId: one.convenor })
  await new Promise(setImmediate)
  await database.sql`update members set ended_at = now() where user_id = ${one.convenor}`
  expect(await mine).toBeInstanceOf(Array)
})
