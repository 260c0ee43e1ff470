import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { stepMoves } from '#db/schema/sessions.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { PlaceDotsInput } from '#server/dots/input.ts'
import { placeDots } from '#server/dots/place-dots.ts'
import { giveRating } from '#server/rating/give-rating.ts'
import { isRefusal } from '#server/refusal.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { findSession } from '#server/session/find.ts'
import { OpenSessionInput } from '#server/session/input.ts'
import { moveToStep } from '#server/session/move-to-step.ts'
import { sessionNow } from '#server/session/now.ts'
import { openSession } from '#server/session/open-session.ts'
import { extendTimer, pauseSession, startTimer, stopTimer } from '#server/session/set-timer.ts'
import { newId, type StepId } from '#server/vocabulary/ids.ts'
import { TEMPLATE_IDS, TEMPLATES } from '#server/vocabulary/template.ts'
import { changeStep, insertStep, leaveOut } from './change-plan.ts'
import { findPlan } from './find.ts'
import { ChangeStepInput, InsertStepInput } from './input.ts'
import { readRunSheet } from './run-sheet.ts'
import { deleteTemplate, findTemplates, saveTemplate } from './templates.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 60_000)
afterAll(() => database.close())

const refused = async (deed: Promise<unknown>) =>
  deed.then(
    () => 'done',
    (error: unknown) => (isRefusal(error) ? error.code : Promise.reject(error)),
  )
const now = (stage: Stage) => sessionNow(stage.work, stage.sessionId)
const kinds = async (stage: Stage) => (await now(stage)).plan.map(({ kind }) => kind)
const idOf = async (stage: Stage, no: number) => (await now(stage)).plan[no]?.id as StepId
const go = async (stage: Stage, no: number) => moveToStep(stage.work, stage.convening, { to: await idOf(stage, no) })
const anInsert = (words: object) => InsertStepInput.parse({ kind: 'own', minutes: 5, ...words })

describe('a plan', () => {
  test.each(TEMPLATE_IDS)('of the template "%s" is the workshop’s own from the start', async (template) => {
    const stage = await aStage(database, { template })
    expect(await kinds(stage)).toEqual(TEMPLATES[template].map(({ kind }) => kind))
    const { plan, stepId, step } = await now(stage)
    expect([plan[0]?.id, step]).toEqual([stepId, 'join'])
  })

  test('is walked forward and back by its steps, the same kind twice, and every move is noted', async () => {
    const stage = await aStage(database, { template: 'yearly-review' })
    const all = await kinds(stage)
    const rates = all.flatMap((kind, i) => (kind === 'rate' ? [i] : []))
    expect(rates).toHaveLength(2)
    for (const no of [...all.keys()].slice(1)) {
      await go(stage, no)
      expect(await now(stage)).toMatchObject({ step: all[no], stepId: await idOf(stage, no) })
    }
    await go(stage, rates[0] as number)
    const moves = await database.db.select().from(stepMoves).where(eq(stepMoves.sessionId, stage.sessionId))
    expect(moves).toHaveLength(all.length + 1)
    expect((await now(stage)).stepId).toBe(await idOf(stage, rates[0] as number))
  })

  test('that comes back to rating after answers were shown asks a second round, and keeps the first', async () => {
    const stage = await aStage(database, { template: 'yearly-review' })
    const seat = await stage.join(0)
    const give = (answer: 1 | 2) => giveRating(stage.work, seat, { statementId: stage.statements[0] as never, answer })
    await stage.to('rate')
    await give(1)
    await stage.to('show-answers')
    await stage.to('proposition')
    await stage.to('rate')
    expect(await now(stage)).toMatchObject({ round: 2, shownRound: 1 })
    await give(2)
    const given = await database.sql`select round, point from ratings where seat_id = ${seat.id} order by round`
    expect([...given]).toEqual([
      { round: 1, point: 1 },
      { round: 2, point: 2 },
    ])
  })

  test('named by a kind, means the next of it ahead, and else the last behind', async () => {
    const stage = await aStage(database, { template: 'yearly-review' })
    const rates = (await now(stage)).plan.filter(({ kind }) => kind === 'rate').map(({ id }) => id)
    await stage.to('talk')
    await stage.to('rate')
    expect((await now(stage)).stepId).toBe(rates[1])
    await stage.to('triangle')
    await stage.to('rate')
    expect((await now(stage)).stepId).toBe(rates[1])
    expect(await refused(stage.to('dots'))).toBe('step.not_reachable')
  })

  test('lets nobody reach a step of another workshop', async () => {
    const [stage, other] = [await aStage(database), await aStage(database)]
    expect(await refused(moveToStep(stage.work, stage.convening, { to: await idOf(other, 1) }))).toBe(
      'step.not_reachable',
    )
    expect(await refused(moveToStep(stage.work, stage.convening, { to: newId() }))).toBe('step.not_reachable')
    expect(await refused(moveToStep(stage.work, stage.convening, { to: await idOf(stage, 1), stepNo: 7 }))).toBe(
      'step.moved_already',
    )
    expect((await now(stage)).step).toBe('join')
  })

  test('takes another step behind the one the room is at, or behind any other but the last', async () => {
    const stage = await aStage(database)
    await stage.to('views')
    await insertStep(stage.work, stage.convening, anInsert({ title: 'Coffee', instruction: 'Back at ten.' }))
    await insertStep(stage.work, stage.convening, anInsert({ kind: 'dots', after: await idOf(stage, 5), dots: 5 }))
    expect(await kinds(stage)).toEqual([
      ...['join', 'views', 'own', 'show-views', 'rate', 'show-answers', 'dots', 'talk', 'finish'],
    ])
    expect((await now(stage)).plan[2]).toMatchObject({ title: 'Coffee', instruction: 'Back at ten.', minutes: 5 })
    expect(await refused(insertStep(stage.work, stage.convening, anInsert({ after: await idOf(stage, 8) })))).toBe(
      'step.after_the_end',
    )
    expect(await refused(insertStep(stage.work, stage.convening, anInsert({ after: newId() })))).toBe('not_found')
    expect(InsertStepInput.safeParse({ kind: 'finish', minutes: 5 }).success).toBe(false)
    expect(InsertStepInput.safeParse({ kind: 'own', minutes: 0 }).success).toBe(false)
  })

  test('gives other dots, or on something else, until somebody has put one down', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0)
    const stepId = await insertStep(stage.work, stage.convening, anInsert({ kind: 'dots' }))
    const change = (dots: object, id = stepId) =>
      changeStep(stage.work, stage.convening, ChangeStepInput.parse({ stepId: id, minutes: 5, ...dots }))
    const dots = async () => (await now(stage)).plan.find(({ id }) => id === stepId)
    await change({ dots: 5, dotsOn: 'activities', stacking: 'many' })
    expect(await dots()).toMatchObject({ dots: 5, dotsOn: 'activities', stacking: 'many' })
    await change({ dotsOn: 'statements' })
    expect(await refused(change({ dots: 5 }, await idOf(stage, 2)))).toBe('input.not_understood')
    await moveToStep(stage.work, stage.convening, { to: stepId })
    await placeDots(stage.work, seat, PlaceDotsInput.parse({ placed: [{ thingId: stage.statements[0], count: 4 }] }))
    expect(await refused(change({ dots: 3 }))).toBe('dots.placed_already')
    await change({ dots: 5, title: 'Where it matters' })
    expect(await dots()).toMatchObject({ dots: 5, dotsOn: 'statements', stacking: 'many', title: 'Where it matters' })
  })

  test('lets a step be left out and put back, but not where the room is, nor the beginning and the end', async () => {
    const stage = await aStage(database)
    await stage.to('views')
    const leave = async (no: number, state: 'planned' | 'left-out' = 'left-out') =>
      leaveOut(stage.work, stage.convening, { stepId: await idOf(stage, no), state })
    for (const no of [0, 1, 6]) expect(await refused(leave(no))).toBe('step.stays')
    await leave(3)
    await leave(2)
    await leave(2, 'planned')
    expect((await now(stage)).plan.map(({ state }) => state === 'left-out')).toEqual(
      [0, 0, 0, 1, 0, 0, 0].map((out) => out === 1),
    )
    expect(await refused(stage.to('rate'))).toBe('step.not_reachable')
    await go(stage, 3)
    expect((await now(stage)).plan[3]?.state).toBe('planned')
  })

  test('takes words of the convenor’s own, and no speech of more than 40 words', async () => {
    const stage = await aStage(database)
    const change = async (words: object) =>
      changeStep(
        stage.work,
        stage.convening,
        ChangeStepInput.parse({ stepId: await idOf(stage, 1), minutes: 12, ...words }),
      )
    const before = await findPlan(database.db, await findSession(database.db, stage.sessionId))
    expect(await refused(change({ say: 'word '.repeat(41) }))).toBe('step.says_too_much')
    expect(await refused(change({ title: 'x'.repeat(121) }))).toBe('field.too_long')
    expect(await findPlan(database.db, await findSession(database.db, stage.sessionId))).toEqual(before)
    await change({ say: 'word '.repeat(40), watch: 'The quiet ones' })
    const sheet = await readRunSheet(database.db, stage.convening)
    expect(sheet.steps[1]).toMatchObject({ minutes: 12, watch: 'The quiet ones' })
    // What only the convenor reads is not in what everybody is sent.
    expect(JSON.stringify(await now(stage))).not.toContain('The quiet ones')
  })

  test('is kept for other workshops of the network, without what was left out, and for nobody else’s', async () => {
    const [stage, other] = [await aStage(database), await aStage(database)]
    await leaveOut(stage.work, stage.convening, { stepId: await idOf(stage, 5), state: 'left-out' })
    await insertStep(stage.work, stage.convening, anInsert({ title: 'Coffee', after: await idOf(stage, 2) }))
    const id = await saveTemplate(stage.work, stage.convening, { name: 'Ours' })
    expect(await saveTemplate(stage.work, stage.convening, { name: 'Ours' })).toBe(id)
    expect(await findTemplates(database.db, stage.networkId)).toEqual([{ id, name: 'Ours', steps: 7, minutes: 45 }])
    expect(await findTemplates(database.db, other.networkId)).toEqual([])

    const open = (networkId: Stage['networkId']) =>
      openSession(stage.work, networkId, OpenSessionInput.parse({ name: 'Next', ownTemplate: id }))
    const { sessionId } = await open(stage.networkId)
    const { plan } = await sessionNow(stage.work, sessionId)
    expect(plan.map(({ title, kind }) => title || kind)).toEqual([
      ...['join', 'views', 'show-views', 'Coffee', 'rate', 'show-answers', 'finish'],
    ])
    expect(await refused(open(other.networkId))).toBe('not_found')
    expect(await refused(deleteTemplate(stage.work, other, { templateId: id }))).toBe('not_found')
    await deleteTemplate(stage.work, stage, { templateId: id })
    expect(await findTemplates(database.db, stage.networkId)).toEqual([])
    expect((await sessionNow(stage.work, sessionId)).plan).toHaveLength(7)
  })

  test('of a closed workshop stays as it is', async () => {
    const stage = await aStage(database)
    await stage.close()
    expect(await refused(insertStep(stage.work, stage.convening, anInsert({})))).toBe('session.closed')
    expect(await refused(startTimer(stage.work, stage.convening, { minutes: 1 }))).toBe('session.closed')
    expect((await now(stage)).plan).toHaveLength(7)
  })
})

describe('the timer', () => {
  const at = (stage: Stage, ms: number) => ({ ...stage.work, clock: { now: () => new Date(1_800_000_000_000 + ms) } })
  const left = async (stage: Stage, ms: number) => {
    const { timer, serverNow, pausedAt } = await sessionNow(at(stage, ms), stage.sessionId)
    return timer && (Date.parse(timer.ends) - Date.parse(pausedAt ?? serverNow)) / 60_000
  }
  const MINUTE = 60_000

  test('runs by the server’s clock, is lengthened from what is left or from now, and stops', async () => {
    const stage = await aStage(database)
    expect(await left(stage, 0)).toBeNull()
    await startTimer(at(stage, 0), stage.convening, { minutes: 8 })
    expect(await left(stage, 3 * MINUTE)).toBe(5)
    await extendTimer(at(stage, 3 * MINUTE), stage.convening, { minutes: 2 })
    expect(await left(stage, 3 * MINUTE)).toBe(7)
    await extendTimer(at(stage, 20 * MINUTE), stage.convening, { minutes: 1 })
    expect(await left(stage, 20 * MINUTE)).toBe(1)
    await stopTimer(at(stage, 21 * MINUTE), stage.convening)
    expect(await left(stage, 21 * MINUTE)).toBeNull()
  })

  test('stands still while the workshop pauses, also when it is lengthened then', async () => {
    const stage = await aStage(database)
    await startTimer(at(stage, 0), stage.convening, { minutes: 8 })
    await pauseSession(at(stage, 2 * MINUTE), stage.convening, { paused: true })
    await pauseSession(at(stage, 4 * MINUTE), stage.convening, { paused: true })
    expect(await left(stage, 10 * MINUTE)).toBe(6)
    await extendTimer(at(stage, 10 * MINUTE), stage.convening, { minutes: 1 })
    await pauseSession(at(stage, 12 * MINUTE), stage.convening, { paused: false })
    expect(await left(stage, 12 * MINUTE)).toBe(7)
    expect((await now(stage)).pausedAt).toBeNull()
  })

  test('and the pause are over with the step', async () => {
    const stage = await aStage(database)
    await startTimer(stage.work, stage.convening, { minutes: 8 })
    await pauseSession(stage.work, stage.convening, { paused: true })
    await stage.to('views')
    expect(await now(stage)).toMatchObject({ timer: null, pausedAt: null })
  })
})
