import { foreignKey, index, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { VERDICTS } from '#server/vocabulary/moderation.ts'
import { seats, sessions } from './sessions.ts'

/**
 * What drew people into the network, told in the story step: one each, perhaps as somebody else's story (`teller`). Without
 * a seat where the workshop shows nobody: then nothing says who wrote it.
 */
export const stories = pgTable(
  'stories',
  {
    networkId: text('network_id').notNull(),
    id: text('id').notNull(),
    sessionId: text('session_id').notNull(),
    seatId: text('seat_id'),
    text: text('text').notNull(),
    teller: text('teller').notNull().default(''),
    verdict: text('verdict', { enum: VERDICTS }).notNull().default('none'),
    toldAt: timestamp('told_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    index('stories_by_session').on(t.networkId, t.sessionId),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.networkId, t.seatId], foreignColumns: [seats.networkId, seats.id] }).onDelete('cascade'),
  ],
)
