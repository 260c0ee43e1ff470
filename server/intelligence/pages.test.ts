import { afterAll, expect, test } from 'vitest'
import { notes } from '#db/schema/intelligence.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { addMember } from '#server/network/add-member.ts'
import { aStage } from '#server/session/a-stage.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { findHeard, NOTES_PER_PAGE } from './find.ts'

const database = await scratchDatabase()
afterAll(() => database.close())

test('a long list is read page by page, each note once, and counts only what may be read', async () => {
  const { networkId, convenor, work, partners } = await aStage(database)
  const member = await addMember(work, networkId, {
    ...{ email: `${newId()}@example.org`, name: 'Ben', role: 'member', partnerId: partners[0] ?? null },
  })
  await database.db.insert(notes).values(
    Array.from({ length: 50 }, (_, i) => ({
      ...{ networkId, id: newId(), byUserId: convenor, partnerId: partners[0] ?? null, text: `Note ${i}` },
      ...{ aboutKind: 'topic' as const, about: 'Tills', closeness: 'saw' as const, confidence: 2 },
      ...{ sensitivity: i % 2 ? ('network' as const) : ('convenors' as const), heardOn: '2026-01-05' },
      // Several of one moment, so that the order has to hold by itself.
      notedAt: new Date(Date.UTC(2026, 0, 5 + Math.floor(i / 7))),
    })),
  )
  const read = (single: number) =>
    findHeard(database.db, { networkId, userId: convenor, role: 'convenor' }, new Date(), { single })
  const pages = [await read(1), await read(2), await read(3), await read(4)]
  expect(pages.map(({ single }) => single.length)).toEqual([NOTES_PER_PAGE, NOTES_PER_PAGE, 10, 0])
  const all = pages.flatMap(({ single }) => single.map(({ id }) => id))
  expect(new Set(all).size).toBe(50)
  expect(pages.every(({ counts }) => counts.single === 50 && counts.mine === 50)).toBe(true)
  const seen = await findHeard(database.db, { networkId, userId: member, role: 'member' }, new Date())
  expect(seen.counts).toEqual({ threads: 0, single: 25, ageing: 25, mine: 0 })
})
