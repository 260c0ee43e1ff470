import { sql } from 'drizzle-orm'
import { check, date, foreignKey, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { AGREED_FROM, STANDS } from '#server/vocabulary/agreement.ts'
import { networks, partners } from './networks.ts'
import { users } from './people.ts'
import { sessions } from './sessions.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/**
 * What partners agreed to: in words that stay, with the partner that sees to it and the day to look again. `fromId` names the
 * statement's line or the version's number it was made of, and `sessionId` the workshop it was made in, if any. `version` counts
 * the changes. One that is over keeps its row.
 */
export const agreements = pgTable(
  'agreements',
  {
    networkId: text('network_id')
      .notNull()
      .references(() => networks.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    text: text('text').notNull(),
    fromKind: text('from_kind', { enum: AGREED_FROM }).notNull(),
    fromId: text('from_id'),
    sessionId: text('session_id'),
    ownerPartner: text('owner_partner').notNull(),
    ownerName: text('owner_name').notNull(),
    agreedOn: date('agreed_on', { mode: 'string' }).notNull(),
    reviewOn: date('review_on', { mode: 'string' }).notNull(),
    endedOn: date('ended_on', { mode: 'string' }),
    outcome: text('outcome').notNull().default(''),
    version: integer('version').notNull().default(1),
    addedAt: at('added_at').notNull(),
    addedBy: text('added_by').references(() => users.id, { onDelete: 'set null' }),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    index('agreements_by_session').on(t.networkId, t.sessionId),
    index('agreements_by_review').on(t.networkId, t.reviewOn),
    check('agreements_dates', sql`${t.agreedOn} <= ${t.reviewOn}`),
    check('agreements_from', sql`(${t.fromKind} = 'words') = (${t.fromId} is null)`),
    foreignKey({ columns: [t.networkId, t.ownerPartner], foreignColumns: [partners.networkId, partners.id] }),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }),
  ],
)

/** Where a partner stands on an agreement: one row a partner, the last counts. */
export const agreementStands = pgTable(
  'agreement_stands',
  {
    networkId: text('network_id').notNull(),
    agreementId: text('agreement_id').notNull(),
    partnerId: text('partner_id').notNull(),
    stand: text('stand', { enum: STANDS }).notNull(),
    reason: text('reason').notNull(),
    notedAt: at('noted_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.agreementId, t.partnerId] }),
    foreignKey({
      columns: [t.networkId, t.agreementId],
      foreignColumns: [agreements.networkId, agreements.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.networkId, t.partnerId], foreignColumns: [partners.networkId, partners.id] }),
  ],
)
