import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { propositionAnswers, propositionVersions } from '#db/schema/propositions.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { noteChange } from '#server/change/note-change.ts'
import { findPartners } from '#server/network/find.ts'
import { holdNetwork } from '#server/network/hold-network.ts'
import { refuse } from '#server/refusal.ts'
import type { NetworkId, SessionId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import { findVersions } from './find.ts'

type By = Pick<Membership, 'networkId' | 'userId'>

/** Asks every partner what it says to the newest version. Nobody sees another's answer until the asking is closed. */
export async function askPartners({ db, clock, announce }: Work, by: By, no: number): Promise<void> {
  const { networkId } = by
  const sessionId = await db.transaction(async (tx) => {
    await holdNetwork(tx, networkId)
    const versions = await findVersions(tx, networkId)
    const version = versions.find((one) => one.no === no)
    if (!version) throw refuse('not_found')
    if (version.asking !== 'not_asked') throw refuse('proposition.asked_already')
    if (versions.some(({ asking }) => asking === 'open')) throw refuse('proposition.asking_open')
    if (versions[0]?.no !== no) throw refuse('proposition.newer_there')
    await tx.update(propositionVersions).set({ asking: 'open', askedAt: clock.now() }).where(theVersion(networkId, no))
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'proposition', thingId: networkId, label: version.label },
      before: { asking: 'not_asked' },
      after: { asking: 'open' },
    })
    return version.sessionId
  })
  if (sessionId) announce(sessionId as SessionId, 'statements')
}

/** Closes the asking for good, and shows what each partner answered. */
export async function closeAsking({ db, clock, announce }: Work, by: By, no: number): Promise<void> {
  const { networkId } = by
  const sessionId = await db.transaction(async (tx) => {
    await holdNetwork(tx, networkId)
    const version = (await findVersions(tx, networkId)).find((one) => one.no === no)
    if (!version) throw refuse('not_found')
    if (version.asking !== 'open') throw refuse('proposition.not_asking')
    await tx
      .update(propositionVersions)
      .set({ asking: 'closed', closedAt: clock.now() })
      .where(theVersion(networkId, no))
    const told = await answersByName(tx, networkId, no)
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'proposition', thingId: networkId, label: version.label },
      before: { asking: 'open' },
      after: { asking: 'closed', ...told },
    })
    return version.sessionId
  })
  if (sessionId) announce(sessionId as SessionId, 'statements')
}

export const theVersion = (networkId: NetworkId, no: number) =>
  and(eq(propositionVersions.networkId, networkId), eq(propositionVersions.no, no))

/** Who said what, as the history keeps it: the names of partners by their answer. */
async function answersByName(tx: Pick<Db, 'select'>, networkId: NetworkId, no: number) {
  const given = await tx
    .select()
    .from(propositionAnswers)
    .where(and(eq(propositionAnswers.networkId, networkId), eq(propositionAnswers.no, no)))
  const stands = given.filter(({ takenOutAt }) => takenOutAt === null)
  const partners = await findPartners(tx, networkId, { withLeft: true })
  const saying = (answer: string) =>
    partners
      .filter(({ id }) => stands.some((one) => one.partnerId === id && one.answer === answer))
      .map(({ name }) => name)
  return {
    saySupport: saying('support'),
    sayLiveWith: saying('live_with'),
    sayCannot: saying('cannot'),
    sayCannotSpeak: saying('cannot_speak'),
  }
}
