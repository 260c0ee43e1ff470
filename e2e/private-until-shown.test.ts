import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import type { Caller } from '#server/trpc/a-caller.ts'
import { PULSE_ITEMS } from '#server/vocabulary/governance.ts'
import { newId, type StepId } from '#server/vocabulary/ids.ts'
import { MODERATIONS, type Moderation, type Written } from '#server/vocabulary/moderation.ts'
import type { Answer } from '#server/vocabulary/rating-scale.ts'
import { ATTRIBUTIONS, type Attribution } from '#server/vocabulary/role.ts'
import { aWatchedRoom, READERS, type Reader, type Received, type WatchedRoom } from './watched-room.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 60_000)
afterAll(() => database.close())

const ROOM = ['colleague', 'other', 'screen', 'desk'] as const
const DESK = ['desk'] as const
const NOBODY = [] as const
// What is checked first hangs on no way of showing people: in every run once, where names are shown; PROOF=whole walks all.
const isWalked = (attribution: Attribution, moderation: Moderation) =>
  process.env.PROOF === 'whole' || moderation === 'none' || attribution === 'names'
const MODES = ATTRIBUTIONS.flatMap((attribution) =>
  MODERATIONS.map((moderation) => ({ attribution, moderation })),
).filter(({ attribution, moderation }) => isWalked(attribution, moderation))
/** What was received, but for when. */
const timeless = (text: string) => text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'T')

/** A workshop in which Anna says something of her own in each form, and who may have received what by now. */
class Walk {
  /** What was said -> who may have received it by now, and has. */
  readonly #said = new Map<string, { form: string; readers: readonly Reader[] }>()
  readonly anna: Caller
  readonly sessionId
  /** What only Anna's phone knows, where the workshop shows nobody: another one for each thing that is asked. */
  readonly #ballots = new Map<string, ReturnType<typeof newId<'ballot'>>>()

  constructor(
    readonly room: WatchedRoom,
    readonly attribution: Attribution,
    readonly moderation: Moderation,
  ) {
    this.anna = room.phones[0] as Caller
    this.sessionId = room.stage.sessionId
    // Everybody's where names are shown, else the convenor's alone; and kept for nobody where nobody is shown.
    this.#said.set(room.names[0] as string, {
      form: 'the name',
      readers: { names: ROOM, partner: DESK, none: NOBODY }[attribution],
    })
  }

  ballot(of: string, no = 0) {
    if (this.attribution !== 'none') return undefined
    const key = `${of} ${no}`
    const ballot = this.#ballots.get(key) ?? newId<'ballot'>()
    this.#ballots.set(key, ballot)
    return ballot
  }

  /** Words that nobody else would say; `readers` are those they reach, as soon as they are said. */
  secret(form: string, readers: readonly Reader[]): string {
    const words = `secret${newId()}`
    this.#said.set(words, { form, readers })
    return words
  }

  nowReaches(form: string, readers: readonly Reader[]): void {
    for (const [words, one] of this.#said) if (one.form === form) this.#said.set(words, { form, readers })
  }

  /** Everybody asks for all there is. */
  async look(when: string, received?: Received): Promise<void> {
    const sent = received ?? (await this.room.read())
    for (const [words, { form, readers }] of this.#said) {
      const got = READERS.filter((reader) => sent[reader].includes(words))
      expect(got.sort(), `${form}, ${when}`).toEqual([...readers].sort())
    }
    // Whoever knows another's ballot could answer in their place.
    for (const ballot of this.#ballots.values())
      for (const reader of READERS) expect(sent[reader], `a ballot reaches ${reader}, ${when}`).not.toContain(ballot)
  }

  /** Whatever Anna answers, everybody else is sent the same. */
  async tellsNobody(what: string, answer: () => Promise<unknown>, otherwise: () => Promise<unknown>): Promise<void> {
    await answer()
    const before = await this.room.read()
    await otherwise()
    const after = await this.room.read()
    // What came by itself, came before as well.
    for (const reader of READERS.filter((one) => one !== 'events'))
      expect(timeless(after[reader]), `${what} reaches ${reader}`).toBe(timeless(before[reader]))
    await this.look(`while it is asked: ${what}`, after)
  }
}

async function walk(attribution: Attribution, moderation: Moderation): Promise<Walk> {
  return new Walk(await aWatchedRoom(database, { attribution, moderation }), attribution, moderation)
}

describe.each(MODES)('who is shown: $attribution; checked before it is shown: $moderation', (mode) => {
  test('in no step does anything private reach anybody before it is shown', async () => {
    const it = await walk(mode.attribution, mode.moderation)
    await untilItIsShown(it)
    await notForTheRoom(it)
    await close(it)
  })
})

/** The convenor judges what waits to be checked, or stands by now: the first that holds these words. */
async function judge({ room, sessionId }: Walk, kind: Written, verdict: 'passed' | 'hidden', words: string) {
  const { convenor } = room
  const { waiting, passed } = await convenor.moderation.checking({ sessionId })
  const all = kind === 'story' ? await convenor.story.list({ sessionId }) : []
  const shown = all.map(({ id, text, teller }) => ({ kind, thingId: id as string, text, teller }))
  const one = [...waiting, ...passed, ...shown].find((some) => some.kind === kind && some.text.includes(words))
  if (!one) throw new Error(`no ${kind} waits`)
  const { thingId, text, teller } = one
  const about = 'about' in one && one.about ? String(one.about) : undefined
  await convenor.moderation.judge({ sessionId, kind, thingId, text, teller, about, verdict })
}

/** The stories, views and answers: everybody's, once they are shown. */
async function untilItIsShown(it: Walk): Promise<void> {
  const { anna, sessionId, room } = it
  const { stage, phones } = room
  const isChecked = it.moderation === 'check'
  const [statementId] = stage.statements as [never]
  await stage.to('story')
  const told = it.secret('a story', isChecked ? DESK : ROOM)
  // A person's name, too: everybody's where names are shown, and else nobody's.
  const named = it.attribution === 'names'
  const teller = it.secret('whose story it is', named ? (isChecked ? DESK : ROOM) : NOBODY)
  await anna.story.tell({ sessionId, storyId: newId(), text: told, teller })
  const rude = it.secret('a story that is hidden', DESK)
  await (phones[4] as Caller).story.tell({ sessionId, storyId: newId(), text: rude })
  await judge(it, 'story', 'hidden', rude)
  await it.look('at the story')
  if (isChecked) await judge(it, 'story', 'passed', told)
  it.nowReaches('a story', ROOM)
  if (named) it.nowReaches('whose story it is', ROOM)

  await stage.to('views')
  const viewId = newId<'view'>()
  const wrote = it.secret('a view', isChecked ? DESK : NOBODY)
  await anna.view.add({ sessionId, viewId, place: 'value', text: `before ${wrote}` })
  await anna.view.edit({ sessionId, viewId, place: 'value', text: wrote })
  await it.look('while views are written')
  await stage.to('show-views')
  if (isChecked) {
    await it.look('while a view waits to be checked')
    await judge(it, 'view', 'passed', wrote)
  }
  it.nowReaches('a view', [...ROOM, 'board'])
  await it.look('when views are shown')

  await stage.to('rate')
  const reason = it.secret('a reason', NOBODY)
  const rate = (no: number, answer: Answer, why = '') =>
    (phones[no] as Caller).rating.give({
      ...{ sessionId, statementId, answer, reason: why, mandate: 'own' },
      ballot: it.ballot('rating', no),
    })
  for (const no of [1, 2, 3, 4, 5]) await rate(no, 1)
  await it.tellsNobody(
    'an answer',
    () => rate(0, 2, reason),
    () => rate(0, -2, reason),
  )
  await stage.to('show-answers')
  if (isChecked) {
    it.nowReaches('a reason', DESK)
    await it.look('while a reason waits to be checked')
    await judge(it, 'reason', 'passed', reason)
  }
  it.nowReaches('a reason', [...ROOM, 'file'])
  await it.look('when answers are shown')
  await stage.to('talk')
  await stage.to('rate')
  await rate(0, 1, it.secret('a reason of another round', NOBODY))
}

/** What people say at the other steps: some of it to the room at once, some to the convenor, some to nobody. */
async function notForTheRoom(it: Walk): Promise<void> {
  const { anna, attribution, sessionId, room } = it
  const { stage, phones, convenor, known } = room
  const { networkId } = stage
  const [statementId, another] = stage.statements as [never, never]
  await stage.to('proposition')
  await convenor.proposition.writeSlot({ networkId, slot: 'for_whom', text: 'All', version: 0 })
  await convenor.proposition.save({ networkId, sessionId, drafted: 1 })
  await convenor.proposition.ask({ networkId, no: 1 })
  const cannot = { answer: 'cannot', version: 0, no: 1, ballot: it.ballot('proposition') ?? null } as const
  await anna.proposition.answerHere({ sessionId, ...cannot, reason: it.secret('why we can’t accept it', NOBODY) })
  // Who was there when a sentence was kept: by name for the network's members, where names are shown.
  if (attribution === 'names') it.nowReaches('the name', [...ROOM, 'member'])
  await it.look('at the proposition')

  await stage.to('triangle')
  const backer = { kind: 'role', gives: ['money' as const], basis: 'personal' } as const
  const label = it.secret('who backs us', DESK)
  await anna.authoriser.suggest({ sessionId, suggestionId: newId(), ...backer, gives: [...backer.gives], label })
  await it.look('at the triangle')

  await stage.to('activities')
  const activityId = newId<'activity'>()
  Object.assign(known, { activityId })
  const isChecked = it.moderation === 'check'
  const title = it.secret('a plan', isChecked ? DESK : [...ROOM, 'member'])
  await anna.activity.propose({ sessionId, activityId, title, kind: 'convening', aim: 'Trust', corners: ['value'] })
  if (isChecked) {
    await it.look('while a plan waits to be checked')
    await judge(it, 'activity', 'passed', title)
  }
  it.nowReaches('a plan', [...ROOM, 'member'])
  await it.look('at the activities')

  const stepId = (await convenor.plan.insert({ sessionId, kind: 'dots', minutes: 3 })) as StepId
  await convenor.session.moveToStep({ sessionId, to: stepId })
  const dot = (thingId: string) =>
    anna.dots.place({ sessionId, placed: [{ thingId, count: 1 }], ballot: it.ballot('dots') })
  await it.tellsNobody(
    'a dot',
    () => dot(statementId),
    () => dot(another),
  )
  await convenor.dots.show({ sessionId, stepId })
  expect(await (phones[3] as Caller).dots.things({ sessionId })).toMatchObject([
    { id: another, count: 1 },
    { count: 0 },
  ])

  await stage.to('minute')
  const noteId = newId<'note'>()
  const keep = (audience: 'me' | 'convenors', readers: readonly Reader[]) =>
    anna.reflection.writeHere({
      ...{ sessionId, reflectionId: newId<'reflection'>(), audience },
      happened: it.secret(`a reflection for ${audience}`, readers),
    })
  await keep('convenors', DESK)
  if (attribution !== 'none') await keep('me', NOBODY)
  await anna.intelligence.noteHere({ sessionId, noteId, text: it.secret('what was heard', DESK) })
  const heard = it.secret('what was heard, for the network', ['desk', 'member'])
  await anna.intelligence.noteHere({ sessionId, noteId: newId(), text: heard, sensitivity: 'network' })
  // That somebody has answered is known; what, and who, is not.
  const pulse = async (no: number, point: 1 | 5) => {
    const [phone, points] = [phones[no] as Caller, Object.fromEntries(PULSE_ITEMS.map((item) => [item, point]))]
    const agency = { band: 'senior', start: point, problem: point, ballot: it.ballot('pulse', no) } as const
    await phone.reflection.pulseHere({ sessionId, ...agency })
    if (attribution !== 'none') await phone.pulse.answerHere({ sessionId, points })
  }
  await it.tellsNobody(
    'a pulse',
    () => pulse(4, 1),
    () => pulse(0, 5),
  )
}

async function close(it: Walk): Promise<void> {
  const { stage } = it.room
  await stage.to('finish')
  await stage.close()
  if (it.attribution === 'names') it.nowReaches('the name', [...ROOM, 'member'])
  it.nowReaches('a story', [...ROOM, 'member'])
  if (it.attribution === 'names') it.nowReaches('whose story it is', [...ROOM, 'member'])
  it.nowReaches('a view', [...ROOM, 'board', 'member'])
  it.nowReaches('a reason', [...ROOM, 'file', 'member'])
  await it.look('after the workshop')
}
