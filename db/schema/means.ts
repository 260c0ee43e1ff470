import { sql } from 'drizzle-orm'
import { check, date, foreignKey, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { EXCHANGE_SIDES, EXCHANGE_STATES, MATCH_STATES, MEANS_KINDS, USE_KINDS } from '#server/vocabulary/means.ts'
import { networks, partners } from './networks.ts'
import { users } from './people.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })
const network = () =>
  text('network_id')
    .notNull()
    .references(() => networks.id, { onDelete: 'cascade' })

/** What the network is for, on a card of its own beside the statements of its workshops. One taken out keeps the row. */
export const purposes = pgTable(
  'purposes',
  {
    networkId: network(),
    id: text('id').notNull(),
    text: text('text').notNull(),
    partnerId: text('partner_id'),
    addedAt: at('added_at').notNull(),
    addedBy: text('added_by').references(() => users.id, { onDelete: 'set null' }),
    takenOutAt: at('taken_out_at'),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    foreignKey({ columns: [t.networkId, t.partnerId], foreignColumns: [partners.networkId, partners.id] }),
  ],
)

/**
 * Something the network can work with: which partner has it, how much there is, who holds it (by role) and until when.
 * `version` counts the changes. One that is gone keeps the row, with `endedOn`.
 */
export const capacities = pgTable(
  'capacities',
  {
    networkId: network(),
    id: text('id').notNull(),
    label: text('label').notNull(),
    kind: text('kind', { enum: MEANS_KINDS }).notNull(),
    partnerId: text('partner_id').notNull(),
    amount: text('amount').notNull().default(''),
    holder: text('holder').notNull().default(''),
    untilDay: date('until_day', { mode: 'string' }),
    version: integer('version').notNull().default(1),
    addedAt: at('added_at').notNull(),
    addedBy: text('added_by').references(() => users.id, { onDelete: 'set null' }),
    endedOn: date('ended_on', { mode: 'string' }),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    foreignKey({ columns: [t.networkId, t.partnerId], foreignColumns: [partners.networkId, partners.id] }),
  ],
)

/** What a capacity is for. Who backs it stands among the dependencies, as for every resource. */
export const capacityUses = pgTable(
  'capacity_uses',
  {
    networkId: text('network_id').notNull(),
    capacityId: text('capacity_id').notNull(),
    useKind: text('use_kind', { enum: USE_KINDS }).notNull(),
    useId: text('use_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.capacityId, t.useKind, t.useId] }),
    foreignKey({
      columns: [t.networkId, t.capacityId],
      foreignColumns: [capacities.networkId, capacities.id],
    }).onDelete('cascade'),
  ],
)

/** What a partner can give, or needs. */
export const exchanges = pgTable(
  'exchanges',
  {
    networkId: network(),
    id: text('id').notNull(),
    side: text('side', { enum: EXCHANGE_SIDES }).notNull(),
    partnerId: text('partner_id').notNull(),
    kind: text('kind', { enum: MEANS_KINDS }).notNull(),
    text: text('text').notNull(),
    amount: text('amount').notNull().default(''),
    untilDay: date('until_day', { mode: 'string' }),
    state: text('state', { enum: EXCHANGE_STATES }).notNull().default('open'),
    addedAt: at('added_at').notNull(),
    addedBy: text('added_by').references(() => users.id, { onDelete: 'set null' }),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    foreignKey({ columns: [t.networkId, t.partnerId], foreignColumns: [partners.networkId, partners.id] }),
  ],
)

/** An offer put to an ask in words. It holds once both partners have said yes; `…At` says when each did. */
export const matches = pgTable(
  'matches',
  {
    networkId: text('network_id').notNull(),
    id: text('id').notNull(),
    offerId: text('offer_id').notNull(),
    askId: text('ask_id').notNull(),
    words: text('words').notNull(),
    proposedBy: text('proposed_by').references(() => users.id, { onDelete: 'set null' }),
    proposedAt: at('proposed_at').notNull(),
    offerAt: at('offer_at'),
    askAt: at('ask_at'),
    state: text('state', { enum: MATCH_STATES }).notNull().default('proposed'),
    declinedBy: text('declined_by'),
    reason: text('reason').notNull().default(''),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    check('matches_confirmed', sql`${t.state} <> 'confirmed' or (${t.offerAt} is not null and ${t.askAt} is not null)`),
    index('matches_by_offer').on(t.networkId, t.offerId),
    index('matches_by_ask').on(t.networkId, t.askId),
    foreignKey({ columns: [t.networkId, t.offerId], foreignColumns: [exchanges.networkId, exchanges.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.networkId, t.askId], foreignColumns: [exchanges.networkId, exchanges.id] }).onDelete(
      'cascade',
    ),
  ],
)
