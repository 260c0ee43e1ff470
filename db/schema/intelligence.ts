import { sql } from 'drizzle-orm'
import { check, date, foreignKey, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { ABOUT_KINDS, CLOSENESS, NOTE_STATES, SENSITIVITIES } from '#server/vocabulary/hearing.ts'
import { networks, partners } from './networks.ts'
import { users } from './people.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/** Notes on one subject that people have put side by side. Each keeps its own words and its own readers. */
export const threads = pgTable(
  'threads',
  {
    networkId: text('network_id')
      .notNull()
      .references(() => networks.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    title: text('title').notNull(),
    openedAt: at('opened_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.networkId, t.id] })],
)

/**
 * What somebody heard or saw, in their own words. `sensitivity` decides who may read it: nobody else is ever sent it. `about`
 * is a statement's line, an authoriser, a partner, or a topic in words.
 */
export const notes = pgTable(
  'notes',
  {
    networkId: text('network_id')
      .notNull()
      .references(() => networks.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    byUserId: text('by_user_id').references(() => users.id, { onDelete: 'set null' }),
    partnerId: text('partner_id'),
    text: text('text').notNull(),
    aboutKind: text('about_kind', { enum: ABOUT_KINDS }).notNull(),
    about: text('about').notNull(),
    closeness: text('closeness', { enum: CLOSENESS }).notNull(),
    confidence: integer('confidence').notNull(),
    sensitivity: text('sensitivity', { enum: SENSITIVITIES }).notNull(),
    heardOn: date('heard_on', { mode: 'string' }).notNull(),
    recheckBy: date('recheck_by', { mode: 'string' }),
    state: text('state', { enum: NOTE_STATES }).notNull().default('new'),
    threadId: text('thread_id'),
    answer: text('answer').notNull().default(''),
    answeredAt: at('answered_at'),
    notedAt: at('noted_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    index('notes_by_time').on(t.networkId, t.notedAt),
    index('notes_by_author').on(t.byUserId),
    index('notes_by_thread').on(t.networkId, t.threadId),
    check('notes_confidence', sql`${t.confidence} between 1 and 3`),
    foreignKey({ columns: [t.networkId, t.partnerId], foreignColumns: [partners.networkId, partners.id] }),
    foreignKey({ columns: [t.networkId, t.threadId], foreignColumns: [threads.networkId, threads.id] }),
  ],
)

/** Who may read a note that is for a named group. */
export const noteReaders = pgTable(
  'note_readers',
  {
    networkId: text('network_id').notNull(),
    noteId: text('note_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.noteId, t.userId] }),
    foreignKey({ columns: [t.networkId, t.noteId], foreignColumns: [notes.networkId, notes.id] }).onDelete('cascade'),
  ],
)
