import { sql } from 'drizzle-orm'
import { check, date, foreignKey, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { ACTIVITY_KINDS, ACTIVITY_STATES, AIM_KINDS, FAMILIES, WAYS } from '#server/vocabulary/activity.ts'
import { CORNERS } from '#server/vocabulary/corner.ts'
import { networks, partners } from './networks.ts'
import { users } from './people.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/**
 * Informal work: planned with an aim and then done, or done by chance and logged afterwards. `aimId` names what the network
 * keeps under it (a statement's line, an authoriser, a thread, a value entry); `aimText` holds its words as they were, or the
 * aim in own words. `onDay` is the day it was done or is planned for; a plan may have none yet. `version` counts the changes.
 */
export const activities = pgTable(
  'activities',
  {
    networkId: text('network_id')
      .notNull()
      .references(() => networks.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    title: text('title').notNull(),
    kind: text('kind', { enum: ACTIVITY_KINDS }).notNull(),
    family: text('family', { enum: FAMILIES }).notNull(),
    corners: text('corners', { enum: CORNERS }).array().notNull(),
    aimKind: text('aim_kind', { enum: AIM_KINDS }),
    aimId: text('aim_id'),
    aimText: text('aim_text').notNull().default(''),
    way: text('way', { enum: WAYS }).notNull(),
    state: text('state', { enum: ACTIVITY_STATES }).notNull(),
    onDay: date('on_day', { mode: 'string' }),
    people: text('people').notNull().default(''),
    ownerId: text('owner_id').references(() => users.id, { onDelete: 'set null' }),
    outcome: text('outcome').notNull().default(''),
    next: text('next').notNull().default(''),
    loggedAt: at('logged_at').notNull(),
    loggedBy: text('logged_by').references(() => users.id, { onDelete: 'set null' }),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    index('activities_by_day').on(t.networkId, t.onDay),
    check('activities_corners', sql`cardinality(${t.corners}) between 1 and 3`),
    check('activities_done_on_a_day', sql`${t.state} <> 'done' or ${t.onDay} is not null`),
    check('activities_planned_for_an_aim', sql`${t.way} = 'chance' or ${t.aimKind} is not null`),
    check('activities_plans_ahead', sql`${t.state} <> 'ahead' or ${t.way} = 'planned'`),
  ],
)

/** The partners that took part in an activity, or will. */
export const activityPartners = pgTable(
  'activity_partners',
  {
    networkId: text('network_id').notNull(),
    activityId: text('activity_id').notNull(),
    partnerId: text('partner_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.activityId, t.partnerId] }),
    foreignKey({
      columns: [t.networkId, t.activityId],
      foreignColumns: [activities.networkId, activities.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.networkId, t.partnerId], foreignColumns: [partners.networkId, partners.id] }),
  ],
)

/** Every time "planned" was made "by chance", or the other way round. Only added to, and shown beside the activity. */
export const activityLabels = pgTable(
  'activity_labels',
  {
    networkId: text('network_id').notNull(),
    id: text('id').notNull(),
    activityId: text('activity_id').notNull(),
    way: text('way', { enum: WAYS }).notNull(),
    reason: text('reason').notNull(),
    at: at('at').notNull(),
    byUserId: text('by_user_id').references(() => users.id, { onDelete: 'set null' }),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    index('activity_labels_by_activity').on(t.networkId, t.activityId),
    foreignKey({
      columns: [t.networkId, t.activityId],
      foreignColumns: [activities.networkId, activities.id],
    }).onDelete('cascade'),
  ],
)
