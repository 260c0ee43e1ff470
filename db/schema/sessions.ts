import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { MODERATIONS } from '#server/vocabulary/moderation.ts'
import { VOICES } from '#server/vocabulary/rating-scale.ts'
import { ATTRIBUTIONS, MEDIA, STORED_SEAT_KINDS } from '#server/vocabulary/role.ts'
import { CALLS, SIGNALS } from '#server/vocabulary/signal.ts'
import { STEPS } from '#server/vocabulary/step.ts'
import { networks, partners } from './networks.ts'
import { users } from './people.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/**
 * One workshop. `stepNo` counts every move, so that a second press can tell it came too late. Ratings are given in
 * `round`; those up to `shownRound` are shown. Rules on names, voice, the smallest group and what is asked of a statement are
 * set here once. `callNo` counts how often everybody was asked to come to `callTo`. `step` is the kind of the plan's step
 * `stepId`. A timer that is set runs from `timerFrom` to `timerEnds`, and stands still while the workshop is paused.
 */
export const sessions = pgTable(
  'sessions',
  {
    networkId: text('network_id')
      .notNull()
      .references(() => networks.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    name: text('name').notNull(),
    question: text('question').notNull().default(''),
    template: text('template').notNull(),
    code: text('code').unique(),
    voice: text('voice', { enum: VOICES }).notNull(),
    attribution: text('attribution', { enum: ATTRIBUTIONS }).notNull(),
    minimumCell: integer('minimum_cell').notNull().default(3),
    asksIs: boolean('asks_is').notNull().default(false),
    asksMost: boolean('asks_most').notNull().default(false),
    firstViews: text('first_views', { enum: ['private', 'open'] })
      .notNull()
      .default('private'),
    moderation: text('moderation', { enum: MODERATIONS }).notNull().default('none'),
    source: text('source', { enum: ['live', 'demo', 'polis'] })
      .notNull()
      .default('live'),
    credit: text('credit'),
    doors: text('doors', { enum: ['open', 'locked'] })
      .notNull()
      .default('open'),
    step: text('step', { enum: STEPS }).notNull().default('join'),
    stepNo: integer('step_no').notNull().default(0),
    stepId: text('step_id'),
    pausedAt: at('paused_at'),
    timerFrom: at('timer_from'),
    timerEnds: at('timer_ends'),
    round: integer('round').notNull().default(1),
    shownRound: integer('shown_round').notNull().default(0),
    runByUserId: text('run_by_user_id').references(() => users.id, { onDelete: 'set null' }),
    callNo: integer('call_no').notNull().default(0),
    callTo: text('call_to', { enum: CALLS }),
    opensAt: at('opens_at'),
    openedAt: at('opened_at').notNull(),
    viewsShownAt: at('views_shown_at'),
    closedAt: at('closed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    uniqueIndex('sessions_id').on(t.id),
    check('sessions_minimum_cell', sql`${t.minimumCell} between 1 and 10`),
    check('sessions_timer', sql`(${t.timerFrom} is null) = (${t.timerEnds} is null)`),
  ],
)

/** Every move from step to step: who, when. Nothing is ever taken out. */
export const stepMoves = pgTable(
  'step_moves',
  {
    networkId: text('network_id').notNull(),
    sessionId: text('session_id').notNull(),
    stepNo: integer('step_no').notNull(),
    step: text('step', { enum: STEPS }).notNull(),
    stepId: text('step_id'),
    at: at('at').notNull(),
    byUserId: text('by_user_id').references(() => users.id, { onDelete: 'set null' }),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.sessionId, t.stepNo] }),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** A place in one session. Guests, delegates, convenors and the big screen sit alike. A removed seat stays, for the record; one that was merged leads whoever holds it to the other. */
export const seats = pgTable(
  'seats',
  {
    networkId: text('network_id').notNull(),
    id: text('id').notNull(),
    sessionId: text('session_id').notNull(),
    kind: text('kind', { enum: STORED_SEAT_KINDS }).notNull().default('participant'),
    medium: text('medium', { enum: MEDIA }).notNull().default('screen'),
    partnerId: text('partner_id'),
    askedPartner: text('asked_partner'),
    name: text('name').notNull().default(''),
    userId: text('user_id').references(() => users.id, { onDelete: 'set null' }),
    joinedAt: at('joined_at').notNull(),
    mergedInto: text('merged_into'),
    removedAt: at('removed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    uniqueIndex('seats_id').on(t.id),
    uniqueIndex('seats_by_user').on(t.networkId, t.sessionId, t.userId, t.kind),
    index('seats_by_session').on(t.networkId, t.sessionId),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.networkId, t.partnerId], foreignColumns: [partners.networkId, partners.id] }),
  ],
)

/** What a seat's phone has sent and the server has done, by the key the phone gave it: a second sending does nothing. */
export const deeds = pgTable(
  'deeds',
  {
    networkId: text('network_id').notNull(),
    seatId: text('seat_id').notNull(),
    key: text('key').notNull(),
    at: at('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.seatId, t.key] }),
    foreignKey({ columns: [t.networkId, t.seatId], foreignColumns: [seats.networkId, seats.id] }).onDelete('cascade'),
  ],
)

/**
 * What was sent and done in a workshop that must not be held against whoever sent it: its key alone, with no seat and no time.
 */
export const spentKeys = pgTable(
  'spent_keys',
  {
    networkId: text('network_id').notNull(),
    sessionId: text('session_id').notNull(),
    key: text('key').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.sessionId, t.key] }),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** What somebody asks the convenor for without a word: to speak, in the order they asked, or for more time at a step. */
export const signals = pgTable(
  'signals',
  {
    networkId: text('network_id').notNull(),
    sessionId: text('session_id').notNull(),
    seatId: text('seat_id').notNull(),
    kind: text('kind', { enum: SIGNALS }).notNull(),
    stepNo: integer('step_no').notNull(),
    at: at('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.seatId, t.kind] }),
    index('signals_by_session').on(t.networkId, t.sessionId),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.networkId, t.seatId], foreignColumns: [seats.networkId, seats.id] }).onDelete('cascade'),
  ],
)

/** What a convenor told everybody, numbered from 1. The last one stands; an empty one takes it down. */
export const notices = pgTable(
  'notices',
  {
    networkId: text('network_id').notNull(),
    sessionId: text('session_id').notNull(),
    no: integer('no').notNull(),
    text: text('text').notNull(),
    at: at('at').notNull(),
    byUserId: text('by_user_id').references(() => users.id, { onDelete: 'set null' }),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.sessionId, t.no] }),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
  ],
)
