import { date, foreignKey, integer, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import { authorisers } from './authorisers.ts'
import { members } from './networks.ts'
import { users } from './people.ts'

/**
 * Which convenor was mailed that a backing ends within so many days: once for each threshold of each end. A row is written
 * before the mail goes; `sentAt` once it went, so that one that never went can be taken up again.
 */
export const watchMails = pgTable(
  'watch_mails',
  {
    networkId: text('network_id').notNull(),
    authoriserId: text('authoriser_id').notNull(),
    endsOn: date('ends_on', { mode: 'string' }).notNull(),
    days: integer('days').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    claimedAt: timestamp('claimed_at', { withTimezone: true }).notNull(),
    sentAt: timestamp('sent_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.authoriserId, t.endsOn, t.days, t.userId] }),
    foreignKey({
      columns: [t.networkId, t.authoriserId],
      foreignColumns: [authorisers.networkId, authorisers.id],
    }).onDelete('cascade'),
  ],
)

/** Members who do not want these mails. */
export const watchRefusals = pgTable(
  'watch_refusals',
  {
    networkId: text('network_id').notNull(),
    userId: text('user_id').notNull(),
    since: timestamp('since', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.userId] }),
    foreignKey({ columns: [t.networkId, t.userId], foreignColumns: [members.networkId, members.userId] }).onDelete(
      'cascade',
    ),
  ],
)

/**
 * With which key a convenor's calendar fetches the change watch by itself. Only what the key hashes to is kept; one a person, the
 * last that was made.
 */
export const calendarKeys = pgTable(
  'calendar_keys',
  {
    networkId: text('network_id').notNull(),
    userId: text('user_id').notNull(),
    keyHash: text('key_hash').notNull(),
    madeAt: timestamp('made_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.userId] }),
    uniqueIndex('calendar_keys_by_hash').on(t.keyHash),
    foreignKey({ columns: [t.networkId, t.userId], foreignColumns: [members.networkId, members.userId] }).onDelete(
      'cascade',
    ),
  ],
)
