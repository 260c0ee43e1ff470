import { foreignKey, index, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { OUTCOMES } from '#server/vocabulary/talk.ts'
import { authorisers } from './authorisers.ts'
import { users } from './people.ts'
import { seats, sessions } from './sessions.ts'
import { statements } from './statements.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/**
 * How the room's talk about a statement ended, as those who write wrote it down. Only added to: the last one of a statement
 * stands. `newStatementId` names what it was reworded to, `authoriserId` whom it was sent to.
 */
export const talkOutcomes = pgTable(
  'talk_outcomes',
  {
    networkId: text('network_id').notNull(),
    id: text('id').notNull(),
    sessionId: text('session_id').notNull(),
    statementId: text('statement_id').notNull(),
    outcome: text('outcome', { enum: OUTCOMES }).notNull(),
    note: text('note').notNull().default(''),
    newStatementId: text('new_statement_id'),
    authoriserId: text('authoriser_id'),
    at: at('at').notNull(),
    byUserId: text('by_user_id').references(() => users.id, { onDelete: 'set null' }),
    bySeat: text('by_seat'),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    index('talk_outcomes_by_session').on(t.networkId, t.sessionId, t.at),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
    foreignKey({
      columns: [t.networkId, t.statementId],
      foreignColumns: [statements.networkId, statements.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.networkId, t.authoriserId], foreignColumns: [authorisers.networkId, authorisers.id] }),
  ],
)

/** The seats that may write down how the talk ended, beside those who run the workshop. */
export const noteTakers = pgTable(
  'note_takers',
  {
    networkId: text('network_id').notNull(),
    seatId: text('seat_id').notNull(),
    sessionId: text('session_id').notNull(),
    since: at('since').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.seatId] }),
    foreignKey({ columns: [t.networkId, t.seatId], foreignColumns: [seats.networkId, seats.id] }).onDelete('cascade'),
  ],
)
