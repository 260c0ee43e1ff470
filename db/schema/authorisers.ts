import { sql } from 'drizzle-orm'
import { check, date, foreignKey, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import {
  AUTHORISER_KINDS,
  BASES,
  GIFTS,
  INSTRUMENTS,
  SUCCESSORS,
  SUPPORT_LEVELS,
  THING_KINDS,
  TRIGGERS,
} from '#server/vocabulary/backing.ts'
import { networks, partners } from './networks.ts'
import { users } from './people.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/**
 * Who gives the network permission, money, endorsement, access, staff or legitimacy, and on what it rests. The tie is held by
 * a partner, and by a person of it where one is named; the second holder is the stand-in. `version` counts the changes, so
 * that a form made from an older state can tell. One who has gone keeps the row, with `endedOn`.
 */
export const authorisers = pgTable(
  'authorisers',
  {
    networkId: text('network_id')
      .notNull()
      .references(() => networks.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    label: text('label').notNull(),
    kind: text('kind', { enum: AUTHORISER_KINDS }).notNull(),
    organisation: text('organisation').notNull().default(''),
    gives: text('gives', { enum: GIFTS }).array().notNull(),
    basis: text('basis', { enum: BASES }).notNull(),
    instrument: text('instrument', { enum: INSTRUMENTS }),
    heldByPartner: text('held_by_partner'),
    heldByUser: text('held_by_user').references(() => users.id, { onDelete: 'set null' }),
    secondPartner: text('second_partner'),
    secondUser: text('second_user').references(() => users.id, { onDelete: 'set null' }),
    startsOn: date('starts_on', { mode: 'string' }),
    endsOn: date('ends_on', { mode: 'string' }),
    trigger: text('trigger', { enum: TRIGGERS }),
    reviewOn: date('review_on', { mode: 'string' }),
    successor: text('successor', { enum: SUCCESSORS }).notNull().default('not_asked'),
    successorName: text('successor_name').notNull().default(''),
    version: integer('version').notNull().default(1),
    addedAt: at('added_at').notNull(),
    endedOn: date('ended_on', { mode: 'string' }),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    check('authorisers_paper', sql`(${t.basis} = 'personal') = (${t.instrument} is null)`),
    check('authorisers_dates', sql`${t.startsOn} <= ${t.endsOn}`),
    foreignKey({ columns: [t.networkId, t.heldByPartner], foreignColumns: [partners.networkId, partners.id] }),
    foreignKey({ columns: [t.networkId, t.secondPartner], foreignColumns: [partners.networkId, partners.id] }),
  ],
)

/** How far an authoriser stood behind the network, and since when. Only added to. `note` is for convenors. */
export const supportLevels = pgTable(
  'support_levels',
  {
    networkId: text('network_id').notNull(),
    id: text('id').notNull(),
    authoriserId: text('authoriser_id').notNull(),
    level: text('level', { enum: SUPPORT_LEVELS }).notNull(),
    since: date('since', { mode: 'string' }).notNull(),
    note: text('note').notNull().default(''),
    notedAt: at('noted_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    index('support_levels_by_authoriser').on(t.networkId, t.authoriserId),
    foreignKey({
      columns: [t.networkId, t.authoriserId],
      foreignColumns: [authorisers.networkId, authorisers.id],
    }).onDelete('cascade'),
  ],
)

/** A resource, an activity or an agreement that needs backing. Statements and authorisers have tables of their own. */
export const supportedThings = pgTable(
  'supported_things',
  {
    networkId: text('network_id')
      .notNull()
      .references(() => networks.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    kind: text('kind', { enum: ['resource', 'activity', 'agreement'] }).notNull(),
    label: text('label').notNull(),
  },
  (t) => [primaryKey({ columns: [t.networkId, t.id] })],
)

/** What hangs on an authoriser. `thingId` is a statement's line, a supported thing's id, or another authoriser's. */
export const dependencies = pgTable(
  'dependencies',
  {
    networkId: text('network_id').notNull(),
    authoriserId: text('authoriser_id').notNull(),
    thingKind: text('thing_kind', { enum: THING_KINDS }).notNull(),
    thingId: text('thing_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.authoriserId, t.thingKind, t.thingId] }),
    foreignKey({
      columns: [t.networkId, t.authoriserId],
      foreignColumns: [authorisers.networkId, authorisers.id],
    }).onDelete('cascade'),
  ],
)

/** What somebody will do to turn a trusted tie into a paper. Done ones keep the paper they led to. */
export const formalisations = pgTable(
  'formalisations',
  {
    networkId: text('network_id').notNull(),
    id: text('id').notNull(),
    authoriserId: text('authoriser_id').notNull(),
    what: text('what').notNull(),
    ownerPartner: text('owner_partner').notNull(),
    ownerName: text('owner_name').notNull().default(''),
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    state: text('state', { enum: ['open', 'done', 'dropped'] })
      .notNull()
      .default('open'),
    plannedAt: at('planned_at').notNull(),
    settledAt: at('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    index('formalisations_by_authoriser').on(t.networkId, t.authoriserId),
    foreignKey({
      columns: [t.networkId, t.authoriserId],
      foreignColumns: [authorisers.networkId, authorisers.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.networkId, t.ownerPartner], foreignColumns: [partners.networkId, partners.id] }),
  ],
)
