import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { shownDots } from '#db/schema/in-the-room.ts'
import { findHiddenCards } from '#server/moderation/hidden-cards.ts'
import { findHiddenPlans } from '#server/moderation/hidden-plans.ts'
import { findPlan, type PlannedStep } from '#server/plan/find.ts'
import type { Session } from '#server/session/find.ts'
import { findHiddenOnBoard } from '#server/session/read-board.ts'
import { inReadersWords } from '#server/statement/wordings.ts'
import { findHiddenViews } from '#server/view/find.ts'
import type { Dotted } from '#server/vocabulary/dots.ts'
import type { StepId } from '#server/vocabulary/ids.ts'

/** A thing and how many dots lay on it when they were shown, in the words that it had then. */
export interface CountedThing {
  readonly id: string
  readonly text: string
  readonly count: number
}

/** Where the dots of a step lay when they were shown, the most first. `title` is '' for a step without a name of its own. */
export interface ShownDots {
  readonly stepId: StepId
  readonly title: string
  readonly dotsOn: Dotted
  readonly things: readonly CountedThing[]
}

/** Keeps where the dots of a step lie, in the transaction that shows them: what they lie on may change afterwards. */
export async function keepShownDots(
  tx: Pick<Db, 'insert'>,
  { networkId, id: sessionId }: Session,
  { id: stepId }: PlannedStep,
  things: readonly CountedThing[],
  shownAt: Date,
): Promise<void> {
  await tx.insert(shownDots).values({ networkId, sessionId, stepId, things, shownAt })
}

/**
 * Where the dots lay at each step that has shown them, in the order they were shown, as it was written; [] while none has. What
 * the convenor hid since is not among it.
 */
export async function findShownDots(db: Pick<Db, 'select'>, session: Session): Promise<ShownDots[]> {
  const rows = await db
    .select({ stepId: shownDots.stepId, things: shownDots.things })
    .from(shownDots)
    .where(and(eq(shownDots.networkId, session.networkId), eq(shownDots.sessionId, session.id)))
    .orderBy(asc(shownDots.shownAt), asc(shownDots.stepId))
  if (rows.length === 0) return []
  const plan = await findPlan(db, session)
  const lieOn = (what: Dotted) =>
    plan.some(({ id, dotsOn }) => dotsOn === what && rows.some(({ stepId }) => stepId === id))
  const hidden = new Set([
    ...(lieOn('cards') ? await findOffTheBoard(db, session) : []),
    ...(lieOn('activities') ? await findHiddenPlans(db, session) : []),
  ])
  return rows.flatMap(({ stepId, things }) => {
    const step = plan.find(({ id }) => id === stepId)
    if (!step) return []
    const { id, title, dotsOn } = step
    return [{ stepId: id, title, dotsOn, things: things.filter((thing) => !hidden.has(thing.id)) }]
  })
}

/** What the convenor took off the board: told by the tables at once, and by the board where it was hidden there. */
const findOffTheBoard = async (db: Pick<Db, 'select'>, session: Session): Promise<string[]> => [
  ...(await findHiddenViews(db, session)),
  ...(await findHiddenCards(db, session)),
  ...(await findHiddenOnBoard(db, session.id)),
]

/** The same as whoever asks reads it. */
export async function readShownDots(db: Pick<Db, 'select'>, session: Session): Promise<ShownDots[]> {
  const shown = await findShownDots(db, session)
  return Promise.all(shown.map(async (one) => ({ ...one, things: await inOwnWords(db, session, one) })))
}

const inOwnWords = (db: Pick<Db, 'select'>, { networkId, id }: Session, { dotsOn, things }: ShownDots) =>
  dotsOn === 'statements' ? inReadersWords(db, networkId, id, things) : things
