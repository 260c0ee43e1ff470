import { sql } from 'drizzle-orm'
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import { CAUSES, DIRECTIONS, EVIDENCE, INTENTS, VALUE_DIMENSIONS, WEIGHTS } from '#server/vocabulary/value.ts'
import { networks, partners } from './networks.ts'
import { users } from './people.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/**
 * One effect of the network on public value. What took something from somebody, or may, has a bearer and a cause. `causeId`
 * names what the network keeps (a statement's line, an authoriser, a thread); `causeText` holds its words as they were.
 * `version` counts the changes.
 */
export const valueEntries = pgTable(
  'value_entries',
  {
    networkId: text('network_id')
      .notNull()
      .references(() => networks.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    direction: text('direction', { enum: DIRECTIONS }).notNull(),
    dimension: text('dimension', { enum: VALUE_DIMENSIONS }).notNull(),
    text: text('text').notNull(),
    intent: text('intent', { enum: INTENTS }).notNull(),
    gains: text('gains').notNull(),
    bears: text('bears').notNull(),
    weight: text('weight', { enum: WEIGHTS }).notNull(),
    contribution: text('contribution').notNull(),
    evidence: text('evidence', { enum: EVIDENCE }).notNull().default('claimed'),
    evidenceText: text('evidence_text').notNull(),
    causeKind: text('cause_kind', { enum: CAUSES }),
    causeId: text('cause_id'),
    causeText: text('cause_text').notNull(),
    addedAt: at('added_at').notNull(),
    addedBy: text('added_by').references(() => users.id, { onDelete: 'set null' }),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    check('value_entries_losses', sql`${t.direction} = 'created' or (${t.bears} <> '' and ${t.causeKind} is not null)`),
  ],
)

/** What a partner thinks an entry did: one row per partner, the last judgement counts. */
export const valueJudgements = pgTable(
  'value_judgements',
  {
    networkId: text('network_id').notNull(),
    entryId: text('entry_id').notNull(),
    partnerId: text('partner_id').notNull(),
    point: smallint('point').notNull(),
    reason: text('reason').notNull(),
    judgedAt: at('judged_at').notNull(),
    byUserId: text('by_user_id').references(() => users.id, { onDelete: 'set null' }),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.entryId, t.partnerId] }),
    check('value_judgements_point', sql`${t.point} between -2 and 2`),
    foreignKey({
      columns: [t.networkId, t.entryId],
      foreignColumns: [valueEntries.networkId, valueEntries.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.networkId, t.partnerId], foreignColumns: [partners.networkId, partners.id] }),
  ],
)

/** What somebody does about a loss. Who owns it is always known. */
export const mitigations = pgTable(
  'mitigations',
  {
    networkId: text('network_id').notNull(),
    id: text('id').notNull(),
    entryId: text('entry_id').notNull(),
    what: text('what').notNull(),
    ownerPartner: text('owner_partner').notNull(),
    ownerName: text('owner_name').notNull(),
    dueOn: date('due_on', { mode: 'string' }),
    outcome: text('outcome').notNull().default(''),
    plannedAt: at('planned_at').notNull(),
    settledAt: at('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    index('mitigations_by_entry').on(t.networkId, t.entryId),
    foreignKey({
      columns: [t.networkId, t.entryId],
      foreignColumns: [valueEntries.networkId, valueEntries.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.networkId, t.ownerPartner], foreignColumns: [partners.networkId, partners.id] }),
  ],
)
