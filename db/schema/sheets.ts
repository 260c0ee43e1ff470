import { sql } from 'drizzle-orm'
import { check, foreignKey, integer, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import { users } from './people.ts'
import { seats, sessions } from './sessions.ts'

/**
 * One sheet of paper that was typed in for a round; its answers are among the ratings of its seat. `no` is the number
 * written on it: the same number in a later round is the same person. One that was taken out stays as a row, so that a
 * sending which was held up on the way does not bring it back.
 */
export const sheets = pgTable(
  'sheets',
  {
    networkId: text('network_id').notNull(),
    id: text('id').notNull(),
    sessionId: text('session_id').notNull(),
    seatId: text('seat_id').notNull(),
    no: integer('no').notNull(),
    round: integer('round').notNull(),
    byUserId: text('by_user_id').references(() => users.id, { onDelete: 'set null' }),
    enteredAt: timestamp('entered_at', { withTimezone: true }).notNull(),
    takenOutAt: timestamp('taken_out_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    uniqueIndex('sheets_one_a_number').on(t.networkId, t.sessionId, t.no, t.round).where(sql`${t.takenOutAt} is null`),
    check('sheets_no', sql`${t.no} between 1 and 9999`),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.networkId, t.seatId], foreignColumns: [seats.networkId, seats.id] }).onDelete('cascade'),
  ],
)
