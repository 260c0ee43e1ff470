import { boolean, foreignKey, index, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import { partners } from './networks.ts'
import { users } from './people.ts'
import { seats, sessions } from './sessions.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/**
 * A link that was e-mailed to somebody who wants to keep what they gave; the token is stored hashed. Whose mailbox it
 * reached may have the seat's work: `userId` says whose account it went to, once the link was used.
 */
export const keepLinks = pgTable(
  'keep_links',
  {
    networkId: text('network_id').notNull(),
    token: text('token').notNull(),
    seatId: text('seat_id').notNull(),
    email: text('email').notNull(),
    askedAt: at('asked_at').notNull(),
    expires: at('expires').notNull(),
    keptAt: at('kept_at'),
    userId: text('user_id').references(() => users.id, { onDelete: 'cascade' }),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.token] }),
    uniqueIndex('keep_links_token').on(t.token),
    index('keep_links_by_email').on(t.email, t.askedAt),
    index('keep_links_by_user').on(t.userId),
    foreignKey({ columns: [t.networkId, t.seatId], foreignColumns: [seats.networkId, seats.id] }).onDelete('cascade'),
  ],
)

/** Somebody at the door who says that they have a seat already, on another device: the convenor says whose it is, or no. */
export const returns = pgTable(
  'returns',
  {
    networkId: text('network_id').notNull(),
    id: text('id').notNull(),
    sessionId: text('session_id').notNull(),
    partnerId: text('partner_id').notNull(),
    name: text('name').notNull().default(''),
    askedAt: at('asked_at').notNull(),
    answer: text('answer', { enum: ['waiting', 'yes', 'no'] })
      .notNull()
      .default('waiting'),
    seatId: text('seat_id'),
    byUserId: text('by_user_id').references(() => users.id, { onDelete: 'set null' }),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    uniqueIndex('returns_id').on(t.id),
    index('returns_by_session').on(t.networkId, t.sessionId, t.askedAt),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.networkId, t.partnerId], foreignColumns: [partners.networkId, partners.id] }),
    foreignKey({ columns: [t.networkId, t.seatId], foreignColumns: [seats.networkId, seats.id] }).onDelete('cascade'),
  ],
)

/**
 * That a convenor asked whether two seats are one person's, and what their phones have said: nothing moves before both said
 * yes. One asking a seat, the last; gone with either seat.
 */
export const mergeAsks = pgTable(
  'merge_asks',
  {
    networkId: text('network_id').notNull(),
    sessionId: text('session_id').notNull(),
    seatId: text('seat_id').notNull(),
    intoSeatId: text('into_seat_id').notNull(),
    askedAt: at('asked_at').notNull(),
    saidYes: text('said_yes').array().notNull(),
    saidNo: boolean('said_no').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.seatId] }),
    index('merge_asks_by_session').on(t.networkId, t.sessionId),
    foreignKey({ columns: [t.networkId, t.seatId], foreignColumns: [seats.networkId, seats.id] }).onDelete('cascade'),
    foreignKey({ columns: [t.networkId, t.intoSeatId], foreignColumns: [seats.networkId, seats.id] }).onDelete(
      'cascade',
    ),
  ],
)
