import { sql } from 'drizzle-orm'
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import { AUTHORISER_KINDS, BASES, GIFTS, INSTRUMENTS } from '#server/vocabulary/backing.ts'
import { VERDICTS, WRITTEN } from '#server/vocabulary/moderation.ts'
import { BANDS } from '#server/vocabulary/reflection.ts'
import { activities } from './activities.ts'
import { seats, sessions } from './sessions.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })
const ofSession = () => ({ networkId: text('network_id').notNull(), sessionId: text('session_id').notNull() })

/** What was planned in a workshop: the activity, and the seat that proposed it, unless the workshop shows nobody. */
export const sessionActivities = pgTable(
  'session_activities',
  {
    ...ofSession(),
    activityId: text('activity_id').notNull(),
    seatId: text('seat_id'),
    verdict: text('verdict', { enum: VERDICTS }).notNull().default('none'),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.activityId] }),
    index('session_activities_by_session').on(t.networkId, t.sessionId),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
    foreignKey({
      columns: [t.networkId, t.activityId],
      foreignColumns: [activities.networkId, activities.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.networkId, t.seatId], foreignColumns: [seats.networkId, seats.id] }),
  ],
)

/**
 * Who backs us, as somebody in the room knows it: for the convenor alone, who puts it into the register or sets it aside.
 */
export const backingSuggestions = pgTable(
  'backing_suggestions',
  {
    ...ofSession(),
    id: text('id').notNull(),
    seatId: text('seat_id'),
    label: text('label').notNull(),
    kind: text('kind', { enum: AUTHORISER_KINDS }).notNull(),
    gives: text('gives', { enum: GIFTS }).array().notNull(),
    basis: text('basis', { enum: BASES }).notNull(),
    instrument: text('instrument', { enum: INSTRUMENTS }),
    endsOn: date('ends_on', { mode: 'string' }),
    capacity: text('capacity').notNull().default(''),
    state: text('state', { enum: ['open', 'added', 'set-aside'] })
      .notNull()
      .default('open'),
    madeAt: at('made_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    index('backing_suggestions_by_session').on(t.networkId, t.sessionId),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.networkId, t.seatId], foreignColumns: [seats.networkId, seats.id] }).onDelete('cascade'),
  ],
)

/**
 * The agency pulse of those without an account, answered in a workshop: one answer each, by their seat, or by their ballot
 * where the workshop shows nobody. It is kept so that nobody answers twice, and is told to nobody.
 */
export const guestPulses = pgTable(
  'guest_pulses',
  {
    ...ofSession(),
    voterId: text('voter_id').notNull(),
    period: integer('period').notNull(),
    band: text('band', { enum: BANDS }).notNull(),
    start: smallint('start').notNull(),
    problem: smallint('problem').notNull(),
    givenAt: at('given_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.sessionId, t.voterId] }),
    check('guest_pulses_points', sql`${t.start} between 1 and 5 and ${t.problem} between 1 and 5`),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** Dots put on things at a step. The voter is a seat, or a ballot where the workshop shows nobody. */
export const dots = pgTable(
  'dots',
  {
    ...ofSession(),
    stepId: text('step_id').notNull(),
    voterId: text('voter_id').notNull(),
    thingId: text('thing_id').notNull(),
    count: integer('count').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.sessionId, t.stepId, t.voterId, t.thingId] }),
    check('dots_count', sql`${t.count} between 1 and 20`),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** Where the dots of a step lay when they were shown: the things with their words and counts, as the room saw them. */
export const shownDots = pgTable(
  'shown_dots',
  {
    ...ofSession(),
    stepId: text('step_id').notNull(),
    things: jsonb('things').$type<readonly { id: string; text: string; count: number }[]>().notNull(),
    shownAt: at('shown_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.sessionId, t.stepId] }),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
  ],
)

/**
 * What somebody in the room found should not stand there. For the convenor alone; who reported it is told to nobody. Where the
 * workshop shows nobody, `seatId` is a number of no seat. What was made on the board itself has no row that could hold the
 * convenor's say: there it is `hidden` from here.
 */
export const reports = pgTable(
  'reports',
  {
    ...ofSession(),
    kind: text('kind', { enum: WRITTEN }).notNull(),
    thingId: text('thing_id').notNull(),
    seatId: text('seat_id').notNull(),
    state: text('state', { enum: ['open', 'settled', 'hidden'] })
      .notNull()
      .default('open'),
    at: at('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.thingId, t.seatId] }),
    index('reports_by_session').on(t.networkId, t.sessionId),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
  ],
)

/**
 * What the convenor made of a reason beside an answer. `thingId` is made of its words and the statement they were given to: the
 * same words stand as they stood, others are looked at anew, and nothing here says whose they are.
 */
export const judgedReasons = pgTable(
  'judged_reasons',
  {
    ...ofSession(),
    thingId: text('thing_id').notNull(),
    verdict: text('verdict', { enum: VERDICTS }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.sessionId, t.thingId] }),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
  ],
)
