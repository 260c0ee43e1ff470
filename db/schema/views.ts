import { foreignKey, index, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { PLACES } from '#server/vocabulary/corner.ts'
import { FACETS } from '#server/vocabulary/facet.ts'
import { VERDICTS } from '#server/vocabulary/moderation.ts'
import { seats, sessions } from './sessions.ts'

/**
 * What people wrote before it is shown. On showing, each becomes a card on the board under the same id; the row stays. Without
 * a seat where the workshop shows nobody: then nothing says who wrote it.
 */
export const views = pgTable(
  'views',
  {
    networkId: text('network_id').notNull(),
    id: text('id').notNull(),
    sessionId: text('session_id').notNull(),
    seatId: text('seat_id'),
    place: text('place', { enum: PLACES }).notNull(),
    facet: text('facet', { enum: FACETS }),
    text: text('text').notNull(),
    verdict: text('verdict', { enum: VERDICTS }).notNull().default('none'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    shownAt: timestamp('shown_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    index('views_by_session').on(t.networkId, t.sessionId),
    index('views_by_seat').on(t.networkId, t.seatId),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.networkId, t.seatId], foreignColumns: [seats.networkId, seats.id] }).onDelete('cascade'),
  ],
)
