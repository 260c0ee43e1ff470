import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { aCaller, type Caller } from '#server/trpc/a-caller.ts'
import { FACETS } from '#server/vocabulary/facet.ts'
import type { ThingId } from '#server/vocabulary/ids.ts'
import { readTriangle } from './read-triangle.ts'

let database: Database
let stage: Stage
let by: Caller
beforeAll(async () => {
  database = await scratchDatabase()
  stage = await aStage(database, { statements: [] })
  by = await aCaller(stage.work, stage.convenor)
})
afterAll(() => database.close())

const read = () => readTriangle(database.db, { networkId: stage.networkId, userId: stage.convenor, role: 'convenor' })

describe('the triangle of a network', () => {
  test('begins with three empty corners, fills with what is added, and says what does not fit until it is linked', async () => {
    const { networkId, partners } = stage
    expect((await read()).imbalance.empty).toEqual(['value', 'authorising', 'capacity'])
    const purposeId = await by.triangle.addPurpose({ networkId, text: 'Warm homes', partnerId: partners[0] ?? null })
    expect((await read()).imbalance).toMatchObject({ empty: ['authorising', 'capacity'], unbacked: [purposeId] })
    const authoriserId = await by.authoriser.add({
      ...{ networkId, label: 'Cabinet', kind: 'institution', gives: ['permission'], basis: 'formal' },
      ...{ instrument: 'council_minute', heldByPartner: partners[1] ?? null },
    })
    const capacityId = await by.means.add({
      ...{ networkId, label: 'Two surveyors', kind: 'people', partnerId: partners[2] ?? null },
    })
    expect((await read()).imbalance).toEqual({
      ...{ empty: [], unbacked: [purposeId], undone: [], idleBackers: [authoriserId], idleMeans: [capacityId] },
    })
    const thingId = purposeId as string as ThingId
    await by.authoriser.hangOn({ networkId, authoriserId, thingKind: 'purpose', thingId })
    expect((await read()).imbalance).toMatchObject({ unbacked: [], undone: [purposeId], idleBackers: [] })
    await by.means.assign({ networkId, capacityId, useKind: 'purpose', useId: purposeId })
    await by.authoriser.hangOn({
      ...{ networkId, authoriserId, thingKind: 'resource', thingId: capacityId as string as ThingId },
    })
    const { imbalance, pieces, shapes } = await read()
    expect(Object.values(imbalance).flat()).toEqual([])
    const links = (id: string) => pieces.find((piece) => piece.id === id)?.links.map((link) => link.id)
    expect(links(purposeId)).toEqual([authoriserId, capacityId])
    expect(links(capacityId)?.sort()).toEqual([authoriserId, purposeId].sort())
    expect(shapes.map(({ counts }) => Object.values(counts))).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ])
    const register = await by.authoriser.register({ networkId })
    expect(register.things.map(({ kind, label }) => [kind, label])).toEqual([
      ['purpose', 'Warm homes'],
      ['resource', 'Two surveyors'],
    ])
  })
  test('a card that is taken off hangs on nobody any more, and is in the history', async () => {
    const { networkId } = stage
    const { takesOut } = await read()
    await by.triangle.takeOutPurpose({ networkId, purposeId: takesOut[0] as never })
    const { pieces, imbalance } = await read()
    expect(pieces.filter(({ corner }) => corner === 'value')).toEqual([])
    expect(imbalance.empty).toEqual(['value'])
    // What was for that card alone is for nothing now, here and on the tile.
    const { capacities } = await by.means.all({ networkId })
    expect([imbalance.idleMeans, (await by.attention.overview({ networkId })).means.idle]).toEqual([
      ...[capacities.map(({ id }) => id), 1],
    ])
    const [change] = await by.change.list({ networkId })
    expect(change).toMatchObject({ noun: 'purpose', before: { purposeText: 'Warm homes' }, after: {} })
  })
  test('means that are for an activity are for something', async () => {
    const { networkId } = stage
    const deed = { kind: 'convening' as const, family: 'facilitation' as const, corners: ['capacity' as const] }
    const aim = { kind: 'own_words', text: 'Meet the tenants' } as const
    const made = await by.activity.plan({ networkId, title: 'Breakfast', ...deed, aim })
    const [capacity] = (await by.means.all({ networkId })).capacities
    await by.means.assign({ networkId, capacityId: capacity?.id as never, useKind: 'activity', useId: made as string })
    expect((await read()).imbalance.idleMeans).toEqual([])
  })
  test('before the first workshop nobody was asked; afterwards the facets nobody wrote about are named', async () => {
    expect((await read()).missing).toBeNull()
    const other = await aStage(database)
    await other.close()
    const asked = { networkId: other.networkId, userId: other.convenor, role: 'convenor' as const }
    expect((await readTriangle(database.db, asked)).missing).toEqual([...FACETS])
  })
})

test('every word of a kind that the triangle draws is in the catalogue', () => {
  const { triangle } = JSON.parse(readFileSync('messages/en-GB.json', 'utf8'))
  for (const kind of ['statement', 'purpose', 'authoriser', 'capacity', 'card'])
    expect(triangle.kinds[kind]).toBeTruthy()
})
