import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { addMember } from '#server/network/add-member.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { aCaller, type Caller, outcome } from '#server/trpc/a-caller.ts'
import { type ActivityId, newId, type UserId } from '#server/vocabulary/ids.ts'

/** Everybody who could ask: nobody, a convenor of another network, somebody who left, and each role of this one. */
const ASKERS = ['nobody', 'outsider', 'former', 'observer', 'other', 'keeper', 'co_convenor', 'convenor'] as const
type Asker = (typeof ASKERS)[number]

let database: Database
let stage: Stage
let callers: Record<Asker, Caller>
beforeAll(async () => {
  database = await scratchDatabase()
  stage = await aStage(database)
  const outsider = (await aStage(database)).convenor
  const join = (name: string, role: 'observer' | 'member' | 'co_convenor') =>
    addMember(stage.work, stage.networkId, {
      ...{ email: `${name}-${newId()}@example.org`, name, role },
      partnerId: null,
    })
  const people: Record<Asker, UserId | undefined> = {
    ...{ nobody: undefined, outsider, former: await join('former', 'co_convenor') },
    observer: await join('observer', 'observer'),
    other: await join('other', 'member'),
    keeper: await join('keeper', 'member'),
    co_convenor: await join('co', 'co_convenor'),
    convenor: stage.convenor,
  }
  await database.sql`update members set ended_at = now() where user_id = ${people.former as string}`
  callers = Object.fromEntries(
    await Promise.all(ASKERS.map(async (who) => [who, await aCaller(stage.work, people[who])] as const)),
  ) as Record<Asker, Caller>
})
afterAll(() => database.close())

const today = () => new Date().toISOString().slice(0, 10)
const about = { title: 'Breakfast', kind: 'convening' as const, corners: ['value' as const] }
const aim = { kind: 'own_words', id: '', text: 'Trust' } as const
const logged = (networkId: Stage['networkId']) =>
  callers.keeper.activity.log({ networkId, ...about, people: 'Ann from the bank', onDay: '2026-01-05' })
const planned = (networkId: Stage['networkId']) => callers.keeper.activity.plan({ networkId, ...about, aim })

type Call = (ask: Caller, networkId: Stage['networkId'], activityId: ActivityId) => Promise<unknown>
const READING: [string, Call][] = [
  ['alignment', (ask, networkId) => ask.activity.alignment({ networkId })],
  ['aims', (ask, networkId) => ask.activity.aims({ networkId })],
  ['open', (ask, networkId, activityId) => ask.activity.open({ networkId, activityId })],
]
const ADDING: [string, Call][] = [
  ['log', (ask, networkId) => ask.activity.log({ networkId, ...about, onDay: '2026-01-05' })],
  ['plan', (ask, networkId) => ask.activity.plan({ networkId, ...about, aim })],
]
const CHANGING: [string, 'ahead' | 'done', Call][] = [
  [
    'finish',
    'ahead',
    (ask, networkId, activityId) => ask.activity.finish({ networkId, activityId, version: 1, onDay: today() }),
  ],
  [
    'change',
    'done',
    (ask, networkId, activityId) =>
      ask.activity.change({ networkId, activityId, version: 1, ...about, onDay: '2026-01-06' }),
  ],
  [
    'relabel',
    'done',
    (ask, networkId, activityId) =>
      ask.activity.relabel({ networkId, activityId, version: 1, way: 'planned', reason: 'It was' }),
  ],
  [
    'callOff',
    'done',
    (ask, networkId, activityId) => ask.activity.callOff({ networkId, activityId, version: 1, reason: 'It was not' }),
  ],
]
const SHUT = { nobody: 'signed_out', outsider: 'not_found', former: 'not_found' } as const
const isShut = (who: Asker): who is keyof typeof SHUT => who in SHUT

describe('who may ask for what of informal work', () => {
  test.each(READING)('%s is read by every role of the network', async (_, call) => {
    const activityId = await logged(stage.networkId)
    for (const who of ASKERS)
      expect(await outcome(call(callers[who], stage.networkId, activityId)), who).toBe(isShut(who) ? SHUT[who] : 'ok')
  })
  test.each(ADDING)('%s is for members and convenors', async (_, call) => {
    for (const who of ASKERS)
      expect(await outcome(call(callers[who], stage.networkId, newId())), who).toBe(
        isShut(who) ? SHUT[who] : who === 'observer' ? 'members_only' : 'ok',
      )
  })
  test.each(CHANGING)('%s is for whoever keeps it up, and for convenors', async (_, state, call) => {
    for (const who of ASKERS) {
      const activityId = await (state === 'ahead' ? planned : logged)(stage.networkId)
      const came = await outcome(call(callers[who], stage.networkId, activityId))
      const wanted = { observer: 'members_only', other: 'activity.belongs_to_another' }[who as 'observer'] ?? 'ok'
      // What was by chance and for nothing can't be made planned: the door opened, and the aim was missing.
      const opened = wanted === 'ok' && _ === 'relabel' ? 'field.needed' : wanted
      expect(came, who).toBe(isShut(who) ? SHUT[who] : opened)
    }
  })
  test('a network that isn’t there gives an outsider the same answers', async () => {
    for (const [name, call] of [...READING, ...ADDING])
      expect(await outcome(call(callers.outsider, newId<'network'>(), newId())), name).toBe('not_found')
  })
  test('every procedure of the room is in these lists', async () => {
    const { activityRouter } = await import('./router.ts')
    const listed = [...READING, ...ADDING, ...CHANGING].map(([name]) => name)
    // Those of a seat in a workshop are tried where workshops are: server/story/in-the-room.test.ts.
    const inTheRoom = ['planned', 'propose']
    expect(Object.keys(activityRouter._def.procedures).sort()).toEqual([...listed, ...inTheRoom].sort())
  })
  test('an observer is sent no names of people', async () => {
    const activityId = await logged(stage.networkId)
    const read = JSON.stringify(await callers.observer.activity.alignment({ networkId: stage.networkId }))
    expect(read).toContain('Breakfast')
    expect(read).not.toMatch(/Ann from the bank|keeper/)
    expect(await callers.other.activity.open({ networkId: stage.networkId, activityId })).toMatchObject({
      ...{ people: 'Ann from the bank', owner: 'keeper' },
    })
  })
  test('only convenors name somebody else as keeping it up', async () => {
    const { networkId } = stage
    const plan = (who: Asker, ownerId: UserId) => callers[who].activity.plan({ networkId, ...about, aim, ownerId })
    expect(await outcome(plan('other', stage.convenor))).toBe('convenors_only')
    expect(await outcome(plan('co_convenor', stage.convenor))).toBe('ok')
    expect(await outcome(plan('convenor', newId<'user'>()))).toBe('activity.owner_unknown')
  })
})
