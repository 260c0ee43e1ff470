import { index, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { CHANGED_NOUNS } from '#server/vocabulary/changed.ts'
import { networks } from './networks.ts'
import { users } from './people.ts'

/**
 * Everything that was ever changed in a network's registers: who, when, what it was before and after. `before` and `after`
 * hold only the fields that differ; nothing is ever taken out. `label` is what the thing was called then.
 */
export const changes = pgTable(
  'changes',
  {
    networkId: text('network_id')
      .notNull()
      .references(() => networks.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    at: timestamp('at', { withTimezone: true }).notNull(),
    byUserId: text('by_user_id').references(() => users.id, { onDelete: 'set null' }),
    noun: text('noun', { enum: CHANGED_NOUNS }).notNull(),
    thingId: text('thing_id').notNull(),
    label: text('label').notNull(),
    before: jsonb('before').notNull(),
    after: jsonb('after').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    index('changes_by_time').on(t.networkId, t.at),
    index('changes_by_thing').on(t.networkId, t.thingId),
  ],
)
