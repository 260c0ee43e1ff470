import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, pgTable, primaryKey, smallint, text, timestamp } from 'drizzle-orm/pg-core'
import { AUDIENCES, BANDS } from '#server/vocabulary/reflection.ts'
import { activities } from './activities.ts'
import { networks, partners } from './networks.ts'
import { users } from './people.ts'
import { seats } from './sessions.ts'

const at = (name: string) => timestamp(name, { withTimezone: true })

/**
 * What somebody made of something: what happened, so what, now what. `audience` says who reads it besides its author;
 * `partnerId` is the organisation the author spoke for then. `activityId` is the activity it became. It goes with its author:
 * a person, or a seat in a workshop; where the workshop shows nobody, it has neither.
 */
export const reflections = pgTable(
  'reflections',
  {
    networkId: text('network_id')
      .notNull()
      .references(() => networks.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    authorId: text('author_id').references(() => users.id, { onDelete: 'cascade' }),
    seatId: text('seat_id'),
    partnerId: text('partner_id'),
    happened: text('happened').notNull(),
    soWhat: text('so_what').notNull(),
    nowWhat: text('now_what').notNull(),
    audience: text('audience', { enum: AUDIENCES }).notNull(),
    activityId: text('activity_id'),
    writtenAt: at('written_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    index('reflections_by_author').on(t.authorId),
    check('reflections_for_an_organisation', sql`${t.audience} <> 'organisation' or ${t.partnerId} is not null`),
    check('reflections_one_author', sql`${t.authorId} is null or ${t.seatId} is null`),
    foreignKey({ columns: [t.networkId, t.seatId], foreignColumns: [seats.networkId, seats.id] }).onDelete('cascade'),
    foreignKey({ columns: [t.networkId, t.partnerId], foreignColumns: [partners.networkId, partners.id] }),
    foreignKey({ columns: [t.networkId, t.activityId], foreignColumns: [activities.networkId, activities.id] }),
  ],
)

/**
 * The agency pulse: one answer per person and period, which stays as it was given, so that no change of it can be worked out
 * from the means. `period` counts the workshops closed before it. Who answered is kept so that nobody answers twice, and is
 * told to nobody.
 */
export const agencyAnswers = pgTable(
  'agency_answers',
  {
    networkId: text('network_id')
      .notNull()
      .references(() => networks.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    period: integer('period').notNull(),
    band: text('band', { enum: BANDS }).notNull(),
    start: smallint('start').notNull(),
    problem: smallint('problem').notNull(),
    givenAt: at('given_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.userId, t.period] }),
    check('agency_answers_points', sql`${t.start} between 1 and 5 and ${t.problem} between 1 and 5`),
  ],
)
