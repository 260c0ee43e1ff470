import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { stepMoves } from '#db/schema/sessions.ts'
import { findPlanned } from '#server/activity/propose-activity.ts'
import { countSuggestions } from '#server/authoriser/suggest-backer.ts'
import { countDotters } from '#server/dots/find.ts'
import { countChecking } from '#server/moderation/find.ts'
import { findReasonVerdicts } from '#server/moderation/reasons.ts'
import { findNetwork, findPartners } from '#server/network/find.ts'
import { findMergeAsks } from '#server/participant/ask-to-merge.ts'
import { countReturning } from '#server/participant/ask-to-return.ts'
import { findParticipants } from '#server/participant/find.ts'
import { countSignals } from '#server/participant/find-signals.ts'
import { atIn, findPlan, forTheRoom, type PlannedStep, type StepNow } from '#server/plan/find.ts'
import { findProgress, type Progress } from '#server/rating/find.ts'
import { findStatements } from '#server/statement/find.ts'
import { findWordings } from '#server/statement/wordings.ts'
import { findStories } from '#server/story/find.ts'
import { countOutcomes } from '#server/talk/count-outcomes.ts'
import { countViews } from '#server/view/find.ts'
import type { PartnerId, SessionId, StepId } from '#server/vocabulary/ids.ts'
import { type Moderation, mayBeShown } from '#server/vocabulary/moderation.ts'
import type { Question, Voice } from '#server/vocabulary/rating-scale.ts'
import type { Attribution } from '#server/vocabulary/role.ts'
import type { Call, Signal } from '#server/vocabulary/signal.ts'
import type { Step } from '#server/vocabulary/step.ts'
import type { Work } from '#server/work.ts'
import { findSession, opensLater, questionsOf, type Session, viewsAreShown } from './find.ts'
import { type Timer, timerOf } from './set-timer.ts'
import { standingNotice } from './tell-everybody.ts'

/** Where a workshop stands, as everybody in it may know: the same for a phone, a laptop and the big screen. */
export interface SessionNow {
  sessionId: SessionId
  name: string
  networkName: string
  question: string
  code: string | null
  template: string
  step: Step
  stepNo: number
  /** The plan's step that the room is at, and the whole plan, without what only the convenor reads. */
  stepId: StepId | null
  plan: StepNow[]
  /** By the server's clock, which read `serverNow` when this was told. Stands still from `pausedAt` on. */
  timer: Timer | null
  pausedAt: string | null
  serverNow: string
  stepSince: string | null
  round: number
  shownRound: number
  voice: Voice
  /** What every statement is asked, in the order it is asked. */
  questions: Question[]
  attribution: Attribution
  moderation: Moderation
  firstViews: 'private' | 'open'
  viewsShown: boolean
  doors: 'open' | 'locked'
  /** When the door opens; null once it has. */
  opensAt: string | null
  /** The time zone that the network's clocks show. */
  zone: string
  closed: boolean
  statements: number
  /** Another one whenever they read otherwise, in any language while they are rated: for a page to know when to look again. */
  statementsRead: string
  /** What the convenor told everybody last, unless it was taken down. */
  notice: { no: number; text: string } | null
  /** Where everybody was last asked to come, and how often anybody was asked before. */
  call: { no: number; to: Call } | null
  /** How many want to speak, and how many need more time at this step, or are done with it. */
  signals: Record<Signal, number>
  people: {
    count: number
    waiting: number
    onPaper: number
    /** How many asked for the seat that they have on another device, and have had no answer. */
    returning: number
    /** How many times two phones are being asked whether they are one person's. */
    merging: number
    /** Another one whenever other phones are asked, or anew, '' while none are: for a phone to know when to look again. */
    mergingRead: string
    partners: { id: PartnerId; name: string; initials: string; markNo: number; here: number }[]
  }
  views: { count: number; partners: number }
  /**
   * How much was written at this step, where it is one of these; `dotters` have put dots down at it. `checking` wait for the
   * convenor, were reported or are hidden, whatever the step.
   */
  written: {
    stories: number
    /** Another one whenever the stories read otherwise, '' at other steps: for a page to know when to look again. */
    storiesRead: string
    activities: number
    backers: number
    dotters: number
    checking: number
    /** How often somebody wrote down how the talk about a statement ended: for a page to know when to look again. */
    outcomes: number
    /** Another one whenever other reasons may be read, '' while all stand as they were given: for a page to know when to look again. */
    reasonsRead: string
  }
  progress: Progress
}

export async function sessionNow({ db, clock }: Pick<Work, 'db' | 'clock'>, sessionId: SessionId): Promise<SessionNow> {
  // Before the first look: a screen goes by it which of two looks is the later.
  const serverNow = clock.now().toISOString()
  const session = await findSession(db, sessionId)
  const { networkId } = session
  // Asked in one breath, and answered in one: a hall that comes in at once waits for one way to the database, not for twenty.
  const planned = findPlan(db, session)
  const [
    network,
    partners,
    people,
    plan,
    asks,
    since,
    statements,
    wordings,
    notice,
    signals,
    returning,
    views,
    written,
    progress,
  ] = await Promise.all([
    findNetwork(db, networkId),
    findPartners(db, networkId),
    findParticipants(db, networkId, sessionId),
    planned,
    findMergeAsks(db, { networkId, sessionId }),
    stepSince(db, session),
    findStatements(db, networkId, sessionId),
    session.step === 'rate' ? findWordings(db, networkId, sessionId) : [],
    standingNotice(db, session),
    countSignals(db, session),
    countReturning(db, session),
    countViews(db, session),
    planned.then((plan) => countWritten(db, session, atIn(plan, session))),
    findProgress(db, session),
  ])
  const hereFor = (partnerId: PartnerId) => people.filter((person) => person.partnerId === partnerId).length
  const merging = asks.filter(({ saidNo }) => !saidNo)
  const { name, question, code, template, step, stepNo, round, shownRound, voice, attribution, firstViews, doors } =
    session
  return {
    sessionId,
    ...{ name, question, code, template, step, stepNo, round, shownRound, voice, attribution, firstViews, doors },
    networkName: network.name,
    stepId: atIn(plan, session)?.id ?? null,
    plan: forTheRoom(plan),
    moderation: session.moderation,
    pausedAt: session.pausedAt?.toISOString() ?? null,
    timer: timerOf(session),
    serverNow,
    stepSince: since?.toISOString() ?? null,
    questions: questionsOf(session),
    viewsShown: viewsAreShown(session),
    closed: session.closedAt !== null,
    opensAt: opensLater(session, clock) ? (session.opensAt?.toISOString() ?? null) : null,
    zone: network.timeZone,
    statements: statements.length,
    statementsRead: markOf([statements.map(({ id, text }) => [id, text]), wordings]),
    notice,
    call: session.callTo && { no: session.callNo, to: session.callTo },
    signals,
    people: {
      count: people.length,
      waiting: people.filter((person) => !person.partnerId).length,
      onPaper: people.filter(({ medium }) => medium === 'paper').length,
      returning,
      merging: merging.length,
      mergingRead: merging.length > 0 ? markOf(merging) : '',
      partners: partners.map(({ id, name, initials, markNo }) => ({ id, name, initials, markNo, here: hereFor(id) })),
    },
    views,
    written,
    progress,
  }
}

const markOf = (what: unknown): string => createHash('sha256').update(JSON.stringify(what)).digest('hex').slice(0, 8)

async function countWritten(db: Db, session: Session, at: PlannedStep | undefined): Promise<SessionNow['written']> {
  // Everybody who looks is told, several times a second: only what the step is about is counted.
  const kind = at?.kind
  const isShown = session.shownRound > 0
  const [stories, activities, backers, checking, outcomes, reasonsRead, dotters] = await Promise.all([
    kind === 'story' ? findStories(db, session) : [],
    kind === 'activities' || kind === 'dots' ? findPlanned(db, session).then(({ length }) => length) : 0,
    kind === 'triangle' ? countSuggestions(db, session) : 0,
    countChecking(db, session),
    isShown ? countOutcomes(db, session) : 0,
    isShown ? readReasonsMark(db, session) : '',
    at?.kind === 'dots' ? countDotters(db, session, at.id) : 0,
  ])
  const storiesRead = kind === 'story' ? markOf(stories) : ''
  return { stories: stories.length, storiesRead, activities, backers, checking, outcomes, reasonsRead, dotters }
}

async function readReasonsMark(db: Db, session: Session): Promise<string> {
  const asGiven = mayBeShown('none', session.moderation)
  // A verdict that lets nobody read more or less than before is the desk's alone.
  const judged = [...(await findReasonVerdicts(db, session))]
    .flatMap(([id, verdict]) => (mayBeShown(verdict, session.moderation) === asGiven ? [] : [id]))
    .sort()
  return judged.length > 0 ? markOf(judged) : ''
}

async function stepSince(db: Db, session: Session): Promise<Date | undefined> {
  const move = and(
    eq(stepMoves.networkId, session.networkId),
    eq(stepMoves.sessionId, session.id),
    eq(stepMoves.stepNo, session.stepNo),
  )
  const [row] = await db.select({ at: stepMoves.at }).from(stepMoves).where(move)
  return row?.at
}
