import { sql } from 'drizzle-orm'
import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { partners } from './networks.ts'
import { seats, sessions } from './sessions.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/**
 * What a room was shown of a round, as it was shown: who sits where may be put right afterwards, and the difference would tell
 * what a person answered. `answers` are those it was made of, by question; they stay on the server.
 */
export const showings = pgTable(
  'showings',
  {
    networkId: text('network_id').notNull(),
    sessionId: text('session_id').notNull(),
    round: integer('round').notNull(),
    shownAt: at('shown_at').notNull(),
    shown: jsonb('shown').notNull(),
    answers: jsonb('answers').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.sessionId, t.round] }),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
  ],
)

/**
 * That a partner lets those who run a workshop see where its own people are split: given and taken back by seats of that partner.
 * Nothing is ever taken out; one stands while it has no end.
 */
export const insights = pgTable(
  'insights',
  {
    networkId: text('network_id').notNull(),
    id: text('id').notNull(),
    sessionId: text('session_id').notNull(),
    partnerId: text('partner_id').notNull(),
    givenBySeat: text('given_by_seat').notNull(),
    givenAt: at('given_at').notNull(),
    endedBySeat: text('ended_by_seat'),
    endedAt: at('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    index('insights_by_session').on(t.networkId, t.sessionId),
    uniqueIndex('insights_one_stands').on(t.networkId, t.sessionId, t.partnerId).where(sql`${t.endedAt} is null`),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.networkId, t.partnerId], foreignColumns: [partners.networkId, partners.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.networkId, t.givenBySeat], foreignColumns: [seats.networkId, seats.id] }).onDelete(
      'cascade',
    ),
  ],
)
