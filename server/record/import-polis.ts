import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { networks, partners } from '#db/schema/networks.ts'
import { ratings } from '#db/schema/ratings.ts'
import { seats, sessions, stepMoves } from '#db/schema/sessions.ts'
import { statements } from '#db/schema/statements.ts'
import { type Matrix, UNSURE } from '#server/analysis/matrix.ts'
import { operatorConvening } from '#server/auth/who-is.ts'
import { addPartner } from '#server/network/add-partner.ts'
import { createNetwork } from '#server/network/create-network.ts'
import { refuse } from '#server/refusal.ts'
import { type PolisFiles, readPolis } from '#server/report/read-polis.ts'
import { type NetworkId, newId, type PartnerId, type SessionId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { cutText } from '#server/vocabulary/text.ts'
import type { Work } from '#server/work.ts'
import { closeSession } from './close-session.ts'

const CREDIT =
  'Data was gathered using the Polis software (see compdemocracy.org/polis and github.com/compdemocracy/polis) and is sub-licensed under CC BY 4.0 with Attribution to The Computational Democracy Project.'

const creditFor = (url: string) => `${CREDIT} ${url}`.trim()

export interface Imported {
  networkId: NetworkId
  sessionId: SessionId
  people: number
  statements: number
}

/**
 * Puts a Polis conversation into the history as a closed workshop: its groups are the partners, an agreement is +1, a
 * disagreement -1 and a pass "not clear to me". Without a network it gets one of its own. Nothing is kept of a bad file.
 */
export async function importPolis(
  work: Work,
  files: PolisFiles,
  { network, column }: { network?: NetworkId; column?: string } = {},
): Promise<Imported> {
  const read = readPolis(files, column)
  if (read.is === 'bad') throw refuse('import.not_readable', { problem: read.problems.slice(0, 3).join('; ') })
  // All of it or nothing: what a fault left half-way would stand in the way of the next try.
  return work.db.transaction((tx) => writeImport({ ...work, db: tx as unknown as Db }, read.value, network))
}

async function writeImport(
  work: Work,
  { matrix, topic, url }: { matrix: Matrix; topic: string; url: string },
  network: NetworkId | undefined,
): Promise<Imported> {
  const name = cutText(topic || 'Polis conversation', LIMITS.title)
  const networkId = network ?? (await networkFor(work, cutText(`Polis: ${name}`, LIMITS.partnerName)))
  // A conversation is known by its address; two of one topic are two.
  const twice = and(
    eq(sessions.networkId, networkId),
    eq(sessions.name, name),
    eq(sessions.source, 'polis'),
    eq(sessions.credit, creditFor(url)),
  )
  if ((await work.db.select({ id: sessions.id }).from(sessions).where(twice)).length > 0)
    throw refuse('import.exists', { name })

  const partnerIds = await partnersFor(work, networkId, matrix)
  const sessionId = await writeConversation(work, networkId, partnerIds, matrix, { name, url })
  const convening = await operatorConvening(work.db, sessionId)
  if (convening) await closeSession(work, convening)
  return { networkId, sessionId, people: matrix.partnerOf.length, statements: matrix.statements.length }
}

async function networkFor(work: Work, name: string): Promise<NetworkId> {
  const [had] = await work.db.select({ id: networks.id }).from(networks).where(eq(networks.name, name))
  return (had?.id as NetworkId | undefined) ?? createNetwork(work, { name, about: 'Imported from a Polis export.' })
}

async function partnersFor(work: Work, networkId: NetworkId, matrix: Matrix): Promise<PartnerId[]> {
  const ids: PartnerId[] = []
  for (const { id, label } of matrix.partners) {
    const key = `polis-${id}`
    const [had] = await work.db
      .select({ id: partners.id })
      .from(partners)
      .where(and(eq(partners.networkId, networkId), eq(partners.key, key)))
    ids.push(
      (had?.id as PartnerId | undefined) ?? (await addPartner(work, networkId, { name: label, sector: null, key })),
    )
  }
  return ids
}

async function writeConversation(
  work: Work,
  networkId: NetworkId,
  partnerIds: readonly PartnerId[],
  matrix: Matrix,
  about: { name: string; url: string },
): Promise<SessionId> {
  const sessionId = newId<'session'>()
  const now = work.clock.now()
  const rules = {
    template: 'first-meeting',
    voice: 'own',
    attribution: 'partner',
    source: 'polis',
    credit: creditFor(about.url),
  } as const
  const seatIds = matrix.partnerOf.map(() => newId<'seat'>())
  const statementIds = matrix.statements.map(() => newId<'statement'>())
  await work.db.transaction(async (tx) => {
    await tx.insert(sessions).values({
      networkId,
      id: sessionId,
      name: about.name,
      openedAt: now,
      step: 'finish',
      stepNo: 1,
      shownRound: 1,
      ...rules,
    })
    await tx.insert(stepMoves).values({ networkId, sessionId, stepNo: 1, step: 'finish', at: now })
    const people = matrix.partnerOf.map((partner, i) => ({
      networkId,
      id: seatIds[i] as string,
      sessionId,
      partnerId: partnerIds[partner] as string,
      joinedAt: now,
    }))
    for (const some of inChunks(people)) await tx.insert(seats).values(some)
    const asked = matrix.statements.map(({ text }, i) => ({
      networkId,
      id: statementIds[i] as string,
      rootId: statementIds[i] as string,
      sessionId,
      text,
      position: i + 1,
      createdAt: now,
    }))
    for (const some of inChunks(asked)) await tx.insert(statements).values(some)
    const given = matrix.answers.flatMap((row, statement) =>
      [...row].flatMap((code, person) => {
        if (code === 0) return []
        const answer =
          code === UNSURE
            ? { kind: 'unclear' as const, point: null }
            : { kind: 'point' as const, point: code === 2 ? 1 : -1 }
        const key = {
          networkId,
          sessionId,
          seatId: seatIds[person] as string,
          statementId: statementIds[statement] as string,
        }
        return [{ ...key, question: 'should' as const, round: 1, mandate: 'own' as const, givenAt: now, ...answer }]
      }),
    )
    for (const some of inChunks(given)) await tx.insert(ratings).values(some)
  })
  return sessionId
}

// A statement to PostgreSQL holds 65,535 values at most.
const inChunks = <T>(rows: readonly T[], size = 1_000): T[][] =>
  Array.from({ length: Math.ceil(rows.length / size) }, (_, i) => rows.slice(i * size, (i + 1) * size))
