import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import { expect, test } from 'vitest'
import { openDatabase } from './client.ts'
import { migrateDatabase } from './migrate.ts'

const FOLDER = join(process.cwd(), 'db/migrations')
interface Journal {
  entries: { tag: string }[]
}

/** A database as it stood before the migration of this name. */
async function before(name: string) {
  const database = await openDatabase({})
  const journal = JSON.parse(readFileSync(join(FOLDER, 'meta/_journal.json'), 'utf8')) as Journal
  const entries = journal.entries.slice(
    0,
    journal.entries.findIndex(({ tag }) => tag.endsWith(name)),
  )
  const folder = mkdtempSync(join(tmpdir(), 'migrations-'))
  mkdirSync(join(folder, 'meta'))
  for (const { tag } of entries) cpSync(join(FOLDER, `${tag}.sql`), join(folder, `${tag}.sql`))
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }))
  await migrate(database.db, { migrationsFolder: folder })
  return database
}

test('a workshop that was there before plans has the steps it had, and is where it was', async () => {
  const database = await before('walk_a_workshop_by_steps')
  const { sql } = database
  await sql`insert into networks (id, name, created_at) values ('n', 'Harbour', now())`
  for (const [id, template, step] of [
    ['a', 'first-meeting', 'rate'],
    ['b', 'yearly-review', 'finish'],
  ] as const) {
    await sql`insert into sessions (network_id, id, name, template, voice, attribution, step, opened_at)
      values ('n', ${id}, 'Where next?', ${template}, 'own', 'partner', ${step}, now())`
    await sql`insert into step_moves (network_id, session_id, step_no, step, at) values ('n', ${id}, 0, ${step}, now())`
  }
  await migrateDatabase(database)

  const steps = await sql`select session_id, kind, minutes from session_steps order by session_id, position`
  const minutesIn = (id: string) => steps.filter((row) => row.session_id === id).map(({ minutes }) => minutes)
  expect(steps.filter((row) => row.session_id === 'a').map(({ kind }) => kind)).toEqual([
    ...['join', 'views', 'show-views', 'rate', 'show-answers', 'talk', 'finish'],
  ])
  expect([minutesIn('a'), minutesIn('b')]).toEqual([
    [5, 8, 8, 10, 5, 20, 4],
    [5, 10, 12, 15, 8, 35, 5],
  ])
  const at = await sql`select s.id, t.kind from sessions s
    join session_steps t on t.session_id = s.id and t.id = s.step_id order by s.id`
  expect([...at]).toEqual([
    { id: 'a', kind: 'rate' },
    { id: 'b', kind: 'finish' },
  ])
  const moved = await sql`select count(*)::int as n from step_moves m join session_steps t on t.id = m.step_id`
  expect(moved[0]?.n).toBe(2)
  await database.close()
})

test('what somebody planned in a workshop before plans were checked can be read as it could be before', async () => {
  const database = await before('check_plans_and_reasons')
  const { sql } = database
  await sql`insert into networks (id, name, created_at) values ('n', 'Harbour', now())`
  await sql`insert into sessions (network_id, id, name, template, voice, attribution, moderation, step, opened_at)
    values ('n', 's', 'Where next?', 'yearly-review', 'own', 'partner', 'check', 'finish', now())`
  await sql`insert into activities (network_id, id, title, kind, family, corners, way, state, on_day, logged_at)
    values ('n', 'a', 'Breakfast', 'convening', 'facilitation', '{value}', 'chance', 'done', now(), now())`
  await sql`insert into session_activities (network_id, session_id, activity_id) values ('n', 's', 'a')`
  await migrateDatabase(database)
  expect([...(await sql`select verdict from session_activities`)]).toEqual([{ verdict: 'passed' }])
  await database.close()
})
