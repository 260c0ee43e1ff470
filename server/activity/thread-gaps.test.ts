import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { addMember } from '#server/network/add-member.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { aCaller, type Caller, outcome } from '#server/trpc/a-caller.ts'
import { newId, type ThreadId } from '#server/vocabulary/ids.ts'

let database: Database
let stage: Stage
let people: Record<'convenor' | 'council' | 'traders' | 'observer', Caller>
beforeAll(async () => {
  database = await scratchDatabase()
})
afterAll(() => database.close())

async function begin() {
  stage = await aStage(database)
  const join = async (name: string, role: 'member' | 'observer', partner: number) =>
    aCaller(
      stage.work,
      await addMember(stage.work, stage.networkId, {
        ...{ email: `${name}-${newId()}@example.org`, name, role, partnerId: stage.partners[partner] ?? null },
      }),
    )
  people = {
    convenor: await aCaller(stage.work, stage.convenor),
    council: await join('council', 'member', 0),
    traders: await join('traders', 'member', 2),
    observer: await join('observer', 'observer', 1),
  }
}
const note = (who: Caller, sensitivity: 'network' | 'convenors') =>
  who.intelligence.note({
    ...{ networkId: stage.networkId, text: `Tills are slow ${newId()}`, aboutKind: 'topic', about: 'Tills' },
    ...{ sensitivity, heardOn: '2026-01-05' },
  })
const aThread = async (...kinds: ('network' | 'convenors')[]): Promise<ThreadId> => {
  const noteIds = [await note(people.council, kinds[0] ?? 'network'), await note(people.traders, kinds[1] ?? 'network')]
  return people.convenor.intelligence.join({ networkId: stage.networkId, noteIds, title: 'The secret of the tills' })
}
const threadGaps = async (who: Caller) =>
  (await who.activity.alignment({ networkId: stage.networkId })).gaps.filter(({ kind }) => kind === 'thread')
const plan = (who: Caller, id: string) =>
  who.activity.plan({
    ...{ networkId: stage.networkId, title: 'Stand at a till', kind: 'check_in', corners: ['capacity'] },
    aim: { kind: 'thread', id },
  })

test('an unanswered thread is a gap until somebody plans something on it, or answers it', async () => {
  await begin()
  const id = await aThread()
  expect(await threadGaps(people.council)).toEqual([
    { kind: 'thread', id, label: 'The secret of the tills', corner: null },
  ])
  await plan(people.council, id)
  expect(await threadGaps(people.convenor)).toEqual([])
  const other = await aThread()
  await people.convenor.intelligence.answer({
    ...{ networkId: stage.networkId, of: { threadId: other }, state: 'acted_on', answer: 'Staff are trained' },
  })
  expect(await threadGaps(people.convenor)).toEqual([])
})

test('who may not read all of a thread is told neither of the gap nor of what it is called', async () => {
  await begin()
  const id = await aThread('network', 'convenors')
  expect((await threadGaps(people.convenor)).map((gap) => gap.id)).toEqual([id])
  expect(await threadGaps(people.council)).toEqual([])
  expect(await threadGaps(people.observer)).toEqual([])
  expect(await outcome(plan(people.council, id))).toBe('activity.aim_unknown')
  const activityId = await plan(people.convenor, id)
  const loss = { direction: 'destroyed', dimension: 'cost', text: 'Queues', bears: 'Shoppers' } as const
  const cause = { kind: 'thread' as const, id, text: '' }
  await people.convenor.value.note({ networkId: stage.networkId, ...loss, cause })
  const { networkId } = stage
  for (const who of [people.council, people.observer]) {
    const seen = JSON.stringify([
      await who.activity.alignment({ networkId }),
      await who.activity.aims({ networkId }),
      await who.activity.open({ networkId, activityId }),
      await who.value.ledger({ networkId }),
      await who.triangle.read({ networkId }),
      await who.attention.overview({ networkId }),
    ])
    expect(seen).toContain('Stand at a till')
    expect(seen).not.toContain('secret of the tills')
  }
  expect((await people.convenor.activity.open({ networkId, activityId })).aim?.label).toBe('The secret of the tills')
})

test('whoever keeps up what was planned on a thread they can’t read can still put its words right', async () => {
  await begin()
  const id = await aThread('convenors', 'convenors')
  const { networkId } = stage
  const activityId = await plan(people.convenor, id)
  const [row] = await database.sql`select user_id from delegates where network_id = ${networkId}
    and partner_id = ${stage.partners[0] as string}`
  await database.sql`update activities set owner_id = ${row?.user_id} where id = ${activityId}`
  const change = (aimId: string) =>
    outcome(
      people.council.activity.change({
        ...{ networkId, activityId, version: 1, title: 'Stand at two tills', kind: 'check_in', corners: ['capacity'] },
        aim: { kind: 'thread', id: aimId },
      }),
    )
  expect(await change(newId())).toBe('activity.aim_unknown')
  expect(await change(id)).toBe('ok')
  expect((await people.convenor.activity.open({ networkId, activityId })).aim?.id).toBe(id)
})
