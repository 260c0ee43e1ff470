import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { type Seat, seatCookie } from '#server/auth/seat.ts'
import { type Membership, membershipIn } from '#server/auth/who-is.ts'
import { askPartners } from '#server/proposition/ask.ts'
import { findDraft } from '#server/proposition/find.ts'
import { saveVersion } from '#server/proposition/save-version.ts'
import { writeSlot } from '#server/proposition/write-slot.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { aCaller, outcome } from '#server/trpc/a-caller.ts'
import { appRouter } from '#server/trpc/root.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { SLOTS } from '#server/vocabulary/proposition.ts'
import type { Step } from '#server/vocabulary/step.ts'

/** What the phone's outbox sends at the steps with forms: however often and however late it arrives, it is done once. */

const SECRET = 'a secret of at least 32 characters'
let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 60_000)
afterAll(() => database.close())

const from = (stage: Stage, seat: Pick<Seat, 'id'>) =>
  appRouter.createCaller({
    work: stage.work,
    cookies: seatCookie(seat.id, stage.sessionId, SECRET, false).split(';')[0] as string,
    secret: SECRET,
  })
type Phone = ReturnType<typeof from>
const key = () => newId<'deed'>()

async function aRoom(attribution: 'partner' | 'none' = 'partner') {
  const stage = await aStage(database, { template: 'yearly-review', attribution })
  const [anna, bela] = [await stage.join(0, 'Anna'), await stage.join(0, 'Bela')]
  return { stage, sessionId: stage.sessionId, anna: from(stage, anna), bela: from(stage, bela), annasSeat: anna }
}
type Room = Awaited<ReturnType<typeof aRoom>>

const backer = { label: 'The leader', kind: 'person_in_role', gives: ['money'], basis: 'personal' } as const
const plan = { title: 'Breakfast', kind: 'convening', corners: ['value'], aim: 'Trust' } as const

/** Every form of the steps: where it stands, how it is sent, and in which table it leaves a row. */
const FORMS: [
  name: string,
  step: Step,
  table: string,
  make: (room: Room) => (phone: Phone, late?: boolean) => Promise<unknown>,
][] = [
  [
    'a story',
    'story',
    'stories',
    ({ sessionId }) => {
      const sent = { sessionId, key: key(), storyId: newId<'story'>(), text: 'A flood' }
      return (phone, late = false) => phone.story.tell({ ...sent, late })
    },
  ],
  [
    'a backer',
    'triangle',
    'backing_suggestions',
    ({ sessionId }) => {
      const sent = { sessionId, key: key(), suggestionId: newId<'suggestion'>(), ...backer, gives: [...backer.gives] }
      return (phone, late = false) => phone.authoriser.suggest({ ...sent, late })
    },
  ],
  [
    'an activity',
    'activities',
    'session_activities',
    ({ sessionId }) => {
      const sent = { sessionId, key: key(), activityId: newId<'activity'>(), ...plan, corners: [...plan.corners] }
      return (phone, late = false) => phone.activity.propose({ ...sent, late })
    },
  ],
  [
    'a reflection',
    'minute',
    'reflections',
    ({ sessionId }) => {
      const audience = 'network' as const
      const sent = { sessionId, key: key(), reflectionId: newId<'reflection'>(), happened: 'I spoke up', audience }
      return (phone, late = false) => phone.reflection.writeHere({ ...sent, late })
    },
  ],
  [
    'the two answers',
    'minute',
    'guest_pulses',
    ({ sessionId }) => {
      const answers = { band: 'junior', start: 4, problem: 2, ballot: newId<'ballot'>() } as const
      const sent = { sessionId, key: key(), ...answers }
      return (phone, late = false) => phone.reflection.pulseHere({ ...sent, late })
    },
  ],
  [
    'what was heard',
    'minute',
    'notes',
    ({ sessionId }) => {
      const sent = { sessionId, key: key(), noteId: newId<'note'>(), text: 'The grant comes late' }
      return (phone, late = false) => phone.intelligence.noteHere({ ...sent, late })
    },
  ],
]
const count = async ({ stage }: Room, table: string) => {
  const [row] =
    await database.sql`select count(*)::int as n from ${database.sql(table)} where network_id = ${stage.networkId}`
  return row?.n as number
}

describe.each(FORMS)('%s', (_name, step, table, make) => {
  test.each(['partner', 'none'] as const)(
    'is kept once, also when the room has moved on or closed (%s)',
    async (shown) => {
      const room = await aRoom(shown)
      await room.stage.to(step)
      const send = make(room)
      expect(await outcome(send(room.anna))).toBe('ok')
      expect(await outcome(send(room.anna))).toBe('ok')
      await room.stage.to('views')
      expect(await outcome(send(room.anna))).toBe('ok')
      await room.stage.close()
      expect(await outcome(send(room.anna))).toBe('ok')
      expect(await count(room, table)).toBe(1)
    },
  )
})

test.each(FORMS)(
  '%s that comes when the room has moved on is refused, and taken late',
  async (_name, step, table, make) => {
    const room = await aRoom()
    const { anna, stage } = room
    const send = make(room)
    // Nothing comes late to a step that the room was never at.
    expect(await outcome(send(anna, true))).toBe('step.not_the_time')
    await stage.to(step)
    await stage.to('talk')
    expect(await outcome(send(anna))).toBe('step.not_the_time')
    expect(await outcome(send(anna, true))).toBe('ok')
    expect(await outcome(send(anna, true))).toBe('ok')
    expect(await count(room, table)).toBe(1)
  },
)

test('the eight answers that came twice are not a second answer, and a second answer is refused', async () => {
  const { stage, sessionId, anna } = await aRoom()
  await stage.to('minute')
  const sent = { sessionId, key: key(), points: { open_talk: 4 } } as never as Parameters<
    Phone['pulse']['answerHere']
  >[0]
  expect(await outcome(anna.pulse.answerHere(sent))).toBe('ok')
  expect(await outcome(anna.pulse.answerHere(sent))).toBe('ok')
  expect(await outcome(anna.pulse.answerHere({ ...sent, key: key() }))).toBe('pulse.answered_already')
})

test('an older story that was held up on the way does not undo the newer one', async () => {
  const { stage, sessionId, anna } = await aRoom()
  await stage.to('story')
  const first = { sessionId, key: key(), storyId: newId<'story'>(), text: 'First' }
  await anna.story.tell(first)
  await anna.story.tell({ ...first, key: key(), text: 'Second' })
  await anna.story.tell(first)
  expect(await anna.story.mine({ sessionId })).toMatchObject({ text: 'Second' })
})

test('dots land where they were meant, and an older sending takes none back', async () => {
  const { stage, sessionId, anna } = await aRoom()
  const convenor = await aCaller(stage.work, stage.convenor)
  const dots = { kind: 'dots', minutes: 4, dotsOn: 'statements', dots: 3, stacking: 'many' } as const
  const stepId = await convenor.plan.insert({ sessionId, ...dots })
  await stage.to('dots')
  const [a, b] = stage.statements as never as [string, string]
  const first = { sessionId, key: key(), stepId, placed: [{ thingId: a, count: 2 }] }
  await anna.dots.place(first)
  await anna.dots.place({ ...first, key: key(), placed: [{ thingId: b, count: 3 }] })
  await anna.dots.place(first)
  expect(await anna.dots.mine({ sessionId })).toEqual([{ thingId: b, count: 3 }])
  expect(await outcome(anna.dots.place({ ...first, key: key(), stepId: newId<'step'>() }))).toBe('step.not_the_time')
})

test('a hand that was taken down stays down, and more time is not asked for at a later step', async () => {
  const { stage, sessionId, anna } = await aRoom()
  await stage.to('views')
  const up = { sessionId, kind: 'hand' as const, key: key() }
  await anna.participant.raise(up)
  await anna.participant.lower({ ...up, key: key() })
  await anna.participant.raise(up)
  await anna.participant.raise({ sessionId, kind: 'more_time', key: key(), stepNo: 0 })
  expect(await anna.participant.signals({ sessionId })).toEqual({ hand: null, moreTime: false, done: false })
})

describe('an answer to the sentence', () => {
  async function asked() {
    const room = await aRoom()
    const { stage } = room
    const convenor = (await membershipIn(database.db, { userId: stage.convenor }, stage.networkId)) as Membership
    for (const slot of SLOTS)
      await writeSlot(stage.work, convenor, { slot, text: `${slot} x`, sources: [], version: 0 })
    const { drafted } = await findDraft(database.db, stage.networkId)
    await saveVersion(stage.work, convenor, { sessionId: stage.sessionId, drafted })
    await askPartners(stage.work, convenor, 1)
    return room
  }
  test('that was never heard of is one’s own: neither it nor what follows it is called a colleague’s', async () => {
    const { sessionId, anna } = await asked()
    const ballot = newId<'ballot'>()
    const first = { sessionId, key: key(), no: 1, answer: 'support' as const, version: 0, ballot }
    await anna.proposition.answerHere(first)
    expect(await outcome(anna.proposition.answerHere(first))).toBe('ok')
    const second = { ...first, key: key(), answer: 'live_with' as const, follows: [first.key] }
    expect(await outcome(anna.proposition.answerHere(second))).toBe('ok')
    expect(await outcome(anna.proposition.answerHere(first))).toBe('ok')
    expect((await anna.proposition.here({ sessionId, ballot })).own).toMatchObject({ answer: 'live_with', version: 2 })
  })
  test('is not passed over by somebody else who sits down for the partner, whichever answer they name', async () => {
    const { sessionId, anna, bela } = await asked()
    const first = { sessionId, key: key(), no: 1, answer: 'support' as const, version: 0 }
    await anna.proposition.answerHere(first)
    const other = { ...first, key: key(), answer: 'cannot_speak' as const, version: 1, follows: [key()] }
    expect(await outcome(bela.proposition.answerHere(other))).toBe('proposition.colleague_stands')
    const second = { ...first, key: key(), answer: 'live_with' as const, follows: [first.key] }
    expect(await outcome(anna.proposition.answerHere(second))).toBe('ok')
  })
  test('leaves no word of which person gave it', async () => {
    const { sessionId, anna, annasSeat } = await asked()
    const sent = { sessionId, key: key(), no: 1, answer: 'support' as const, version: 0 }
    await anna.proposition.answerHere(sent)
    const noted = await database.sql`select * from deeds where seat_id = ${annasSeat.id}`
    expect(noted).toHaveLength(0)
  })
})

test('where nobody is shown, what was sent is noted with no seat and no time', async () => {
  const room = await aRoom('none')
  for (const [, step, , make] of FORMS) {
    await room.stage.to(step)
    await make(room)(room.anna)
  }
  expect(await database.sql`select * from deeds where network_id = ${room.stage.networkId}`).toHaveLength(0)
  const spent = await database.sql`select * from spent_keys where network_id = ${room.stage.networkId}`
  expect(spent).toHaveLength(FORMS.length)
  expect(Object.keys(spent[0] as object).sort()).toEqual(['key', 'network_id', 'session_id'])
})
