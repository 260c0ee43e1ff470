import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { expect, test } from 'vitest'
import { scratchDatabase } from '#db/scratch.ts'
import { aStage } from '#server/session/a-stage.ts'
import { cookiesOf } from './a-caller.ts'
import { asTrpcError, headOf } from './refusals.ts'
import { appRouter } from './root.ts'

const OURS = 'Words that somebody wrote'

test('who asks while the database is away is told so, and when to ask again, and no word of what went wrong', async () => {
  const database = await scratchDatabase()
  const { work, convenor, sessionId } = await aStage(database)
  const cookies = await cookiesOf(work, convenor)
  const ask = () =>
    fetchRequestHandler({
      endpoint: '/api/trpc',
      req: new Request(`http://here/api/trpc/session.now?input=${encodeURIComponent(JSON.stringify({ sessionId }))}`),
      router: appRouter,
      responseMeta: headOf,
      createContext: () => ({ work, cookies, secret: 'x'.repeat(32) }),
    })
  const here = await ask()
  expect([here.status < 500, here.headers.get('retry-after')]).toEqual([true, null])
  await database.sql.end()
  const away = await ask()
  expect([away.status, away.headers.get('retry-after')]).toEqual([503, '2'])
  expect(JSON.stringify(await away.json())).not.toMatch(/select|from|CONNECTION/i)
  await database.close()
})

test.each([
  ['has too many connections', '53300', 'SERVICE_UNAVAILABLE'],
  ['is starting', '57P03', 'SERVICE_UNAVAILABLE'],
  ['is being stopped', '57P01', 'SERVICE_UNAVAILABLE'],
  ['isn’t there', 'ECONNREFUSED', 'SERVICE_UNAVAILABLE'],
  ['finds the same twice', '23505', undefined],
])('a database that %s', (_is, code, expected) => {
  const failed = new Error(`Failed query: ${OURS}`, { cause: Object.assign(new Error(OURS), { code }) })
  const told = asTrpcError(failed) as { code?: string; message: string }
  expect(told.code).toBe(expected)
  if (expected) expect(told.message).not.toContain(OURS)
})
