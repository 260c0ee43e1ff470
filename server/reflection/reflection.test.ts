import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { changes } from '#db/schema/changes.ts'
import { scratchDatabase } from '#db/scratch.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { addMember } from '#server/network/add-member.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { aCaller, type Caller, outcome } from '#server/trpc/a-caller.ts'
import { newId, type ReflectionId, type UserId } from '#server/vocabulary/ids.ts'
import { AUDIENCES, type Audience, type Band } from '#server/vocabulary/reflection.ts'
import { findReflections, readPulse } from './find.ts'
import { WriteReflectionInput } from './input.ts'
import { showTo, writeReflection } from './write-reflection.ts'

/** Everybody who could ask; the colleague speaks for the author's organisation, the guest of another for a different one. */
const ASKERS = [
  ...['nobody', 'outsider', 'former', 'observer', 'other', 'colleague', 'author', 'co_convenor', 'convenor'],
] as const
type Asker =
  | 'nobody'
  | 'outsider'
  | 'former'
  | 'observer'
  | 'other'
  | 'colleague'
  | 'author'
  | 'co_convenor'
  | 'convenor'

let database: Database
let stage: Stage
let people: Record<Asker, UserId>
let callers: Record<Asker, Caller>
beforeAll(async () => {
  database = await scratchDatabase()
  stage = await aStage(database)
  const join = (name: string, role: Membership['role'], partner: number | null) =>
    addMember(stage.work, stage.networkId, {
      ...{ email: `${name}-${newId()}@example.org`, name, role },
      partnerId: partner === null ? null : (stage.partners[partner] as never),
    })
  people = {
    ...{ nobody: '' as UserId, outsider: (await aStage(database)).convenor, convenor: stage.convenor },
    former: await join('former', 'member', 0),
    observer: await join('observer', 'observer', null),
    other: await join('other', 'member', 1),
    colleague: await join('colleague', 'member', 0),
    author: await join('author', 'member', 0),
    co_convenor: await join('co', 'co_convenor', 2),
  }
  // Whoever has left keeps neither role nor the link to the organisation's reflections.
  await database.sql`update members set ended_at = now() where user_id = ${people.former}`
  callers = Object.fromEntries(
    await Promise.all(
      ASKERS.map(async (who) => [who, await aCaller(stage.work, people[who as Asker] || undefined)] as const),
    ),
  ) as Record<Asker, Caller>
}, 180_000)
afterAll(() => database.close())

const as = (who: Asker, role: Membership['role'] = 'member') =>
  ({ networkId: stage.networkId, userId: people[who], role }) as Membership
const write = (audience: Audience, happened = `for ${audience}`, who: Asker = 'author') =>
  writeReflection(stage.work, as(who), WriteReflectionInput.parse({ happened, nowWhat: 'Call the bank', audience }))

describe('a reflection is read by those its author chose, and by nobody else', () => {
  const READERS: Record<Audience, Asker[]> = {
    me: ['author'],
    organisation: ['author', 'colleague'],
    convenors: ['author', 'co_convenor', 'convenor'],
    network: ['observer', 'other', 'colleague', 'author', 'co_convenor', 'convenor'],
  }
  test.each([...AUDIENCES])('%s', async (audience) => {
    const secret = `what ${newId()} said`
    await write(audience, secret)
    for (const who of ASKERS as unknown as Asker[]) {
      const sent = await callers[who].reflection.list({ networkId: stage.networkId }).then(JSON.stringify, String)
      expect(sent.includes(secret), who).toBe(READERS[audience].includes(who))
    }
  })

  test('and stops being read when the author narrows it, or takes it away', async () => {
    const { networkId } = stage
    const reflectionId = await write('network', 'a hard talk')
    const reads = async (who: Asker) =>
      JSON.stringify(await callers[who].reflection.list({ networkId })).includes('a hard talk')
    expect(await reads('other')).toBe(true)
    await callers.author.reflection.showTo({ networkId, reflectionId, audience: 'organisation' })
    expect([await reads('other'), await reads('convenor'), await reads('colleague')]).toEqual([false, false, true])
    await callers.author.reflection.withdraw({ networkId, reflectionId })
    expect(await reads('author')).toBe(false)
  })

  test('nothing of it enters the history that convenors read', async () => {
    await write('me', 'only for my own eyes')
    const kept = await database.db.select().from(changes).where(eq(changes.networkId, stage.networkId))
    expect(JSON.stringify(kept)).not.toContain('only for my own eyes')
  })

  test('an observer reads what is for everybody without the name of a person', async () => {
    await write('network', 'a good day')
    const { reflections } = await findReflections(database.db, as('observer', 'observer'))
    expect(reflections.find(({ happened }) => happened === 'a good day')).toMatchObject({
      ...{ author: '', partner: 'City Council', mine: false, wouldBe: null },
    })
  })
})

describe('who may do what with a reflection', () => {
  type Call = (ask: Caller, reflectionId: ReflectionId) => Promise<unknown>
  const networkId = () => stage.networkId
  const OWN: Record<string, Call> = {
    showTo: (ask, reflectionId) => ask.reflection.showTo({ networkId: networkId(), reflectionId, audience: 'me' }),
    withdraw: (ask, reflectionId) => ask.reflection.withdraw({ networkId: networkId(), reflectionId }),
    makeActivity: (ask, reflectionId) =>
      ask.reflection.makeActivity({ networkId: networkId(), reflectionId, corner: 'value' }),
  }
  const SHUT: Partial<Record<Asker, string>> = { nobody: 'signed_out', outsider: 'not_found', former: 'not_found' }
  test.each(Object.keys(OWN))('%s is its author’s alone, also where others may read it', async (name) => {
    for (const who of ASKERS as unknown as Asker[]) {
      const came = await outcome((OWN[name] as Call)(callers[who], await write('network')))
      const refused = who === 'observer' && name === 'makeActivity' ? 'members_only' : 'not_found'
      expect(came, who).toBe(SHUT[who] ?? (who === 'author' ? 'ok' : refused))
    }
  })
  test.each(['list', 'pulse', 'write'] as const)('%s', async (name) => {
    for (const who of ASKERS as unknown as Asker[]) {
      const ask = callers[who].reflection
      const asked = {
        list: () => ask.list({ networkId: networkId() }),
        pulse: () => ask.pulse({ networkId: networkId() }),
      }
      const call = name === 'write' ? ask.write({ networkId: networkId(), happened: 'x' }) : asked[name]()
      expect(await outcome(call), who).toBe(
        SHUT[who] ?? (who === 'observer' && name !== 'list' ? 'members_only' : 'ok'),
      )
    }
  })
  test('every procedure of the room is in these lists', async () => {
    const { reflectionRouter } = await import('./router.ts')
    expect(Object.keys(reflectionRouter._def.procedures).sort()).toEqual(
      // Those of a seat in a workshop are tried where workshops are: server/story/in-the-room.test.ts.
      [...Object.keys(OWN), 'list', 'pulse', 'write', 'here', 'pulseHere', 'writeHere'].sort(),
    )
  })
  test('an empty one, 10,000 characters and one for no organisation are refused with words', async () => {
    const refused = (input: object, who: Asker = 'author') =>
      writeReflection(stage.work, as(who), WriteReflectionInput.parse(input)).catch((error) => error)
    expect(await refused({ happened: ' ' })).toMatchObject({ code: 'field.needed', facts: { field: 'happened' } })
    expect(await refused({ happened: 'x'.repeat(10_000) })).toMatchObject({
      ...{ code: 'field.too_long', facts: { field: 'happened', length: 10_000 } },
    })
    const forMine = { happened: 'x', audience: 'organisation' }
    expect(await refused(forMine, 'convenor')).toMatchObject({ code: 'reflection.no_organisation' })
    const half = { happened: 'x', agency: { band: 'junior', start: 3 } }
    expect(await refused(half)).toMatchObject({ code: 'field.needed', facts: { field: 'agencyProblem' } })
  })
})

test('a reflection becomes an activity with its author as owner, once, and shows no more of itself than was said', async () => {
  const { networkId } = stage
  const reflectionId = await write('me', 'She cried in the car park')
  const activityId = await callers.author.reflection.makeActivity({ networkId, reflectionId, corner: 'capacity' })
  expect(await callers.other.activity.open({ networkId, activityId })).toMatchObject({
    ...{ title: 'Call the bank', owner: 'author', corners: ['capacity'], way: 'planned', state: 'ahead' },
    aim: { kind: 'own_words', label: 'Call the bank' },
  })
  const sent = JSON.stringify(await callers.convenor.activity.alignment({ networkId }))
  expect(sent).not.toContain('car park')
  expect(await outcome(callers.author.reflection.makeActivity({ networkId, reflectionId, corner: 'value' }))).toBe(
    'reflection.made_already',
  )
})

describe('the agency pulse, through the tables', () => {
  test('shows nothing of a band until four have answered, then a mean and the change since the last workshop', async () => {
    const one = await aStage(database)
    const members: UserId[] = []
    for (let i = 0; i < 5; i++)
      members.push(
        await addMember(one.work, one.networkId, {
          ...{ email: `m${i}-${newId()}@example.org`, name: '', role: 'member', partnerId: null },
        }),
      )
    const answer = (i: number, start: number, band: Band = 'junior') =>
      writeReflection(
        one.work,
        { networkId: one.networkId, userId: members[i] as UserId, role: 'member' },
        WriteReflectionInput.parse({ happened: 'x', agency: { band, start, problem: 3 } }),
      )
    const junior = async () => {
      const by = { networkId: one.networkId, userId: one.convenor, role: 'convenor' } as const
      return (await readPulse(database.db, by)).bands.find(({ band }) => band === 'junior')
    }
    for (const [i, start] of [1, 2, 3].entries()) await answer(i, start)
    // A second answer in the same period is not another one.
    await answer(0, 5)
    await answer(4, 5, 'senior')
    expect(await junior()).toEqual({ band: 'junior', is: 'hidden' })
    await answer(3, 4)
    expect(await junior()).toMatchObject({ n: 4, means: { start: 2.5, problem: 3 }, change: null })
    await one.close()
    // Its own answers stay to be read until enough came after it.
    expect(await junior()).toMatchObject({ n: 4, isOfBefore: true, means: { start: 2.5, problem: 3 } })
    for (const i of [0, 1, 2, 3]) await answer(i, 4)
    expect(await junior()).toMatchObject({
      n: 4,
      isOfBefore: false,
      means: { start: 4 },
      change: { start: 1.5, problem: 0 },
    })
  })
})

test('a reflection whose sending was repeated is there once', async () => {
  const by = { networkId: stage.networkId, userId: people.author, role: 'member' as const }
  const input = WriteReflectionInput.parse({ id: newId<'reflection'>(), happened: 'Said twice by a slow line' })
  await Promise.all([writeReflection(stage.work, by, input), writeReflection(stage.work, by, input)])
  const { reflections } = await findReflections(database.db, by)
  expect(reflections.filter(({ happened }) => happened === input.happened)).toHaveLength(1)
})

test('an author who gave no name is no address to those who may read', async () => {
  const email = `${newId()}@example.org`
  const userId = await addMember(stage.work, stage.networkId, { email, name: '', role: 'member', partnerId: null })
  const input = WriteReflectionInput.parse({ happened: 'A quiet word', audience: 'network' })
  await writeReflection(stage.work, { networkId: stage.networkId, userId, role: 'member' }, input)
  const as = (who: UserId, role: 'member' | 'convenor') =>
    findReflections(database.db, { networkId: stage.networkId, userId: who, role })
  expect(JSON.stringify(await as(people.other, 'member'))).not.toContain(email)
  expect(JSON.stringify(await as(people.convenor, 'convenor'))).toContain(email)
})

test('whoever speaks for another organisation now does not show an older reflection to the one before', async () => {
  const email = `${newId()}@example.org`
  const member = (partner: number) =>
    addMember(stage.work, stage.networkId, {
      ...{ email, name: 'Mover', role: 'member' as const },
      partnerId: stage.partners[partner] as never,
    })
  const by = { networkId: stage.networkId, userId: await member(0), role: 'member' as const }
  const reflectionId = await writeReflection(stage.work, by, WriteReflectionInput.parse({ happened: 'Before I moved' }))
  await member(1)
  await expect(showTo(stage.work, by, { reflectionId, audience: 'organisation' })).rejects.toMatchObject({
    code: 'reflection.other_organisation',
  })
  const { reflections } = await findReflections(database.db, { ...by, userId: people.colleague })
  expect(JSON.stringify(reflections)).not.toContain('Before I moved')
  await showTo(stage.work, by, { reflectionId, audience: 'convenors' })
})

test('an answer to the pulse stands after those before it, also when the server’s clock was put back', async () => {
  const there = await aStage(database)
  const answer = async (start: 1 | 5, at: string) => {
    const email = `${newId()}@example.org`
    const userId = await addMember(there.work, there.networkId, { email, name: '', role: 'member', partnerId: null })
    const by = { networkId: there.networkId, userId, role: 'member' as const }
    const input = { happened: 'x', agency: { band: 'junior', start, problem: 3 } }
    await writeReflection({ ...there.work, clock: { now: () => new Date(at) } }, by, WriteReflectionInput.parse(input))
    return by
  }
  const noon = '2026-03-01T12:00:00Z'
  for (const _ of [1, 2, 3]) await answer(5, noon)
  const by = await answer(5, noon)
  const shown = await readPulse(database.db, by)
  await answer(1, '2026-03-01T11:59:59Z')
  await answer(1, noon)
  expect((await readPulse(database.db, by)).bands).toEqual(shown.bands)
})
