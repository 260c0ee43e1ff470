import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { scratchDatabase } from '#db/scratch.ts'
import { keepLanguage } from '#server/auth/keep-language.ts'
import type { Clock } from '#server/clock.ts'
import { addMember } from '#server/network/add-member.ts'
import { setTimeZone } from '#server/network/set-time-zone.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { type Day, daysAfter } from '#server/vocabulary/day.ts'
import { type AuthoriserId, newId } from '#server/vocabulary/ids.ts'
import type { Mail } from '#server/work.ts'
import { chooseMail } from './choose-mail.ts'
import { AddAuthoriserInput } from './input.ts'
import { addAuthoriser, changeAuthoriser } from './keep-authoriser.ts'
import { mailWatch } from './mail-watch.ts'

const END = '2027-06-30' as Day
const database = await scratchDatabase()
afterAll(() => database.close())

let stage: Stage
let mails: Mail[]
let authoriserId: AuthoriserId
let fails: boolean
const fields = { label: 'Dean', kind: 'person', gives: ['staff'], basis: 'personal', endsOn: END } as const
beforeEach(async () => {
  await database.sql`delete from networks`
  stage = await aStage(database)
  mails = []
  fails = false
  const by = { networkId: stage.networkId, userId: stage.convenor }
  authoriserId = await addAuthoriser(stage.work, by, AddAuthoriserInput.parse(fields))
})

/** One look so many days before the end, in the morning. */
const look = (daysBefore: number, end = END, hour = '08') => {
  const clock: Clock = { now: () => new Date(`${daysAfter(end, -daysBefore)}T${hour}:00:00Z`) }
  const sendMail = async (mail: Mail) => {
    if (fails) throw new Error('the mail server is away')
    mails.push(mail)
  }
  return mailWatch({ db: database.db, clock }, { origin: 'https://here.example', sendMail })
}

describe('the change watch by mail', () => {
  test('mails once at 180, 90 and 30 days, however often it looks, and never before or after', async () => {
    const sent: [number, number][] = []
    for (const days of [200, 181, 180, 179, 120, 90, 90, 89, 31, 30, 29, 1, 0, -1, -20]) {
      const count = await look(days)
      if (count > 0) sent.push([days, count])
    }
    expect(sent).toEqual([
      [180, 1],
      [90, 1],
      [30, 1],
    ])
    expect(mails[1]?.subject).toContain('A backing ends soon')
    expect(mails[1]?.text).toContain('Dean: ends in 90 days, on 30 June 2027.')
    expect(mails[1]?.text).toContain('Only one person holds this tie.')
    expect(mails[1]?.text).toContain(`https://here.example/network/${stage.networkId}/backing#watch`)
  })
  test('speaks the language that its reader read last, and counts by the network’s own days', async () => {
    await keepLanguage(database.db, stage.convenor, 'de')
    await setTimeZone(stage.work, stage.networkId, 'Pacific/Auckland')
    // At one in the afternoon here, the next day has begun there; at three in the morning, the last one goes on elsewhere.
    expect(await look(181, END, '13')).toBe(1)
    expect(mails[0]?.text).toContain('Dean: endet in 180 Tagen, am 30. Juni 2027.')
    expect(mails[0]?.text).not.toContain('Only one person')
    await setTimeZone(stage.work, stage.networkId, 'America/Bogota')
    expect(await look(90, END, '03')).toBe(0)
    expect(await look(90, END, '08')).toBe(1)
  })
  test('a threshold that passed while nobody looked is told by the one that stands', async () => {
    expect([await look(60), await look(45), await look(12)]).toEqual([1, 0, 1])
  })
  test('goes to everybody who runs the network and to nobody else, and not to names that nobody has', async () => {
    const join = (email: string, role: 'member' | 'observer' | 'co_convenor') =>
      addMember(stage.work, stage.networkId, { email, name: 'X', role, partnerId: null })
    const co = `co-${newId()}@example.org`
    await join(co, 'co_convenor')
    await join(`m-${newId()}@example.org`, 'member')
    await join(`o-${newId()}@example.org`, 'observer')
    await join(`demo-${newId()}@demo.example`, 'co_convenor')
    expect(await look(90)).toBe(2)
    expect(mails.map(({ to }) => to)).toContain(co)
  })
  test('who said no gets none, and gets them again after a yes', async () => {
    const me = { networkId: stage.networkId, userId: stage.convenor }
    await chooseMail(stage.work, me, false)
    await chooseMail(stage.work, me, false)
    expect(await look(90)).toBe(0)
    await chooseMail(stage.work, me, true)
    expect(await look(89)).toBe(1)
  })
  test('several that end stand in one mail, and a new end is told anew', async () => {
    const by = { networkId: stage.networkId, userId: stage.convenor }
    const more = AddAuthoriserInput.parse({ ...fields, label: 'Cabinet member', endsOn: daysAfter(END, -3) })
    await addAuthoriser(stage.work, by, more)
    expect(await look(90)).toBe(1)
    expect(mails[0]?.subject).toContain('2 backings end soon')
    const later = daysAfter(END, 365)
    const change = { ...AddAuthoriserInput.parse({ ...fields, endsOn: later }), authoriserId, version: 1 }
    await changeAuthoriser(stage.work, by, change)
    expect(await look(90, later)).toBe(1)
  })
  test('a mail that could not be sent is tried at the next look', async () => {
    fails = true
    expect(await look(90)).toBe(0)
    fails = false
    expect([await look(90, END, '09'), await look(90, END, '10')]).toEqual([1, 0])
  })
  test('two servers that look at once send one mail', async () => {
    await Promise.all([look(90), look(90)])
    expect(mails.length).toBe(1)
  })
  test('a mail that was begun when the server stopped is sent after an hour', async () => {
    await database.sql`insert into watch_mails (network_id, authoriser_id, ends_on, days, user_id, claimed_at)
      values (${stage.networkId}, ${authoriserId}, ${END}, 90, ${stage.convenor}, ${`${daysAfter(END, -90)}T07:30:00Z`})`
    expect([await look(90), await look(90, END, '09')]).toEqual([0, 1])
  })
})
