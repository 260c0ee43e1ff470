import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { aStage } from '#server/session/a-stage.ts'
import { aCaller, outcome } from '#server/trpc/a-caller.ts'
import type { Attribution } from '#server/vocabulary/role.ts'
import { answerFromSeat } from './answer-version.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 60_000)
afterAll(() => database.close())

async function aRoom(attribution: Attribution) {
  const stage = await aStage(database, { attribution })
  const { networkId, sessionId } = stage
  const convenor = await aCaller(stage.work, stage.convenor)
  const write = async (text: string) => {
    const { slots } = await convenor.proposition.draft({ networkId })
    return convenor.proposition.writeSlot({ networkId, slot: 'for_whom', text, version: slots.for_whom.version })
  }
  const save = async (inSession: typeof sessionId | null) =>
    convenor.proposition.save({
      ...{ networkId, sessionId: inSession },
      drafted: (await convenor.proposition.draft({ networkId })).drafted,
    })
  return {
    stage,
    networkId,
    sessionId,
    convenor,
    write,
    save,
    look: () => convenor.proposition.onScreen({ sessionId }),
  }
}

test.each(['partner', 'none', 'names'] as const)(
  'the big screen has the sentence, and what organisations say as figures, where names are shown as: %s',
  async (attribution) => {
    const { stage, networkId, convenor, sessionId, write, save, look } = await aRoom(attribution)
    const seats = [await stage.join(0, 'Annabel'), await stage.join(1, 'Benedikt')]
    expect(await look()).toBeNull()
    await write('young people')
    await save(sessionId)
    expect(await look()).toMatchObject({ no: 1, slots: { for_whom: { text: 'young people' } }, asking: 'not_asked' })
    await convenor.proposition.ask({ networkId, no: 1 })
    await answerFromSeat(stage.work, seats[0] as never, { no: 1, answer: 'support', reason: '', version: 0 })
    const no = { no: 1, answer: 'cannot' as const, reason: 'our board has not met', version: 0 }
    await answerFromSeat(stage.work, seats[1] as never, no)
    expect(await look()).toMatchObject({ asking: 'open', answered: 2, asked: 3, counts: null })
    await convenor.proposition.close({ networkId, no: 1 })
    const shown = await look()
    expect(shown?.counts?.map(({ answer, count }) => [answer, count])).toEqual([
      ['support', 1],
      ['live_with', 0],
      ['cannot', 1],
      ['cannot_speak', 0],
    ])
    const sent = JSON.stringify(shown)
    expect(sent).not.toMatch(/Annabel|Benedikt|our board/)
    expect(/City Council|University/.test(sent)).toBe(attribution === 'names')
  },
)

test('what was saved elsewhere is read on the screen, and what partners say to it is not', async () => {
  const { networkId, convenor, write, save, look } = await aRoom('names')
  await write('young people')
  await save(null)
  await convenor.proposition.ask({ networkId, no: 1 })
  expect(await look()).toMatchObject({ no: 1, asking: 'elsewhere', answered: 0, asked: 0, counts: null })
})

test('nobody but those who run the workshop asks for its screen', async () => {
  const { stage, sessionId } = await aRoom('names')
  for (const who of [undefined, (await aStage(database)).convenor])
    expect(await outcome((await aCaller(stage.work, who)).proposition.onScreen({ sessionId }))).not.toBe('ok')
})
