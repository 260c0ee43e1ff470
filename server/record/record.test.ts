import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { networks, partners } from '#db/schema/networks.ts'
import { ratings } from '#db/schema/ratings.ts'
import { records } from '#db/schema/records.ts'
import { seats } from '#db/schema/sessions.ts'
import { statements } from '#db/schema/statements.ts'
import { seededDatabase } from '#db/seeded.ts'
import { type Convening, conveningOf } from '#server/auth/who-is.ts'
import { readChange } from '#server/disagreement/read-change.ts'
import { lastSitting } from '#server/pulse/answer-pulse.ts'
import { giveRating } from '#server/rating/give-rating.ts'
import { isRefusal } from '#server/refusal.ts'
import { aStage } from '#server/session/a-stage.ts'
import { OpenSessionInput } from '#server/session/input.ts'
import { openSession } from '#server/session/open-session.ts'
import type { NetworkId, SessionId } from '#server/vocabulary/ids.ts'
import { makeListeners, makeWork } from '#server/work.ts'
import { closeSession } from './close-session.ts'
import { compareRecords } from './compare-records.ts'
import { findRecords, openRecord } from './find.ts'
import { findLastBoard, findLastClosed } from './find-last-board.ts'
import { findRecordStatements, type RecordStatements } from './find-statements.ts'
import { importPolis } from './import-polis.ts'

let database: Database
beforeAll(async () => {
  database = await seededDatabase()
}, 120_000)
afterAll(() => database.close())

interface Scenario {
  name: string
  statements: ({ id: string; text: string } & Record<`expect${number}`, { cls: string }>)[]
}
const scenarios = JSON.parse(readFileSync(join(process.cwd(), 'db/demo/scenarios.json'), 'utf8')) as Scenario[]
const networkNamed = async (name: string) => {
  const [row] = await database.db.select().from(networks).where(eq(networks.name, name))
  return { networkId: row?.id as NetworkId }
}

describe('the demo networks, through the tables', () => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s has the expected kinds at both sittings',
    async (name, scenario) => {
      const within = await networkNamed(name)
      const [second, first] = await findRecords(database.db, within)
      for (const [i, line] of [first, second].entries()) {
        const record = await openRecord(database.db, within, line?.sessionId as never)
        const kinds = Object.fromEntries(
          (record.shown?.report.statements ?? []).map(({ text, kind }) => [text, kind.replaceAll('-', '_')]),
        )
        const expected = Object.fromEntries(scenario.statements.map((one) => [one.text, one[`expect${i + 1}`]?.cls]))
        expect(kinds).toEqual(expected)
        expect(record.intact).toBe(true)
        expect(Object.keys(record.board.cards).length).toBeGreaterThan(5)
      }
    },
  )

  test('in the climate commission two statements changed their kind between the sittings, and three moved in strength', async () => {
    const scenario = scenarios[1] as Scenario
    const within = await networkNamed(scenario.name)
    const [second, first] = await findRecords(database.db, within)
    const read = (line: typeof first) => findRecordStatements(database.db, within, line?.sessionId as never)
    const compared = compareRecords(await read(first), await read(second))
    const id = (text: string) => scenario.statements.find((one) => one.text === text)?.id
    const having = (change: string) =>
      compared
        .filter((one) => one.change === change)
        .map(({ text }) => id(text))
        .sort()
    expect(having('other-kind')).toEqual(['e02', 'e09'])
    expect(having('moved')).toEqual(['e08', 'e11', 'e14'])
    expect(compared.find(({ text }) => id(text) === 'e02')).toMatchObject({
      before: { kind: 'split' },
      after: { kind: 'shared-yes' },
    })
    expect(compared.find(({ text }) => id(text) === 'e09')).toMatchObject({
      before: { kind: 'unclear' },
      after: { kind: 'lukewarm' },
    })
  })
})

test('a figure that one of two sittings does not tell is no movement', () => {
  const sitting = (position: number | null, unsure = 0.1) => {
    const statements = [{ id: 's', text: 'One', kind: 'conflict', orKind: null, position, unsure, dispersion: null }]
    return { roots: {}, statements } as unknown as RecordStatements
  }
  const change = (after: RecordStatements) => compareRecords(sitting(0.35), after)[0]?.change
  expect([change(sitting(null)), change(sitting(0.3)), change(sitting(null, 0.4))]).toEqual(['same', 'moved', 'moved'])
})

test('near the middle by middle answers, where it was lukewarm by people’s before, is no other kind and no movement', () => {
  const sitting = (kindBy: 'people' | 'partners', position: number, kind = 'lukewarm') => {
    const figures = { position, unsure: 0.1, dispersion: kindBy === 'people' ? 0.3 : null }
    const statements = [{ id: 's', text: 'One', kind, kindBy, orKind: null, voices: null, cells: [], ...figures }]
    return { roots: {}, statements } as unknown as RecordStatements
  }
  const change = (...both: [RecordStatements, RecordStatements]) => compareRecords(...both)[0]?.change
  const [lukewarm, nearMiddle] = [sitting('people', 0.05), sitting('partners', 0.12)]
  expect([change(lukewarm, nearMiddle), change(nearMiddle, lukewarm)]).toEqual(['same', 'same'])
  expect(change(nearMiddle, sitting('partners', 0.2))).toBe('moved')
  expect(change(nearMiddle, sitting('people', 0.5, 'aligned-for'))).toBe('other-kind')
})

test('where organisations moved between two sittings is told of each, and no other network may ask', async () => {
  const scenario = scenarios[1] as Scenario
  const within = await networkNamed(scenario.name)
  const [second, first] = await findRecords(database.db, within)
  const [earlier, later] = [first?.sessionId as SessionId, second?.sessionId as SessionId]
  const change = (await readChange(database.db, within, earlier, later)) ?? []
  const { roots, shown } = await openRecord(database.db, within, later)
  const ofText = (id: string) => {
    const { text } = scenario.statements.find((one) => one.id === id) as { text: string }
    const statement = shown?.report.statements.find((one) => one.text === text)
    return change.find(({ statementId }) => statementId === roots[statement?.id ?? ''])
  }
  expect(ofText('e02')?.arrows.some(({ before, after }) => after > before)).toBe(true)
  expect(
    change.flatMap(({ arrows }) => arrows).every(({ before, after }) => Math.max(-before, before, -after, after) <= 1),
  ).toBe(true)
  const other = await networkNamed((scenarios[0] as Scenario).name)
  await expect(readChange(database.db, other, earlier, later)).rejects.toSatisfy(isRefusal)
  const running = await aStage(database)
  await expect(readChange(database.db, running, running.sessionId, running.sessionId)).rejects.toSatisfy(isRefusal)
})

describe('a closed workshop', () => {
  test('is kept as the room saw it, and another network can’t open it', async () => {
    const [stage, other] = [await aStage(database), await aStage(database)]
    await stage.join(0)
    await stage.close()
    const record = await openRecord(database.db, stage, stage.sessionId)
    expect(record).toMatchObject({ intact: true, people: { count: 1 }, shown: null })
    await expect(openRecord(database.db, other, stage.sessionId)).rejects.toSatisfy(isRefusal)
  })

  test('answers that were never shown are not in its record', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0)
    await stage.to('rate')
    await giveRating(stage.work, seat, {
      statementId: stage.statements[0] as never,
      answer: 2,
      mandate: 'own',
      reason: 'a private reason',
      question: 'should',
    })
    await stage.close()
    expect(JSON.stringify(await openRecord(database.db, stage, stage.sessionId))).not.toContain('a private reason')
  })

  test('was closed last though another was opened later; the pulse and the last board are of it', async () => {
    const stage = await aStage(database)
    const { networkId, work, convenor } = stage
    const input = OpenSessionInput.parse({ name: 'Opened later', statements: [] })
    const later = await openSession(work, networkId, input, convenor)
    await closeSession(work, (await conveningOf(database.db, { userId: convenor }, later.sessionId)) as Convening)
    await stage.close()
    await database.sql`update records set board = '{"is": "of the first"}' where session_id = ${stage.sessionId}`
    expect(await findLastClosed(database.db, networkId)).toMatchObject({ sessionId: stage.sessionId })
    expect(await lastSitting(database.db, networkId)).toBe(stage.sessionId)
    expect(await findLastBoard(database.db, networkId)).toEqual({ is: 'of the first' })
  })

  test('that was closed under older rules tells no more in the list than when it is opened', async () => {
    const stage = await aStage(database)
    await stage.to('rate')
    await stage.to('show-answers')
    await stage.close()
    await database.sql`
      update records
      set report = jsonb_set(jsonb_set(report, '{report,network,kinds}', '[{"kind":"split","count":2}]'), '{rules}', '1')
      where session_id = ${stage.sessionId}`
    const [line] = await findRecords(database.db, stage)
    const opened = await openRecord(database.db, stage, stage.sessionId)
    expect(line?.kinds).toEqual(opened.shown?.report.network.kinds)
    expect(line?.kinds).not.toContainEqual({ kind: 'split', count: 2 })
  })

  test('a change of its contents is noticed', async () => {
    const stage = await aStage(database)
    await stage.close()
    expect((await openRecord(database.db, stage, stage.sessionId)).intact).toBe(true)
    await database.db
      .update(records)
      .set({ people: { count: 99, partners: [] } })
      .where(eq(records.sessionId, stage.sessionId))
    expect((await openRecord(database.db, stage, stage.sessionId)).intact).toBe(false)
  })
})

describe('importing a Polis export', () => {
  const folder = (name: string) => join(process.cwd(), 'server/report/polis', name)
  const read = (name: string, file: string) => readFileSync(join(folder(name), file), 'utf8')

  test.each([
    '15-per-hour-seattle',
    'brexit-consensus',
    'london.youth.policing',
    'scoop-hivemind.freshwater',
    'scoop-hivemind.ubi',
  ])('%s is in the history with exactly its votes', async (name) => {
    const work = makeWork(database.db, makeListeners())
    const files = {
      votes: read(name, 'participants-votes.csv'),
      comments: read(name, 'comments.csv'),
      summary: read(name, 'summary.csv'),
    }
    const { networkId, sessionId } = await importPolis(work, files)
    const [line] = await findRecords(database.db, { networkId })
    expect(line?.sessionId).toBe(sessionId)

    const asked = (await database.db.select().from(statements).where(eq(statements.sessionId, sessionId))).sort(
      (a, b) => a.position - b.position,
    )
    const columns = (files.votes.split(/\r?\n/)[0] as string).split(',').filter((column) => /^\d+$/.test(column))
    const numberOf = new Map(asked.map(({ id }, i) => [id, columns[i]]))
    const rows = await database.db
      .select({ rating: ratings, key: partners.key })
      .from(ratings)
      .innerJoin(seats, eq(seats.id, ratings.seatId))
      .innerJoin(partners, eq(partners.id, seats.partnerId))
      .where(eq(ratings.sessionId, sessionId))
    const counts = new Map<string, [number, number, number]>()
    const groups = [...new Set(rows.map(({ key }) => key.replace('polis-', '')))]
    for (const column of columns) for (const group of groups) counts.set(`${column},${group}`, [0, 0, 0])
    for (const { rating, key } of rows) {
      const cell = counts.get(`${numberOf.get(rating.statementId)},${key.replace('polis-', '')}`) as [
        number,
        number,
        number,
      ]
      cell[rating.kind === 'unclear' ? 2 : rating.point === 1 ? 0 : 1] += 1
    }
    const counted = [...counts].map(([at, cell]) => `${at},${cell.join(',')}`).sort()
    const expected = read(name, 'expected-group-tally.csv').trim().split(/\r?\n/).slice(1).sort()
    expect(counted).toEqual(expected)
    await expect(importPolis(work, files)).rejects.toMatchObject({ code: 'import.exists' })
  })

  test('an import that fails half-way leaves nothing, and can be tried again', async () => {
    const work = makeWork(database.db, makeListeners())
    const votes = 'participant,group-id,0\n1,Council,1\n2,Traders,-1\n'
    const files = {
      votes,
      comments: 'timestamp,comment-id,comment-body\n1,0,Young people come first\n',
      summary: 'topic,Half-way harbour\n',
    }
    const count = async () => (await database.db.select().from(networks)).length
    const before = await count()
    // The clock breaks when the network and both partners stand already.
    let asked = 0
    const broken = { ...work, clock: { now: () => new Date(++asked > 3 ? Number.NaN : Date.now()) } }
    await expect(importPolis(broken, files)).rejects.toThrow()
    expect(asked).toBeGreaterThan(3)
    expect(await count()).toBe(before)
    expect(await importPolis(work, files)).toMatchObject({ people: 2, statements: 1 })
    expect(await count()).toBe(before + 1)
  })

  test('two conversations of one topic are two workshops, one conversation is one', async () => {
    const work = makeWork(database.db, makeListeners())
    const of = (url: string) => ({
      votes: 'participant,group-id,0\n1,Council,1\n2,Traders,-1\n',
      comments: 'timestamp,comment-id,comment-body\n1,0,Young people come first\n',
      summary: `topic,${'Fish quay '.repeat(11)}the harbour 🐟🐟\nurl,${url}\n`,
    })
    const first = await importPolis(work, of('https://pol.is/one'))
    const { networkId: network } = first
    expect((await importPolis(work, of('https://pol.is/two'), { network })).sessionId).not.toBe(first.sessionId)
    await expect(importPolis(work, of('https://pol.is/two'), { network })).rejects.toMatchObject({
      code: 'import.exists',
    })
  })
})
