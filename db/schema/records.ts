import { foreignKey, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { sessions } from './sessions.ts'

/** A closed workshop as the room saw it: board, report, how the talk ended, where dots lay and who was there, frozen with a signature of the contents. */
export const records = pgTable(
  'records',
  {
    networkId: text('network_id').notNull(),
    sessionId: text('session_id').notNull(),
    closedAt: timestamp('closed_at', { withTimezone: true }).notNull(),
    board: jsonb('board').notNull(),
    report: jsonb('report'),
    people: jsonb('people').notNull(),
    talk: jsonb('talk'),
    dots: jsonb('dots'),
    signature: text('signature').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.sessionId] }),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
  ],
)
