import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { networks } from '#db/schema/networks.ts'
import { seededDatabase } from '#db/seeded.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { AddAuthoriserInput } from '#server/authoriser/input.ts'
import { addAuthoriser, endAuthoriser } from '#server/authoriser/keep-authoriser.ts'
import { findChanges } from '#server/change/find.ts'
import { addMember } from '#server/network/add-member.ts'
import { aStage } from '#server/session/a-stage.ts'
import { type Day, dayAt, daysAfter } from '#server/vocabulary/day.ts'
import { type ActivityId, type NetworkId, newId, type UserId } from '#server/vocabulary/ids.ts'
import { FIRST_ZONE } from '#server/vocabulary/time-zone.ts'
import { makeListeners, makeWork, type Work } from '#server/work.ts'
import { callOffActivity, changeActivity, finishActivity, relabelActivity } from './change-activity.ts'
import { openActivity } from './find.ts'
import { ChangeActivityInput, LogActivityInput, PlanActivityInput } from './input.ts'
import { logActivity, planActivity } from './log-activity.ts'
import { readAlignment } from './read-alignment.ts'

let database: Database
beforeAll(async () => {
  database = await seededDatabase()
}, 120_000)
afterAll(() => database.close())

interface Scenario {
  name: string
  statements: { id: string; text: string }[]
  expect_authority_activity: {
    corner_planned_unplanned: Record<'value' | 'authorising' | 'capacity', [number, number]>
    serendipity_ratio: number
  }
}
const scenarios = JSON.parse(readFileSync('db/demo/scenarios.json', 'utf8')) as Scenario[]
const demoReader = async (name: string) => {
  const [row] = await database.db.select().from(networks).where(eq(networks.name, name))
  return { networkId: row?.id as NetworkId, userId: '' as UserId, role: 'member' } as Membership
}
const demoWork = () => makeWork(database.db, makeListeners())

describe('the demo networks, through the tables', () => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s leaves as much to chance as expected',
    async (name, { expect_authority_activity: wanted, statements }) => {
      const alignment = await readAlignment(demoWork(), await demoReader(name))
      const counted = Object.fromEntries(
        Object.entries(alignment.corners).map(([corner, { planned, chance }]) => [corner, [planned, chance]]),
      )
      expect(counted).toEqual(wanted.corner_planned_unplanned)
      expect(Math.round((alignment.share as number) * 100) / 100).toBe(wanted.serendipity_ratio)
      expect(alignment.blind).toEqual([])
      expect(alignment.gaps).toHaveLength(3)
      const known = new Set(statements.map(({ text }) => text))
      for (const gap of alignment.gaps) expect(gap.kind === 'authoriser' || known.has(gap.label)).toBe(true)
      // A member reads all notes of the first network's thread; the others' threads hold what is for convenors alone.
      const thread = name === scenarios[0]?.name ? ['thread'] : []
      expect(new Set(alignment.gaps.map(({ kind }) => kind))).toEqual(new Set(['statement', 'authoriser', ...thread]))
    },
  )
})

/** A network with a member, and a clock that can be put on. */
async function aNetwork() {
  const stage = await aStage(database)
  let now = new Date('2026-03-01T12:00:00Z')
  const work: Work = { ...stage.work, clock: { now: () => now } }
  const by = { networkId: stage.networkId, userId: stage.convenor, role: 'member' } as Membership
  return {
    ...{ stage, work, by },
    today: () => dayAt(now, FIRST_ZONE),
    daysPass: (days: number) => {
      now = new Date(now.getTime() + days * 86_400_000)
    },
    open: (id: ActivityId) => openActivity(database.db, by, id),
  }
}
const about = { title: 'Breakfast for directors', kind: 'convening', corners: ['value'] } as const
const inWords = { kind: 'own_words', text: 'Trust before the vote' } as const
const logged = (onDay: string, more = {}) => LogActivityInput.parse({ ...about, onDay, ...more })
const planned = (onDay: string | null, more = {}) => PlanActivityInput.parse({ ...about, onDay, aim: inWords, ...more })

describe('an activity', () => {
  test('that is logged after the event counts as chance, whatever it was for', async () => {
    const { work, by, today, open } = await aNetwork()
    const id = await logActivity(work, by, logged(today(), { aim: inWords }))
    expect(await open(id)).toMatchObject({ way: 'chance', state: 'done', aim: { label: 'Trust before the vote' } })
  })

  test('that was linked to an aim beforehand counts as planned, once it is done', async () => {
    const { work, by, today, daysPass, open } = await aNetwork()
    const id = await planActivity(work, by, planned(daysAfter(today(), 5)))
    expect((await readAlignment(work, by)).share).toBeNull()
    daysPass(6)
    await finishActivity(work, by, { activityId: id, version: 1, onDay: today(), outcome: 'Two came', next: 'Again' })
    expect(await open(id)).toMatchObject({ way: 'planned', state: 'done', outcome: 'Two came', next: 'Again' })
    expect((await readAlignment(work, by)).share).toBe(0)
  })

  test('can’t be logged without a corner, without a kind, for a day to come, or at 10,000 characters', async () => {
    const { work, by, today } = await aNetwork()
    const refused = async (more: object, field: string, code = 'field.needed') =>
      expect(await logActivity(work, by, logged(today(), more)).catch((error) => error)).toMatchObject({
        ...{ code, facts: { field } },
      })
    await refused({ corners: [] }, 'corner')
    await refused({ kind: null }, 'activityKind')
    await refused({ title: '  ' }, 'activityTitle')
    await refused({ onDay: daysAfter(today(), 1) }, 'onDay', 'field.in_future')
    await refused({ onDay: '2026-02-30' }, 'onDay', 'field.not_a_day')
    const long = await logActivity(work, by, logged(today(), { outcome: 'x'.repeat(10_000) })).catch((error) => error)
    expect(long).toMatchObject({ code: 'field.too_long', facts: { field: 'outcome', length: 10_000, limit: 4_000 } })
    expect(Object.values((await readAlignment(work, by)).lists).flat()).toEqual([])
  })

  test('can’t be planned without an aim, for a day gone by, or for a statement of another network', async () => {
    const { work, by, today } = await aNetwork()
    const other = await aStage(database)
    const code = async (input: ReturnType<typeof planned>) => (await planActivity(work, by, input).catch((e) => e)).code
    expect(await code(planned(null, { aim: null }))).toBe('field.needed')
    expect(await code(planned(daysAfter(today(), -1)))).toBe('activity.plan_in_past')
    const foreign = { kind: 'statement', id: other.statements[0] }
    expect(await code(planned(null, { aim: foreign }))).toBe('activity.aim_unknown')
    expect(await code(planned(null, { partners: [other.partners[0]] }))).toBe('partner.unknown')
  })

  test('is changed by two at once only by the first, and the second is told', async () => {
    const { work, by, today, open } = await aNetwork()
    const id = await logActivity(work, by, logged(today()))
    const change = (title: string) =>
      changeActivity(
        work,
        by,
        ChangeActivityInput.parse({ ...about, title, activityId: id, version: 1, onDay: today() }),
      )
    const results = await Promise.allSettled([change('One'), change('Two')])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await open(id)).version).toBe(2)
    await expect(change('Three')).rejects.toMatchObject({ code: 'activity.changed_meanwhile' })
  })

  test('that is called off stays with the reason, and counts no more', async () => {
    const { work, by, today, open } = await aNetwork()
    const id = await logActivity(work, by, logged(today()))
    await expect(callOffActivity(work, by, { activityId: id, version: 1, reason: ' ' })).rejects.toMatchObject({
      ...{ code: 'field.needed', facts: { field: 'callOffReason' } },
    })
    await callOffActivity(work, by, { activityId: id, version: 1, reason: 'It rained' })
    expect(await open(id)).toMatchObject({ state: 'dropped', outcome: 'It rained' })
    expect((await readAlignment(work, by)).all).toEqual({ planned: 0, chance: 0 })
  })
})

test('a change of who takes part in an activity is in the history, by name', async () => {
  const { work, by, today, stage } = await aNetwork()
  const [council, university] = stage.partners
  const id = await logActivity(work, by, logged(today(), { partners: [council] }))
  const input = ChangeActivityInput.parse({ ...about, activityId: id, version: 1, onDay: today() })
  await changeActivity(work, by, { ...input, partners: [council, university] as never })
  const told = await findChanges(database.db, stage.networkId, { thingId: id })
  expect(told.find(({ before }) => 'partners' in before)).toMatchObject({
    before: { partners: ['City Council'] },
    after: { partners: ['City Council', 'University'] },
  })
})

describe('relabelling', () => {
  test('is free for seven days, and afterwards needs a reason that everybody reads', async () => {
    const { work, by, today, daysPass, open, stage } = await aNetwork()
    const id = await logActivity(work, by, logged(today(), { aim: inWords }))
    const relabel = (version: number, way: 'planned' | 'chance', reason = '') =>
      relabelActivity(work, by, { activityId: id, version, way, reason })
    daysPass(7)
    await relabel(1, 'planned')
    daysPass(1)
    await expect(relabel(2, 'chance')).rejects.toMatchObject({ code: 'activity.reason_needed', facts: { days: 7 } })
    expect((await open(id)).way).toBe('planned')
    await relabel(2, 'chance', 'We had not planned it after all')
    const one = await open(id)
    expect(one.way).toBe('chance')
    expect(one.labels).toMatchObject([
      { way: 'planned', reason: 'We had not planned it after all', by: 'Amira' },
      { way: 'chance', reason: '' },
    ])
    const changes = await findChanges(database.db, stage.networkId, { thingId: id })
    expect(changes.map(({ before, after }) => [before.way, after.way])).toEqual([
      ['planned', 'chance'],
      ['chance', 'planned'],
      [undefined, 'chance'],
    ])
  })

  test('makes nothing planned that was for nothing, and no plan a thing of chance', async () => {
    const { work, by, today } = await aNetwork()
    const id = await logActivity(work, by, logged(today()))
    const ahead = await planActivity(work, by, planned(null))
    await expect(
      relabelActivity(work, by, { activityId: id, version: 1, way: 'planned', reason: '' }),
    ).rejects.toMatchObject({ code: 'field.needed', facts: { field: 'aim' } })
    await expect(
      relabelActivity(work, by, { activityId: ahead, version: 1, way: 'chance', reason: '' }),
    ).rejects.toMatchObject({ code: 'activity.not_done' })
  })
})

describe('a gap', () => {
  test('is gone once an activity is planned on it, and comes back when that is called off', async () => {
    const reader = await demoReader((scenarios[1] as Scenario).name)
    const [row] = await database.sql`select user_id from members where network_id = ${reader.networkId} limit 1`
    const by = { ...reader, userId: row?.user_id } as Membership
    const work = demoWork()
    const before = (await readAlignment(work, by)).gaps
    const first = before[0] as (typeof before)[number]
    const aim = { kind: first.kind, id: first.id }
    const id = await planActivity(work, by, planned(null, { aim }))
    const after = (await readAlignment(work, by)).gaps
    expect(after.map((gap) => gap.id)).not.toContain(first.id)
    expect(after).toHaveLength(3)
    await callOffActivity(work, by, { activityId: id, version: 1, reason: 'Not now' })
    expect((await readAlignment(work, by)).gaps).toEqual(before)
  })

  test('is none where it is not clear yet whether partners are split', async () => {
    const reader = await demoReader((scenarios[1] as Scenario).name)
    const onStatements = async () =>
      (await readAlignment(demoWork(), reader)).gaps.filter(({ kind }) => kind === 'statement').length
    const found = await onStatements()
    expect(found).toBeGreaterThan(0)
    const mayBe = (other: 'lukewarm' | null) => database.sql`
      update records set report = jsonb_set(report, '{report,statements}', (
        select jsonb_agg(jsonb_set(one, '{orKind}', coalesce(to_jsonb(${other}::text), 'null')))
        from jsonb_array_elements(report->'report'->'statements') one
      )) where network_id = ${reader.networkId}`
    await mayBe('lukewarm')
    expect(await onStatements()).toBe(0)
    await mayBe(null)
    expect(await onStatements()).toBe(found)
  })

  test('stays while what was done for it was done before the last workshop', async () => {
    const reader = await demoReader((scenarios[1] as Scenario).name)
    const work = demoWork()
    const gaps = (await readAlignment(work, reader)).gaps
    const first = gaps[0] as (typeof gaps)[number]
    const [row] = await database.sql`select user_id from members where network_id = ${reader.networkId} limit 1`
    const by = { ...reader, userId: row?.user_id } as Membership
    const then = daysAfter(dayAt(new Date(), FIRST_ZONE), -200)
    const id = await logActivity(work, by, logged(then as Day, { aim: { kind: first.kind, id: first.id } }))
    expect((await readAlignment(work, reader)).gaps).toEqual(gaps)
    await callOffActivity(work, by, { activityId: id, version: 1, reason: 'Not so' })
  })
})

test('an activity of another network can’t be opened or changed', async () => {
  const { work, by, today } = await aNetwork()
  const id = await logActivity(work, by, logged(today()))
  const other = await aNetwork()
  await expect(other.open(id)).rejects.toMatchObject({ code: 'not_found' })
  const elsewhere = { ...other.by, role: 'convenor' } as Membership
  await expect(
    callOffActivity(work, elsewhere, { activityId: id, version: 1, reason: 'Mine now' }),
  ).rejects.toMatchObject({ code: 'not_found' })
})

test('an activity whose sending was repeated is there once, with one line in the history', async () => {
  const { work, by, today } = await aNetwork()
  const once = logged(today(), { id: newId<'activity'>() })
  const ahead = planned(null, { id: newId<'activity'>() })
  const ids = await Promise.all([logActivity(work, by, once), logActivity(work, by, once)])
  for (const _ of ['first', 'again']) await planActivity(work, by, ahead)
  expect(new Set(ids)).toEqual(new Set([once.id]))
  const { counts, all } = await readAlignment(work, by)
  expect([counts.done + counts.ahead, all]).toEqual([2, { planned: 0, chance: 1 }])
  expect(await findChanges(database.db, by.networkId, { thingId: once.id as string })).toHaveLength(1)
})

test('what an activity was for stays with it, though the backer it names backs the network no more', async () => {
  const { work, by, today, open, stage } = await aNetwork()
  const backer = AddAuthoriserInput.parse({ label: 'The leader', kind: 'role', gives: ['access'], basis: 'personal' })
  const authoriserId = await addAuthoriser(stage.work, by, backer)
  const aim = { kind: 'authoriser', id: authoriserId }
  const id = await planActivity(work, by, planned(null, { aim }))
  await endAuthoriser(stage.work, by, { authoriserId, endedOn: dayAt(new Date(), FIRST_ZONE) })
  const input = ChangeActivityInput.parse({ ...about, title: 'Supper', activityId: id, version: 1, aim })
  await changeActivity(work, by, input)
  expect(await open(id)).toMatchObject({ title: 'Supper', aim: { id: authoriserId, label: 'The leader' } })
  const other = await planActivity(work, by, planned(null))
  const anew = ChangeActivityInput.parse({ ...about, activityId: other, version: 1, onDay: today(), aim })
  await expect(changeActivity(work, by, anew)).rejects.toMatchObject({ code: 'activity.aim_unknown' })
})

test('what was done before anybody planned it is not counted as planned', async () => {
  const { work, by, today, daysPass, open } = await aNetwork()
  const id = await planActivity(work, by, planned(null))
  daysPass(2)
  const finish = (onDay: Day) => finishActivity(work, by, { activityId: id, version: 1, onDay, outcome: '', next: '' })
  await expect(finish(daysAfter(today(), -3))).rejects.toMatchObject({ code: 'activity.before_planned' })
  await finish(daysAfter(today(), -2))
  const change = { ...about, aim: inWords, activityId: id, version: 2, onDay: daysAfter(today(), -90) }
  await expect(changeActivity(work, by, ChangeActivityInput.parse(change))).rejects.toMatchObject({
    code: 'activity.before_planned',
  })
  expect(await open(id)).toMatchObject({ state: 'done', onDay: daysAfter(today(), -2) })
})

test('a keeper who gave no name is no address to other members', async () => {
  const { work, by, today, stage } = await aNetwork()
  const email = `${newId()}@example.org`
  const userId = await addMember(work, by.networkId, { email, name: '', role: 'member', partnerId: null })
  const id = await logActivity(work, { ...by, userId }, logged(today()))
  expect(JSON.stringify(await openActivity(database.db, by, id))).not.toContain(email)
  const convenor = { ...by, userId: stage.convenor, role: 'convenor' as const }
  expect((await openActivity(database.db, convenor, id)).owner).toBe(email)
})
