import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { proposeActivity } from '#server/activity/propose-activity.ts'
import { addCard, hideCard, showCard } from '#server/board/commands.ts'
import { judge, report } from '#server/moderation/judge.ts'
import { openRecord } from '#server/record/find.ts'
import { aStage } from '#server/session/a-stage.ts'
import { findSession } from '#server/session/find.ts'
import { postgresStore } from '#server/sync/postgres-store.ts'
import { aCaller } from '#server/trpc/a-caller.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { findDotted } from './find.ts'
import { showDots } from './place-dots.ts'
import { readShownDots } from './shown.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 60_000)
afterAll(() => database.close())

test('a card that was made on the board and hidden after dots were shown is told of no more, wherever it was hidden', async () => {
  const { work, convening, convenor, networkId, sessionId, join, to, close } = await aStage(database)
  const [anna, bela] = [await join(0), await join(1)]
  await to('show-views')
  const doc = new Y.Doc()
  const store = postgresStore(database.db)
  const onTheBoard = async (deed: () => void) => {
    const before = Y.encodeStateVector(doc)
    deed()
    const entries = [{ seatId: anna.id, update: Y.encodeStateAsUpdate(doc, before) }]
    const newClients = [[doc.clientID, anna.id]] as const
    await store.append([{ by: newId(), no: 1, networkId, boardId: sessionId, entries, newClients }])
  }
  const card = (id: string, text: string) => ({
    ...{ id: `${anna.id}.${id}`, text, place: 'value' as const, facet: null, createdAt: '2026-03-01T10:00:00.000Z' },
  })
  const [fine, rude] = [card('fine', 'Fine words'), card('rude', 'Rude words')]
  await onTheBoard(() => [fine, rude].forEach((one) => addCard(doc, anna, one)))
  const asked = await aCaller(work, convenor)
  const stepId = await asked.plan.insert({ sessionId, kind: 'dots', minutes: 4, dotsOn: 'cards' })
  await asked.session.moveToStep({ sessionId, to: stepId })
  await showDots(work, convening, { stepId: stepId as never })
  const told = async () =>
    (await readShownDots(database.db, await findSession(database.db, sessionId))).flatMap(({ things }) =>
      things.map(({ text }) => text),
    )
  expect(await told()).toEqual(['Fine words', 'Rude words'])

  const it = { kind: 'view' as const, thingId: rude.id, text: rude.text }
  await report(work, bela, it)
  await judge(work, convening, { ...it, verdict: 'hidden' })
  expect(await told()).toEqual(['Fine words'])
  await judge(work, convening, { ...it, verdict: 'passed' })
  expect(await told()).toEqual(['Fine words', 'Rude words'])
  await onTheBoard(() => hideCard(doc, { id: 'convenor' }, rude.id))
  expect(await told()).toEqual(['Fine words'])
  await onTheBoard(() => showCard(doc, { id: 'convenor' }, rude.id))
  expect(await told()).toEqual(['Fine words', 'Rude words'])
  await onTheBoard(() => hideCard(doc, { id: 'convenor' }, rude.id))
  await close()
  expect(JSON.stringify((await openRecord(database.db, { networkId }, sessionId)).dots)).not.toContain('Rude')
})

test('a plan that was hidden after dots were shown on plans is told of to nobody, until it may be read again', async () => {
  const { work, convening, convenor, networkId, sessionId, join, to, close } = await aStage(database, {
    template: 'yearly-review',
  })
  const anna = await join(0)
  await to('activities')
  const asked = await aCaller(work, convenor)
  const plan = async (title: string) => {
    const activityId = newId<'activity'>()
    await proposeActivity(work, anna, {
      ...{ activityId, title, aim: 'To be heard', kind: 'convening', corners: ['value'], onDay: null },
    })
    return activityId
  }
  await plan('Fine words')
  const rude = await plan('Rude words')
  const stepId = await asked.plan.insert({ sessionId, kind: 'dots', minutes: 4, dotsOn: 'activities' })
  await asked.session.moveToStep({ sessionId, to: stepId })
  await showDots(work, convening, { stepId: stepId as never })
  /** What the desk, every phone and the big screen are told: at the step, and once the room has gone on. */
  const told = async () => {
    const things = (await findDotted(database.db, sessionId)).map(({ text }) => text)
    const session = await findSession(database.db, sessionId)
    expect((await readShownDots(database.db, session)).flatMap((one) => one.things.map(({ text }) => text))).toEqual(
      things,
    )
    return things.sort()
  }
  const it = { kind: 'activity' as const, thingId: rude, text: 'Rude words', about: 'To be heard' }
  expect(await told()).toEqual(['Fine words', 'Rude words'])
  await judge(work, convening, { ...it, verdict: 'hidden' })
  expect(await told()).toEqual(['Fine words'])
  await judge(work, convening, { ...it, verdict: 'passed' })
  expect(await told()).toEqual(['Fine words', 'Rude words'])
  await judge(work, convening, { ...it, verdict: 'hidden' })
  await close()
  const { dots } = await openRecord(database.db, { networkId }, sessionId)
  expect(dots.flatMap(({ things }) => things.map(({ text }) => text))).toEqual(['Fine words'])
})
