import { foreignKey, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { MEANINGS } from '#server/vocabulary/talk.ts'
import { sessions } from './sessions.ts'

/**
 * One claim to rate. `rootId` is the id of the first statement of its line: the same statement asked at another
 * sitting keeps it, which is how sittings compare. `fromCard` names the card it grew out of. One that the talk reworded is
 * `replacedAt` then, and asked no more; the new one is `madeFrom` it, and `meaning` says whether its answers hold for both.
 */
export const statements = pgTable(
  'statements',
  {
    networkId: text('network_id').notNull(),
    id: text('id').notNull(),
    sessionId: text('session_id').notNull(),
    rootId: text('root_id').notNull(),
    text: text('text').notNull(),
    /** The language its words are in; null where nobody knows. */
    language: text('language'),
    dimension: text('dimension', { enum: ['focus', 'direction'] }),
    facet: text('facet'),
    position: integer('position').notNull(),
    fromCard: text('from_card'),
    madeFrom: text('made_from'),
    meaning: text('meaning', { enum: MEANINGS }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    withdrawnAt: timestamp('withdrawn_at', { withTimezone: true }),
    replacedAt: timestamp('replaced_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    index('statements_by_session').on(t.networkId, t.sessionId, t.position),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** The same statement in another language: one wording for each, beside the words it was written in. */
export const statementWordings = pgTable(
  'statement_wordings',
  {
    networkId: text('network_id').notNull(),
    statementId: text('statement_id').notNull(),
    language: text('language').notNull(),
    text: text('text').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.statementId, t.language] }),
    foreignKey({
      columns: [t.networkId, t.statementId],
      foreignColumns: [statements.networkId, statements.id],
      name: 'statement_wordings_statement_fk',
    }).onDelete('cascade'),
  ],
)
