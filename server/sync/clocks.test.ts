import { expect, test } from 'vitest'
import { addCard, editText } from '#server/board/commands.ts'
import { aCard as aCardOn, aPerson, aStage, BOARD, until } from './a-stage.ts'
import { aCard, aGuest, doing, someRooms } from './some-rooms.ts'

const DAY_MS = 86_400_000
const YEAR_MS = 365 * DAY_MS

test('whose clock is a day behind or a year ahead lays cards like everybody else, in the order in which they were laid', async () => {
  const stage = await aStage()
  const people = ['anna', 'bela', 'cleo'].map((id) => aPerson(stage, id))
  await until(() => people.every(({ provider }) => provider.synced))
  const laid: string[] = []
  for (const [no, aheadMs] of [YEAR_MS, -DAY_MS, 0, -DAY_MS, YEAR_MS].entries()) {
    const { doc, me } = people[no % 3] as (typeof people)[number]
    const id = `${me.id}.${no}`
    laid.push(id)
    const createdAt = new Date(Date.UTC(2026, 0, 1) + aheadMs).toISOString()
    addCard(doc, me, { ...aCardOn(me.id), id, createdAt })
    await until(() => people.every(({ view }) => view().places.value.length === laid.length))
  }
  for (const { view, refused } of people) expect([view().places.value, refused]).toEqual([laid, []])
})

test('when the server’s own clock jumps by a year, or back by a day, nobody is cut off and nothing waits', async () => {
  const stage = await aStage()
  const [anna, bela] = [aPerson(stage, 'anna'), aPerson(stage, 'bela')]
  await until(() => anna.provider.synced && bela.provider.synced)
  const closes: unknown[] = []
  for (const { provider } of [anna, bela]) provider.on('connection-close', (event) => closes.push(event))
  anna.provider.awareness.setLocalStateField('editing', 'anna.1')
  const sees = () => bela.provider.awareness.getStates().get(anna.doc.clientID)?.editing === 'anna.1'
  addCard(anna.doc, anna.me, aCardOn('anna'))
  await until(sees)
  for (const aheadMs of [YEAR_MS, -DAY_MS, 0]) {
    stage.clock.aheadMs = aheadMs
    await stage.line.round()
    await stage.line.changed(BOARD, 'rights')
    const text = `Words at ${aheadMs}`
    editText(anna.doc, anna.me, 'anna.1', text)
    await until(() => bela.view().cards['anna.1']?.text === text)
    expect([sees(), closes, anna.refused]).toEqual([true, [], []])
  }
})

test('a board with people is put away by no jump of the clock, and one that was left is there again whenever', async () => {
  const { room, rooms, writer } = someRooms()
  const board = await room()
  const anna = aGuest('anna')
  board.enter(anna.guest)
  for (const [no, nowMs] of [0, YEAR_MS, -DAY_MS, 1_000].entries()) {
    await rooms.tidy(nowMs)
    expect([board.isGone, await room()]).toEqual([false, board])
    board.take(
      anna.guest,
      doing(anna.doc, () => addCard(anna.doc, anna.doer, aCard(`anna.${no}`))),
    )
    await writer.flushed()
    expect(anna.heard.saved).toBe(no + 1)
  }
  board.leave(anna.guest)
  for (const nowMs of [0, YEAR_MS]) await rooms.tidy(nowMs)
  expect(board.isGone).toBe(true)
  const late = aGuest('bela')
  const again = await room()
  again.enter(late.guest)
  again.answer(late.guest, Uint8Array.of(0))
  expect(late.view()).toEqual(anna.view())
})
