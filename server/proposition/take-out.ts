import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { propositionAnswers, propositionVersions } from '#db/schema/propositions.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { noteChange } from '#server/change/note-change.ts'
import { findPartners, type Partner } from '#server/network/find.ts'
import { refuse } from '#server/refusal.ts'
import type { NetworkId, SessionId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import { theVersion } from './ask.ts'
import { findVersions } from './find.ts'
import type { GivenInput } from './input.ts'

type By = Pick<Membership, 'networkId' | 'userId'>

/** That a partner's answer stands or was taken out: not what it says. */
export interface Given {
  partner: Pick<Partner, 'id' | 'name' | 'initials' | 'markNo'>
  version: number
  is: 'standing' | 'taken-out'
}

/** Whose answers to a version there are, for whoever may take a wrong one out. */
export async function findGiven(db: Db, networkId: NetworkId, no: number): Promise<Given[]> {
  const given = await db
    .select({
      partnerId: propositionAnswers.partnerId,
      version: propositionAnswers.version,
      takenOutAt: propositionAnswers.takenOutAt,
    })
    .from(propositionAnswers)
    .where(and(eq(propositionAnswers.networkId, networkId), eq(propositionAnswers.no, no)))
  return (await findPartners(db, networkId, { withLeft: true })).flatMap(({ id, name, initials, markNo }) => {
    const one = given.find(({ partnerId }) => partnerId === id)
    const partner = { id, name, initials, markNo }
    return one ? [{ partner, version: one.version, is: one.takenOutAt ? 'taken-out' : 'standing' }] : []
  })
}

/**
 * Takes an answer out that was given for the wrong partner, where the phone that gave it does not come back. It counts for nobody
 * from then on, and is shown to nobody; that it was taken out is. While partners are asked, that partner can answer anew.
 */
export const takeOut = (work: Work, by: By, input: GivenInput): Promise<void> => turn(work, by, input, 'taken-out')

/** Lets an answer that was taken out stand again, unless the partner has answered anew. */
export const putBack = (work: Work, by: By, input: GivenInput): Promise<void> => turn(work, by, input, 'standing')

async function turn(
  { db, clock, announce }: Work,
  { networkId, userId }: By,
  { no, partnerId, version }: GivenInput,
  to: Given['is'],
): Promise<void> {
  const sessionId = await db.transaction(async (tx) => {
    // Held as for an answer.
    const [asked] = await tx.select().from(propositionVersions).where(theVersion(networkId, no)).for('update')
    if (!asked) throw refuse('not_found')
    const { networkId: ofNetwork, no: ofNo, partnerId: ofPartner } = propositionAnswers
    const one = and(eq(ofNetwork, networkId), eq(ofNo, no), eq(ofPartner, partnerId))
    const [given] = await tx.select().from(propositionAnswers).where(one)
    if (!given) throw refuse('not_found')
    if (given.version !== version) throw refuse('proposition.given_changed')
    if ((given.takenOutAt === null) === (to === 'standing')) return null
    await tx
      .update(propositionAnswers)
      // Whoever saw it as it was before is told when they change it.
      .set({ takenOutAt: to === 'standing' ? null : clock.now(), version: version + 1 })
      .where(one)
    const partner = (await findPartners(tx, networkId, { withLeft: true })).find(({ id }) => id === partnerId)
    const takenOut = { takenOut: [partner?.name ?? ''] }
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: userId, noun: 'proposition', thingId: networkId },
      label: (await findVersions(tx, networkId)).find((version) => version.no === no)?.label ?? '',
      before: to === 'standing' ? takenOut : {},
      after: to === 'standing' ? {} : takenOut,
    })
    return asked.sessionId
  })
  if (sessionId) announce(sessionId as SessionId, 'statements')
}
