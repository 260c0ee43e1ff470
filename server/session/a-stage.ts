import type { Database } from '#db/client.ts'
import { findSeat, type Seat } from '#server/auth/seat.ts'
import { type Convening, conveningOf } from '#server/auth/who-is.ts'
import { addMember } from '#server/network/add-member.ts'
import { addPartner } from '#server/network/add-partner.ts'
import { createNetwork } from '#server/network/create-network.ts'
import { answerMerge, askToMerge, findMergeAsks } from '#server/participant/ask-to-merge.ts'
import type { MergeSeatsInput } from '#server/participant/input.ts'
import { joinSession } from '#server/participant/join-session.ts'
import { closeSession } from '#server/record/close-session.ts'
import { findStatements } from '#server/statement/find.ts'
import type { Code } from '#server/vocabulary/code.ts'
import {
  type NetworkId,
  newId,
  type PartnerId,
  type SessionId,
  type StatementId,
  type UserId,
} from '#server/vocabulary/ids.ts'
import type { Step } from '#server/vocabulary/step.ts'
import { type Listeners, makeListeners, makeWork, type Work } from '#server/work.ts'
import { OpenSessionInput } from './input.ts'
import { moveToStep } from './move-to-step.ts'
import { openSession } from './open-session.ts'

/** For tests: the convenor asks whether two seats are one person's, and both phones say yes. */
export async function mergeSeats(work: Work, convening: Convening, asked: MergeSeatsInput): Promise<void> {
  await askToMerge(work, convening, asked)
  for (const id of [asked.seatId, asked.intoSeatId]) {
    const seat = await findSeat(work.db, convening.sessionId, id)
    const ask = (await findMergeAsks(work.db, convening)).find(({ seatId }) => seatId === asked.seatId)
    if (seat && ask) await answerMerge(work, seat, { ...ask, yes: true })
  }
}

/** For tests: a network of its own with three partners, a convenor, and an open workshop of two statements. */
export interface Stage {
  work: Work
  listeners: Listeners
  networkId: NetworkId
  sessionId: SessionId
  code: Code
  convenor: UserId
  convening: Convening
  partners: PartnerId[]
  statements: StatementId[]
  join(partner: number, name?: string): Promise<Seat>
  to(step: Step): Promise<void>
  close(): Promise<void>
}

export async function aStage({ db }: Database, rules: Partial<OpenSessionInput> = {}): Promise<Stage> {
  const listeners = makeListeners()
  const work = makeWork(db, listeners)
  const networkId = await createNetwork(work, { name: `Network ${newId()}`, about: '' })
  const partners: PartnerId[] = []
  for (const name of ['City Council', 'University', 'Traders'])
    partners.push(await addPartner(work, networkId, { name, sector: null }))
  const convenor = await addMember(work, networkId, {
    email: `c-${newId()}@example.org`,
    name: 'Amira',
    role: 'convenor',
    partnerId: null,
  })
  const input = OpenSessionInput.parse({ name: 'Where next?', statements: ['One', 'Two'], ...rules })
  const { sessionId, code } = await openSession(work, networkId, input, convenor)
  const convening = (await conveningOf(db, { userId: convenor }, sessionId)) as Convening
  return {
    ...{ work, listeners, networkId, sessionId, code, convenor, convening, partners },
    statements: (await findStatements(db, networkId, sessionId)).map(({ id }) => id),
    async join(partner, name = '') {
      const { seatId } = await joinSession(work, code, { partner: partners[partner] as string, organisation: '', name })
      return (await findSeat(db, sessionId, seatId)) as Seat
    },
    to: async (step) => void (await moveToStep(work, convening, { step })),
    close: () => closeSession(work, convening),
  }
}
