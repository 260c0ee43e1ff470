import { foreignKey, index, integer, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import { ROLES } from '#server/vocabulary/role.ts'
import { FIRST_ZONE } from '#server/vocabulary/time-zone.ts'
import { users } from './people.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

export const networks = pgTable('networks', {
  id: text('id').primaryKey(),
  name: text('name').notNull().unique(),
  about: text('about').notNull().default(''),
  /** Where it counts its days: what is over or due is told by them. */
  timeZone: text('time_zone').notNull().default(FIRST_ZONE),
  createdAt: at('created_at').notNull().defaultNow(),
})

/** Organisations of a network. `markNo` picks colour and pattern; `key` is the short name that imports and commands use. */
export const partners = pgTable(
  'partners',
  {
    networkId: text('network_id')
      .notNull()
      .references(() => networks.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    initials: text('initials').notNull(),
    markNo: integer('mark_no').notNull(),
    sector: text('sector'),
    joinedAt: at('joined_at').notNull().defaultNow(),
    leftAt: at('left_at'),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    uniqueIndex('partners_key').on(t.networkId, t.key),
    uniqueIndex('partners_name').on(t.networkId, t.name),
    uniqueIndex('partners_initials').on(t.networkId, t.initials),
  ],
)

/** What a person may do in a network, and since when. A person has one role in a network; it ends by `endedAt`. */
export const members = pgTable(
  'members',
  {
    networkId: text('network_id')
      .notNull()
      .references(() => networks.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text('role', { enum: ROLES }).notNull(),
    since: at('since').notNull().defaultNow(),
    endedAt: at('ended_at'),
  },
  (t) => [primaryKey({ columns: [t.networkId, t.userId] }), index('members_by_user').on(t.userId)],
)

/** The dated link between a person and the partner they speak for. */
export const delegates = pgTable(
  'delegates',
  {
    networkId: text('network_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    partnerId: text('partner_id').notNull(),
    since: at('since').notNull().defaultNow(),
    endedAt: at('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.userId, t.partnerId, t.since] }),
    index('delegates_by_user').on(t.userId),
    foreignKey({ columns: [t.networkId, t.partnerId], foreignColumns: [partners.networkId, partners.id] }).onDelete(
      'cascade',
    ),
  ],
)
