import type { PgTable } from 'drizzle-orm/pg-core'
import type { Database } from '#db/client.ts'
import { activities, activityPartners } from '#db/schema/activities.ts'
import { authorisers, dependencies, supportedThings, supportLevels } from '#db/schema/authorisers.ts'
import { briefingPartners, briefings } from '#db/schema/briefings.ts'
import { changes } from '#db/schema/changes.ts'
import { noteReaders, notes, threads } from '#db/schema/intelligence.ts'
import { capacities, capacityUses, exchanges } from '#db/schema/means.ts'
import { signIns } from '#db/schema/people.ts'
import { reflections } from '#db/schema/reflections.ts'
import { valueEntries, valueJudgements } from '#db/schema/values.ts'
import { chanceFrom } from '#server/analysis/chance.ts'
import { conveningOf } from '#server/auth/who-is.ts'
import { addMember } from '#server/network/add-member.ts'
import { addPartner } from '#server/network/add-partner.ts'
import { createNetwork } from '#server/network/create-network.ts'
import { closeSession } from '#server/record/close-session.ts'
import { OpenSessionInput } from '#server/session/input.ts'
import { openSession } from '#server/session/open-session.ts'
import { findLines } from '#server/statement/find.ts'
import { ACTIVITY_KINDS, USUAL_FAMILY } from '#server/vocabulary/activity.ts'
import { BASES, SUPPORT_LEVELS } from '#server/vocabulary/backing.ts'
import { CORNERS } from '#server/vocabulary/corner.ts'
import { type Day, dayAt, daysAfter } from '#server/vocabulary/day.ts'
import { SENSITIVITIES } from '#server/vocabulary/hearing.ts'
import { type NetworkId, newId, type PartnerId, type UserId } from '#server/vocabulary/ids.ts'
import { MEANS_KINDS } from '#server/vocabulary/means.ts'
import { FIRST_ZONE } from '#server/vocabulary/time-zone.ts'
import { DIRECTIONS, VALUE_DIMENSIONS } from '#server/vocabulary/value.ts'
import { makeListeners, makeWork } from '#server/work.ts'

export const SIZES = {
  ...{ notes: 10_000, threads: 1_000, activities: 2_000, authorisers: 500, dependencies: 2_000, capacities: 300 },
  ...{ exchanges: 400, values: 400, briefings: 200, reflections: 500, changes: 15_000, partners: 8, members: 60 },
}

export interface Filled {
  networkId: NetworkId
  convenor: UserId
  /** What signs the convenor in. */
  cookie: string
}

/** Fills a network with everything at its size, from a seed, and a second one beside it. */
export async function fillRegisters(database: Database): Promise<Filled> {
  const filled = await fillOne(database, 'Bench network', 'convenor@bench.example.org', 1)
  await fillOne(database, 'The other network', 'other@bench.example.org', 4)
  await database.sql`analyze`
  return filled
}

async function fillOne({ db }: Database, name: string, email: string, part: number): Promise<Filled> {
  const work = makeWork(db, makeListeners())
  const chance = chanceFrom(part)
  const pick = <T>(some: readonly T[]): T => some[Math.floor(chance() * some.length)] as T
  const size = (of: keyof typeof SIZES) => Math.ceil(SIZES[of] / part)
  const networkId = await createNetwork(work, { name, about: '' })
  const convenor = await addMember(work, networkId, { email, name: 'Amira', role: 'convenor', partnerId: null })
  const partners: PartnerId[] = []
  for (let i = 0; i < SIZES.partners; i += 1)
    partners.push(await addPartner(work, networkId, { name: `Partner ${i}`, sector: null }))
  const people: UserId[] = [convenor]
  for (let i = 0; i < size('members'); i += 1)
    people.push(
      await addMember(work, networkId, {
        ...{ email: `m${i}-${part}@bench.example.org`, name: `Member ${i}`, role: 'member', partnerId: pick(partners) },
      }),
    )
  const statements = Array.from({ length: 60 }, (_, i) => `Statement number ${i} on what the network is for`)
  const input = OpenSessionInput.parse({ name: 'Where next?', statements })
  const { sessionId } = await openSession(work, networkId, input, convenor)
  await closeSession(work, (await conveningOf(db, { userId: convenor }, sessionId)) as never)
  const lines = (await findLines(db, networkId)).map(({ id }) => id as string)
  const today = dayAt(new Date(), FIRST_ZONE)
  const day = (from: number, to: number): Day => daysAfter(today, Math.floor(from + chance() * (to - from)))
  const moment = (from: number, to: number) => new Date(`${day(from, to)}T12:00:00Z`)
  const put = async <T extends object>(table: PgTable, rows: readonly T[]) => {
    for (let i = 0; i < rows.length; i += 500) await db.insert(table).values(rows.slice(i, i + 500) as never)
  }
  const many = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i))
  const words = ['buses', 'payments', 'rents', 'shops', 'grants', 'schools', 'minutes', 'jobs', 'clinics', 'roofs']
  const text = () => many(12, () => pick(words)).join(' ')

  const backers = many(size('authorisers'), (i) => {
    const basis = pick(BASES)
    return {
      ...{ networkId, id: newId(), label: `Backer ${i}`, kind: 'person_in_role', gives: ['permission'], basis },
      ...{ instrument: basis === 'personal' ? null : 'council_minute', heldByPartner: pick(partners) },
      ...{ endsOn: chance() < 0.4 ? null : day(-10, 700), addedAt: moment(-300, -1) },
    }
  })
  await put(authorisers, backers)
  await put(
    supportLevels,
    backers.flatMap(({ id }) =>
      many(2, () => ({
        ...{ networkId, id: newId(), authoriserId: id, level: pick(SUPPORT_LEVELS), since: day(-300, -1) },
        notedAt: moment(-300, -1),
      })),
    ),
  )
  const means = many(size('capacities'), (i) => ({
    ...{ networkId, id: newId(), label: `Capacity ${i}`, kind: pick(MEANS_KINDS), partnerId: pick(partners) },
    ...{ amount: 'a day a week', holder: 'an officer', addedAt: moment(-300, -1), addedBy: pick(people) },
  }))
  await put(capacities, means)
  const made = many(600, (i) => ({ networkId, id: newId(), kind: 'activity', label: `Thing ${i}` }))
  await put(supportedThings, made)
  const targets = [
    ...lines.map((id) => ['statement', id] as const),
    ...means.map(({ id }) => ['resource', id as string] as const),
    ...made.map(({ id }) => ['activity', id as string] as const),
    ...backers.slice(0, 40).map(({ id }) => ['authoriser', id as string] as const),
  ]
  const links = new Map<string, object>()
  while (links.size < size('dependencies')) {
    const [authoriserId, [thingKind, thingId]] = [pick(backers.slice(40)).id, pick(targets)]
    links.set(`${authoriserId}${thingId}`, { networkId, authoriserId, thingKind, thingId })
  }
  await put(dependencies, [...links.values()])
  await put(
    capacityUses,
    means.map(({ id }) => ({ networkId, capacityId: id, useKind: 'statement', useId: pick(lines) })),
  )
  await put(
    exchanges,
    many(size('exchanges'), (i) => ({
      ...{ networkId, id: newId(), side: i % 2 ? 'offer' : 'ask', partnerId: pick(partners), kind: pick(MEANS_KINDS) },
      ...{ text: `Exchange ${i}`, addedAt: moment(-300, -1), addedBy: pick(people) },
    })),
  )
  const opened = many(size('threads'), (i) => ({
    networkId,
    id: newId(),
    title: `Thread ${i}`,
    openedAt: moment(-300, -1),
  }))
  await put(threads, opened)
  const heard = many(size('notes'), (i) => ({
    ...{ networkId, id: newId(), byUserId: pick(people), partnerId: pick(partners), text: `${text()} ${i}` },
    ...{
      aboutKind: 'statement',
      about: pick(lines),
      closeness: 'saw',
      confidence: 2,
      sensitivity: pick(SENSITIVITIES),
    },
    ...{ heardOn: day(-300, -1), state: 'new', notedAt: moment(-300, -1), answer: chance() < 0.6 ? 'It is done' : '' },
    threadId: chance() < 0.25 ? pick(opened).id : null,
  }))
  await put(notes, heard)
  await put(
    noteReaders,
    heard
      .filter(({ sensitivity }) => sensitivity === 'group')
      .map(({ id }) => ({ networkId, noteId: id, userId: pick(people) })),
  )
  const works = many(size('activities'), (i) => {
    const [kind, planned, state] = [pick(ACTIVITY_KINDS), chance() < 0.6, chance() < 0.9 ? 'done' : 'ahead']
    return {
      ...{ networkId, id: newId(), title: `Activity ${i}`, kind, family: USUAL_FAMILY[kind], corners: [pick(CORNERS)] },
      ...{ aimKind: 'statement', aimId: pick(lines), aimText: 'A statement', ownerId: pick(people) },
      ...{ way: planned || state === 'ahead' ? 'planned' : 'chance', state, loggedAt: moment(-700, -1) },
      onDay: state === 'done' ? day(-700, -1) : day(-5, 200),
    }
  })
  await put(activities, works)
  await put(
    activityPartners,
    works.flatMap(({ id }) =>
      partners.filter(() => chance() < 0.3).map((partnerId) => ({ networkId, activityId: id, partnerId })),
    ),
  )
  const entries = many(size('values'), (i) => ({
    ...{ networkId, id: newId(), direction: pick(DIRECTIONS), dimension: pick(VALUE_DIMENSIONS), text: `Entry ${i}` },
    ...{ intent: 'not_known', gains: 'Some', bears: 'Others', weight: 'some', contribution: '', evidenceText: '' },
    ...{ causeKind: 'statement', causeId: pick(lines), causeText: 'A statement', addedAt: moment(-300, -1) },
  }))
  await put(valueEntries, entries)
  await put(
    valueJudgements,
    entries.flatMap(({ id }) =>
      partners.map((partnerId) => ({
        ...{ networkId, entryId: id, partnerId, point: Math.floor(chance() * 5) - 2, reason: '' },
        judgedAt: moment(-300, -1),
      })),
    ),
  )
  const told = many(size('briefings'), (i) => ({
    ...{
      networkId,
      id: newId(),
      deed: 'informed',
      who: `Somebody ${i}`,
      what: text(),
      byWhom: 'Amira',
      why: 'Because',
    },
    ...{ doneOn: day(-300, -1), notedAt: moment(-300, -1) },
  }))
  await put(briefings, told)
  await put(
    briefingPartners,
    told.flatMap(({ id }) =>
      partners.slice(0, 3).map((partnerId) => ({
        ...{ networkId, briefingId: id, partnerId, toldOn: chance() < 0.8 ? day(-200, -1) : null },
      })),
    ),
  )
  await put(
    reflections,
    many(size('reflections'), () => ({
      ...{ networkId, id: newId(), authorId: pick(people), partnerId: pick(partners), happened: text(), soWhat: '' },
      ...{ nowWhat: '', audience: pick(['me', 'organisation', 'convenors', 'network']), writtenAt: moment(-300, -1) },
    })),
  )
  await put(
    changes,
    many(size('changes'), (i) => ({
      ...{ networkId, id: newId(), at: moment(-700, -1), byUserId: pick(people), noun: 'activity', thingId: newId() },
      ...{ label: `Activity ${i}`, before: {}, after: { title: `Activity ${i}` } },
    })),
  )
  const sessionToken = newId()
  await db.insert(signIns).values({ sessionToken, userId: convenor, expires: new Date('2199-01-01') })
  return { networkId, convenor, cookie: `next-auth.session-token=${sessionToken}` }
}
