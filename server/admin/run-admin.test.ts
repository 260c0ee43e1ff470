import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { readEpoch } from '#db/stored-board.ts'
import { makeListeners, makeWork } from '#server/work.ts'
import type { Desk } from './desk.ts'
import { runAdmin } from './run-admin.ts'

let database: Database
let desk: Desk
beforeAll(async () => {
  database = await scratchDatabase()
  desk = {
    work: makeWork(database.db, makeListeners()),
    origin: 'http://localhost:3000',
    secret: 'x'.repeat(32),
    sendMail: async () => {},
  }
}, 60_000)
afterAll(() => database.close())

describe('the admin command', () => {
  test.each([[['constructor']], [['toString', '--help']], [['__proto__', 'x']]])(
    '%j names no command, though every object has it',
    async (argv) => {
      const { status, err } = await runAdmin(desk, argv)
      if (!argv.includes('--help')) expect([status, err]).toEqual([2, expect.stringContaining('there is no command')])
      else expect((await runAdmin(desk, argv)).out).toContain('COMMAND [--json]')
    },
  )

  test('a name without its quotes is refused, instead of being cut at the first word', async () => {
    const { status, err } = await runAdmin(desk, ['network', 'create', 'River', 'City'])
    expect([status, err]).toEqual([2, expect.stringContaining('"City" is one word too many')])
    expect((await runAdmin(desk, ['doctor', '--json'])).out).toContain('"networks":0')
    expect((await runAdmin(desk, ['network', 'create', 'River City', '--json'])).status).toBe(0)
  })

  test('a refusal is said in words', async () => {
    const { status, err } = await runAdmin(desk, ['sign-in-link', 'nobody@example.org'])
    expect([status, err]).toEqual([2, 'admin: nobody is known by nobody@example.org'])
  })
})

test('a conversation whose files are not UTF-8 is refused by row, and nothing of it is kept', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'import-'))
  writeFileSync(join(folder, 'participants-votes.csv'), 'participant,group-id,1\n0,0,1\n')
  writeFileSync(join(folder, 'comments.csv'), Buffer.from('comment-id,comment-body\n1,Où\n', 'latin1'))
  writeFileSync(join(folder, 'summary.csv'), 'topic,Voices\n')
  const networks = async () => JSON.parse((await runAdmin(desk, ['doctor', '--json'])).out).networks
  const before = await networks()
  expect(await runAdmin(desk, ['import', 'polis', folder])).toMatchObject({
    status: 2,
    err: `admin: ${folder}: comments.csv row 2: holds a sign that is not UTF-8`,
  })
  expect(await networks()).toBe(before)
  rmSync(folder, { recursive: true })
})

test('restored data begins an epoch of its own on every board, again at every restoring', async () => {
  const { networkId } = JSON.parse((await runAdmin(desk, ['network', 'create', 'Restored', '--json'])).out)
  const opened = await runAdmin(desk, ['session', 'open', networkId, 'Where next?', '--json'])
  const { sessionId } = JSON.parse(opened.out)
  const epochs = [await readEpoch(desk.work.db, sessionId)]
  for (let i = 0; i < 2; i += 1) {
    expect(await runAdmin(desk, ['restored'])).toMatchObject({ status: 0, out: expect.stringContaining('begin anew') })
    epochs.push(await readEpoch(desk.work.db, sessionId))
  }
  expect(epochs[0]).toBe(1)
  expect(epochs[1]).toBeGreaterThan(1_700_000_000)
  expect(epochs[2]).toBeGreaterThan(epochs[1] as number)
})
