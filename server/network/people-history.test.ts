import { afterAll, expect, test } from 'vitest'
import { scratchDatabase } from '#db/scratch.ts'
import { findChanges } from '#server/change/find.ts'
import { aStage } from '#server/session/a-stage.ts'
import { aCaller } from '#server/trpc/a-caller.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { createNetwork } from './create-network.ts'
import { setTimeZone } from './set-time-zone.ts'

const database = await scratchDatabase()
afterAll(() => database.close())

const told = async (networkId: Parameters<typeof findChanges>[1]) =>
  (await findChanges(database.db, networkId)).map(({ by, noun, label, before, after }) => ({
    ...{ by, noun, label, before, after },
  }))

test('who takes somebody in, changes what they may do, and ends it, is in the history with before and after', async () => {
  const stage = await aStage(database)
  const { networkId } = stage
  const [council, university] = stage.partners
  const desk = await aCaller(stage.work, stage.convenor)
  const email = `${newId()}@example.org`
  const member = { networkId, email, name: 'Ben', role: 'member' as const }
  const userId = await desk.network.addMember({ ...member, partnerId: council ?? null })
  await desk.network.addMember({ ...member, partnerId: university ?? null })
  await desk.network.changeRole({ networkId, userId, role: 'co_convenor' })
  await desk.network.changeRole({ networkId, userId, role: 'co_convenor' })
  await desk.network.endMembership({ networkId, userId })
  const ben = { by: 'Amira', noun: 'member', label: 'Ben' }
  expect((await told(networkId)).filter(({ label }) => label === 'Ben')).toEqual([
    { ...ben, before: { role: 'co_convenor', speaksFor: 'University' }, after: {} },
    { ...ben, before: { role: 'member' }, after: { role: 'co_convenor' } },
    { ...ben, before: { speaksFor: 'City Council' }, after: { speaksFor: 'University' } },
    { ...ben, before: {}, after: { role: 'member', speaksFor: 'City Council' } },
  ])
  // Somebody who leaves the platform leaves no name and no address in it.
  await database.sql`delete from users where id = ${userId}`
  const kept = JSON.stringify(await database.sql`select * from changes where network_id = ${networkId}`)
  expect([kept.includes('Ben'), kept.includes(email)]).toEqual([false, false])
})

test('organisations that come in, the network itself and where it counts its days are in the history too', async () => {
  const { work, convenor } = await aStage(database)
  const name = `Network ${newId()}`
  const networkId = await createNetwork(work, { name, about: '', timeZone: 'Europe/Berlin' }, convenor)
  await (await aCaller(work, convenor)).network.addPartner({ networkId, name: 'Harbour Museum' })
  await setTimeZone(work, networkId, 'Europe/Berlin')
  await setTimeZone(work, networkId, 'Europe/Madrid')
  const zone = (timeZone: string) => ({ timeZone })
  const all = await told(networkId)
  expect(all).toHaveLength(4)
  for (const line of [
    { by: null, noun: 'network', label: name, before: zone('Europe/Berlin'), after: zone('Europe/Madrid') },
    { by: 'Amira', noun: 'partner', label: 'Harbour Museum', before: {}, after: { organisation: 'Harbour Museum' } },
    { by: 'Amira', noun: 'member', label: 'Amira', before: {}, after: { role: 'convenor' } },
    { by: 'Amira', noun: 'network', label: name, before: {}, after: zone('Europe/Berlin') },
  ])
    expect(all).toContainEqual(line)
})
