import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { MANDATES, QUESTIONS, SHOWINGS } from '#server/vocabulary/rating-scale.ts'
import { seats, sessions } from './sessions.ts'
import { statements } from './statements.ts'

/**
 * One row per seat, statement, question and round: the last answer counts. They live here and never in the shared
 * document, which could keep an answer neither private nor single. `speaksFor` names the partner in named-voice
 * workshops, where each partner has one answer. What came `after` the round's answers were shown is kept, and not counted.
 * `shownFor` is the partner among whose answers it was shown: that stays, whomever the seat speaks for later.
 */
export const ratings = pgTable(
  'ratings',
  {
    networkId: text('network_id').notNull(),
    sessionId: text('session_id').notNull(),
    seatId: text('seat_id').notNull(),
    statementId: text('statement_id').notNull(),
    question: text('question', { enum: QUESTIONS }).notNull(),
    round: integer('round').notNull(),
    kind: text('kind', { enum: ['point', 'unclear', 'remit'] }).notNull(),
    point: smallint('point'),
    mandate: text('mandate', { enum: MANDATES }).notNull(),
    reason: text('reason').notNull().default(''),
    speaksFor: text('speaks_for'),
    shownFor: text('shown_for'),
    showing: text('showing', { enum: SHOWINGS }).notNull().default('before'),
    givenAt: timestamp('given_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.seatId, t.statementId, t.question, t.round] }),
    index('ratings_by_session').on(t.networkId, t.sessionId),
    uniqueIndex('ratings_one_voice').on(t.networkId, t.speaksFor, t.statementId, t.question, t.round),
    check(
      'ratings_point',
      sql`(${t.kind} = 'point') = (${t.point} is not null) and (${t.point} is null or ${t.point} between -2 and 2)`,
    ),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.networkId, t.seatId], foreignColumns: [seats.networkId, seats.id] }).onDelete('cascade'),
    foreignKey({
      columns: [t.networkId, t.statementId],
      foreignColumns: [statements.networkId, statements.id],
    }).onDelete('cascade'),
  ],
)
