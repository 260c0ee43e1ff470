import { sql } from 'drizzle-orm'
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import {
  ABSENT_STATES,
  type BondItem,
  GOVERNANCE_FORMS,
  type PulseItem,
  type Saying,
} from '#server/vocabulary/governance.ts'
import { networks, partners } from './networks.ts'
import { users } from './people.ts'
import { seats, sessions } from './sessions.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** How the network is run, and since when. Only added to; the last stands. */
export const governanceForms = pgTable(
  'governance_forms',
  {
    networkId: text('network_id')
      .notNull()
      .references(() => networks.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    form: text('form', { enum: GOVERNANCE_FORMS }).notNull(),
    since: date('since', { mode: 'string' }).notNull(),
    leadPartner: text('lead_partner'),
    bodyName: text('body_name').notNull().default(''),
    note: text('note').notNull().default(''),
    notedAt: at('noted_at').notNull(),
    notedBy: text('noted_by').references(() => users.id, { onDelete: 'set null' }),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    check('governance_forms_lead', sql`(${t.form} = 'lead_organisation') = (${t.leadPartner} is not null)`),
    foreignKey({ columns: [t.networkId, t.leadPartner], foreignColumns: [partners.networkId, partners.id] }),
  ],
)

/** That somebody looked at whether the form fits, what the records showed then, and what was concluded. Only added to. */
export const governanceChecks = pgTable(
  'governance_checks',
  {
    networkId: text('network_id')
      .notNull()
      .references(() => networks.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    form: text('form', { enum: GOVERNANCE_FORMS }),
    found: jsonb('found').notNull(),
    conclusion: text('conclusion').notNull(),
    checkedAt: at('checked_at').notNull(),
    checkedBy: text('checked_by').references(() => users.id, { onDelete: 'set null' }),
  },
  (t) => [primaryKey({ columns: [t.networkId, t.id] })],
)

/**
 * The pulse of a network: one answer per person and workshop, which stays as it was given. Given by a member or from a seat;
 * who gave it is kept so that nobody answers twice, and is told to nobody.
 */
export const pulseAnswers = pgTable(
  'pulse_answers',
  {
    networkId: text('network_id').notNull(),
    id: text('id').notNull(),
    sessionId: text('session_id').notNull(),
    userId: text('user_id').references(() => users.id, { onDelete: 'cascade' }),
    seatId: text('seat_id'),
    points: jsonb('points').$type<Partial<Record<PulseItem, Saying>>>().notNull(),
    givenAt: at('given_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    uniqueIndex('pulse_answers_by_user').on(t.networkId, t.sessionId, t.userId),
    uniqueIndex('pulse_answers_by_seat').on(t.networkId, t.sessionId, t.seatId),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.networkId, t.seatId], foreignColumns: [seats.networkId, seats.id] }).onDelete('cascade'),
  ],
)

/** What a person says of working with another partner: once a year, and it stays as it was given. Told to its author alone. */
export const bondRatings = pgTable(
  'bond_ratings',
  {
    networkId: text('network_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    aboutPartner: text('about_partner').notNull(),
    year: integer('year').notNull(),
    fromPartner: text('from_partner').notNull(),
    points: jsonb('points').$type<Partial<Record<BondItem, Saying>>>().notNull(),
    givenAt: at('given_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.userId, t.aboutPartner, t.year] }),
    check('bond_ratings_of_another', sql`${t.aboutPartner} <> ${t.fromPartner}`),
    foreignKey({ columns: [t.networkId, t.aboutPartner], foreignColumns: [partners.networkId, partners.id] }),
    foreignKey({ columns: [t.networkId, t.fromPartner], foreignColumns: [partners.networkId, partners.id] }),
  ],
)

/** A group that is affected by what the network does and has no seat in it, with the partner that looks after that. */
export const absentGroups = pgTable(
  'absent_groups',
  {
    networkId: text('network_id')
      .notNull()
      .references(() => networks.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    name: text('name').notNull(),
    affected: text('affected').notNull(),
    ownerPartner: text('owner_partner').notNull(),
    ownerName: text('owner_name').notNull(),
    state: text('state', { enum: ABSENT_STATES }).notNull().default('absent'),
    outcome: text('outcome').notNull().default(''),
    version: integer('version').notNull().default(1),
    addedAt: at('added_at').notNull(),
    addedBy: text('added_by').references(() => users.id, { onDelete: 'set null' }),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    index('absent_groups_by_state').on(t.networkId, t.state),
    foreignKey({ columns: [t.networkId, t.ownerPartner], foreignColumns: [partners.networkId, partners.id] }),
  ],
)
