import { date, foreignKey, index, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { authorisers } from './authorisers.ts'
import { networks, partners } from './networks.ts'
import { users } from './people.ts'

/**
 * Who was told what, by whom and why them; or who was given the power to do what. `who` is what they were called; they may be
 * an authoriser of the register or a member of the network too. For convenors; a member reads what they were empowered to.
 */
export const briefings = pgTable(
  'briefings',
  {
    networkId: text('network_id')
      .notNull()
      .references(() => networks.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    deed: text('deed', { enum: ['informed', 'empowered'] }).notNull(),
    who: text('who').notNull(),
    authoriserId: text('authoriser_id'),
    userId: text('user_id').references(() => users.id, { onDelete: 'set null' }),
    what: text('what').notNull(),
    byWhom: text('by_whom').notNull(),
    why: text('why').notNull(),
    doneOn: date('done_on', { mode: 'string' }).notNull(),
    notedAt: timestamp('noted_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    index('briefings_by_user').on(t.userId),
    foreignKey({ columns: [t.networkId, t.authoriserId], foreignColumns: [authorisers.networkId, authorisers.id] }),
  ],
)

/** Partners who ought to know of a briefing; `toldOn` once they have been told. */
export const briefingPartners = pgTable(
  'briefing_partners',
  {
    networkId: text('network_id').notNull(),
    briefingId: text('briefing_id').notNull(),
    partnerId: text('partner_id').notNull(),
    toldOn: date('told_on', { mode: 'string' }),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.briefingId, t.partnerId] }),
    foreignKey({ columns: [t.networkId, t.briefingId], foreignColumns: [briefings.networkId, briefings.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.networkId, t.partnerId], foreignColumns: [partners.networkId, partners.id] }),
  ],
)
