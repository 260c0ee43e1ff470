import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { findChanges } from '#server/change/find.ts'
import { isRefusal, type Refusal } from '#server/refusal.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { dayAt, daysAfter } from '#server/vocabulary/day.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { FIRST_ZONE } from '#server/vocabulary/time-zone.ts'
import { findBriefings } from './find.ts'
import { NoteBriefingInput } from './input.ts'
import { markTold, noteBriefing } from './note-briefing.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
})
afterAll(() => database.close())

const by = (stage: Stage) => ({ networkId: stage.networkId, userId: stage.convenor })
const briefing = (more: Partial<NoteBriefingInput> = {}) =>
  NoteBriefingInput.parse({
    ...{ deed: 'informed', who: 'Leader of the opposition', what: 'The remit vote', byWhom: 'Amira' },
    ...{ why: 'She may lead after May', doneOn: '2026-01-12', ...more },
  })
const refusal = (deed: Promise<unknown>) =>
  deed.then(
    () => undefined,
    (error: Refusal) => (isRefusal(error) ? `${error.code} ${error.facts.field ?? ''}`.trim() : Promise.reject(error)),
  )

test('a briefing lists the partners who ought to know, until each has been told', async () => {
  const stage = await aStage(database)
  const oughtToKnow = stage.partners.slice(1)
  const id = await noteBriefing(stage.work, by(stage), briefing({ oughtToKnow }))
  const untold = async () =>
    (await findBriefings(database.db, stage.networkId))[0]?.partners
      .filter(({ toldOn }) => toldOn === null)
      .map(({ name }) => name)
  expect(await untold()).toEqual(['University', 'Traders'])
  const tell = { briefingId: id, partnerId: stage.partners[2] as never, toldOn: '2026-01-20' }
  await markTold(stage.work, by(stage), tell)
  expect(await untold()).toEqual(['University'])
  expect(await refusal(markTold(stage.work, by(stage), tell))).toBe('briefing.already_told')
  const [change] = await findChanges(database.db, stage.networkId)
  expect(change).toMatchObject({ label: 'Leader of the opposition', after: { told: 'Traders', toldOn: '2026-01-20' } })
})

test.each([
  ['nobody to brief', { who: '  ' }, 'field.needed who'],
  ['nothing said', { what: '' }, 'field.needed what'],
  ['no reason', { why: '' }, 'field.needed why'],
  ['10,000 letters', { what: 'x'.repeat(10_000) }, 'field.too_long what'],
  ['a day to come', { doneOn: daysAfter(dayAt(new Date(), FIRST_ZONE), 2) }, 'field.in_future doneOn'],
  ['no day', { doneOn: 'yesterday' }, 'field.not_a_day doneOn'],
])('a briefing with %s is refused with the field named, and not written', async (_, more, words) => {
  const stage = await aStage(database)
  expect(await refusal(noteBriefing(stage.work, by(stage), briefing(more)))).toBe(words)
  expect(await findBriefings(database.db, stage.networkId)).toEqual([])
})

test('only partners, authorisers and members of the network can be named', async () => {
  const [stage, other] = [await aStage(database), await aStage(database)]
  const note = (more: Partial<NoteBriefingInput>) => refusal(noteBriefing(stage.work, by(stage), briefing(more)))
  expect(await note({ oughtToKnow: other.partners })).toBe('partner.unknown')
  expect(await note({ userId: other.convenor })).toBe('not_found')
  expect(await note({ userId: stage.convenor })).toBeUndefined()
  expect((await findBriefings(database.db, stage.networkId))[0]?.who).toBe('Amira')
})

test('a briefing whose sending was repeated is noted once', async () => {
  const stage = await aStage(database)
  const once = briefing({ id: newId<'briefing'>(), oughtToKnow: stage.partners.slice(1) })
  await Promise.all([noteBriefing(stage.work, by(stage), once), noteBriefing(stage.work, by(stage), once)])
  expect(await findBriefings(database.db, stage.networkId)).toHaveLength(1)
  const changes = await findChanges(database.db, stage.networkId)
  expect(changes.filter(({ noun }) => noun === 'briefing')).toHaveLength(1)
})
