import { foreignKey, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { sessions } from './sessions.ts'

/**
 * One claim to rate. `rootId` is the id of the first statement of its line: the same statement asked at another
 * sitting keeps it, which is how sittings compare. `fromCard` names the card it grew out of.
 */
export const statements = pgTable(
  'statements',
  {
    networkId: text('network_id').notNull(),
    id: text('id').notNull(),
    sessionId: text('session_id').notNull(),
    rootId: text('root_id').notNull(),
    text: text('text').notNull(),
    dimension: text('dimension', { enum: ['focus', 'direction'] }),
    facet: text('facet'),
    position: integer('position').notNull(),
    fromCard: text('from_card'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    withdrawnAt: timestamp('withdrawn_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    index('statements_by_session').on(t.networkId, t.sessionId, t.position),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
  ],
)
