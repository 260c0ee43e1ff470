import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { DOTTED, STACKINGS } from '#server/vocabulary/dots.ts'
import { STEPS } from '#server/vocabulary/step.ts'
import type { TemplateStep } from '#server/vocabulary/template.ts'
import { networks } from './networks.ts'
import { users } from './people.ts'
import { sessions } from './sessions.ts'

/**
 * A workshop's own steps, in the order of `position`. What to do, say and watch comes from the `script`, unless the convenor
 * wrote words of their own. A step that is left out stays in the plan, and can be put back. Where dots are given, so many each,
 * on what, and whether several may lie on one thing; nobody sees how many before `dotsShownAt`.
 */
export const sessionSteps = pgTable(
  'session_steps',
  {
    networkId: text('network_id').notNull(),
    sessionId: text('session_id').notNull(),
    id: text('id').notNull(),
    position: integer('position').notNull(),
    kind: text('kind', { enum: STEPS }).notNull(),
    script: text('script').notNull(),
    minutes: integer('minutes').notNull(),
    state: text('state', { enum: ['planned', 'left-out'] })
      .notNull()
      .default('planned'),
    title: text('title').notNull().default(''),
    instruction: text('instruction').notNull().default(''),
    say: text('say').notNull().default(''),
    watch: text('watch').notNull().default(''),
    stuck: text('stuck').notNull().default(''),
    dots: integer('dots').notNull().default(3),
    dotsOn: text('dots_on', { enum: DOTTED }).notNull().default('statements'),
    stacking: text('stacking', { enum: STACKINGS }).notNull().default('one'),
    dotsShownAt: timestamp('dots_shown_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.sessionId, t.id] }),
    index('session_steps_in_order').on(t.networkId, t.sessionId, t.position),
    check('session_steps_minutes', sql`${t.minutes} between 1 and 180`),
    check('session_steps_dots', sql`${t.dots} between 1 and 20`),
    foreignKey({ columns: [t.networkId, t.sessionId], foreignColumns: [sessions.networkId, sessions.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** A plan that a convenor kept from a workshop, to open others with. */
export const templates = pgTable(
  'templates',
  {
    networkId: text('network_id')
      .notNull()
      .references(() => networks.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    name: text('name').notNull(),
    steps: jsonb('steps').$type<readonly TemplateStep[]>().notNull(),
    savedAt: timestamp('saved_at', { withTimezone: true }).notNull(),
    savedBy: text('saved_by').references(() => users.id, { onDelete: 'set null' }),
  },
  (t) => [primaryKey({ columns: [t.networkId, t.id] })],
)
