import { sql } from 'drizzle-orm'
import { check, foreignKey, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { ASKINGS, PROPOSITION_ANSWERS, SLOTS, type Source } from '#server/vocabulary/proposition.ts'
import { networks, partners } from './networks.ts'
import { users } from './people.ts'
import { sessions } from './sessions.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** One part of the sentence as it is being drafted. `version` counts its changes, so that two who write can tell. */
export const propositionDrafts = pgTable(
  'proposition_drafts',
  {
    networkId: text('network_id')
      .notNull()
      .references(() => networks.id, { onDelete: 'cascade' }),
    slot: text('slot', { enum: SLOTS }).notNull(),
    text: text('text').notNull(),
    sources: jsonb('sources').$type<Source[]>().notNull(),
    version: integer('version').notNull().default(1),
    changedAt: at('changed_at').notNull(),
    changedBy: text('changed_by').references(() => users.id, { onDelete: 'set null' }),
  },
  (t) => [primaryKey({ columns: [t.networkId, t.slot] })],
)

/**
 * A version of a network's proposition, numbered from 1. Its words, and who was present when it was saved, never change;
 * `asking` only moves on. `sessionId` is the workshop it was saved in, if any.
 */
export const propositionVersions = pgTable(
  'proposition_versions',
  {
    networkId: text('network_id')
      .notNull()
      .references(() => networks.id, { onDelete: 'cascade' }),
    no: integer('no').notNull(),
    sessionId: text('session_id'),
    asking: text('asking', { enum: ASKINGS }).notNull().default('not_asked'),
    savedAt: at('saved_at').notNull(),
    savedBy: text('saved_by').references(() => users.id, { onDelete: 'set null' }),
    askedAt: at('asked_at'),
    closedAt: at('closed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.no] }),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }),
  ],
)

/** The parts of a version, each with what its words were taken from. */
export const propositionSlots = pgTable(
  'proposition_slots',
  {
    networkId: text('network_id').notNull(),
    no: integer('no').notNull(),
    slot: text('slot', { enum: SLOTS }).notNull(),
    text: text('text').notNull(),
    sources: jsonb('sources').$type<Source[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.no, t.slot] }),
    foreignKey({
      columns: [t.networkId, t.no],
      foreignColumns: [propositionVersions.networkId, propositionVersions.no],
    }).onDelete('cascade'),
  ],
)

/** The seats that were taken when a version was saved. A name only where the workshop shows names. */
export const propositionPresent = pgTable(
  'proposition_present',
  {
    networkId: text('network_id').notNull(),
    no: integer('no').notNull(),
    seatId: text('seat_id').notNull(),
    partnerId: text('partner_id'),
    name: text('name').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.no, t.seatId] }),
    foreignKey({
      columns: [t.networkId, t.no],
      foreignColumns: [propositionVersions.networkId, propositionVersions.no],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.networkId, t.partnerId], foreignColumns: [partners.networkId, partners.id] }),
  ],
)

/**
 * What a partner says to a version: one answer a partner, and no word of which person gave it. `ballot` is known to the phone in
 * a workshop that gave it, and says not whose that is; null for a member's. `lastKey` is what that phone named its sending; no
 * other phone knows it, and it is kept with nobody. What was `takenOutAt` counts for nobody, and is shown to nobody.
 */
export const propositionAnswers = pgTable(
  'proposition_answers',
  {
    networkId: text('network_id').notNull(),
    no: integer('no').notNull(),
    partnerId: text('partner_id').notNull(),
    answer: text('answer', { enum: PROPOSITION_ANSWERS }).notNull(),
    reason: text('reason').notNull(),
    ballot: text('ballot'),
    version: integer('version').notNull().default(1),
    lastKey: text('last_key'),
    answeredAt: at('answered_at').notNull(),
    takenOutAt: at('taken_out_at'),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.no, t.partnerId] }),
    check('proposition_answers_reason', sql`${t.answer} <> 'cannot' or ${t.reason} <> ''`),
    foreignKey({
      columns: [t.networkId, t.no],
      foreignColumns: [propositionVersions.networkId, propositionVersions.no],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.networkId, t.partnerId], foreignColumns: [partners.networkId, partners.id] }),
  ],
)
