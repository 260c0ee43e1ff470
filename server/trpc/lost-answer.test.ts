import { MutationObserver } from '@tanstack/react-query'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeQueryClient, makeTrpcClient } from '#app/_trpc/trpc-provider.tsx'
import type { Database } from '#db/client.ts'
import { agreements } from '#db/schema/agreements.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { findPlan } from '#server/plan/find.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { findSession } from '#server/session/find.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { cookiesOf } from './a-caller.ts'
import { appRouter } from './root.ts'

let database: Database
let stage: Stage
let cookies: string
beforeAll(async () => {
  database = await scratchDatabase()
  stage = await aStage(database)
  cookies = await cookiesOf(stage.work, stage.convenor)
})
afterAll(() => database.close())

/** A convenor's page over a network that loses the first answers it is told to lose, after the server has done its part. */
function aPage({ loses }: { loses: number }) {
  const sent = { times: 0 }
  const over: typeof fetch = async (input, init) => {
    const request = new Request(String(input), init)
    const answer = await fetchRequestHandler({
      ...{ endpoint: '/api/trpc', req: request, router: appRouter },
      createContext: () => ({
        ...{ work: stage.work, cookies, secret: 'x'.repeat(32), deeds: request.headers.get('x-deeds') },
      }),
    })
    sent.times += 1
    if (sent.times <= loses) throw new TypeError('Failed to fetch')
    return answer
  }
  const server = makeTrpcClient('http://here/api/trpc', over)
  const cache = makeQueryClient()
  const button = <Input>(deed: (input: Input) => Promise<unknown>) => {
    const press = new MutationObserver<unknown, Error, Input>(cache, {
      ...cache.defaultMutationOptions(),
      retryDelay: 1,
      mutationFn: deed,
    })
    return (input: Input) => press.mutate(input)
  }
  return { server, button, sent }
}

const plan = async () => findPlan(database.db, await findSession(database.db, stage.sessionId))
const networkId = () => stage.networkId
const sessionId = () => stage.sessionId

test('an agreement whose first answer was lost is made once', async () => {
  const { server, button, sent } = aPage({ loses: 1 })
  await button(server.agreement.make.mutate)({
    ...{ networkId: networkId(), text: 'We share our rooms', agreedOn: '2026-01-01', reviewOn: '2199-01-01' },
    ownerPartner: stage.partners[0] ?? null,
  })
  expect(sent.times).toBe(2)
  const made = await database.db.select().from(agreements).where(eq(agreements.networkId, networkId()))
  expect(made.map(({ text }) => text)).toEqual(['We share our rooms'])
})

test('a step is put in once, and a minute added once, however often their answers are lost', async () => {
  const { server, button } = aPage({ loses: 3 })
  const before = (await plan()).length
  await button(server.plan.insert.mutate)({ sessionId: sessionId(), kind: 'talk', minutes: 5 })
  expect((await plan()).length).toBe(before + 1)

  const timer = aPage({ loses: 0 })
  await timer.server.session.startTimer.mutate({ sessionId: sessionId(), minutes: 5 })
  const { timerEnds } = await findSession(database.db, sessionId())
  const bad = aPage({ loses: 3 })
  await bad.button(bad.server.session.extendTimer.mutate)({ sessionId: sessionId(), minutes: 1 })
  expect((await findSession(database.db, sessionId())).timerEnds).toEqual(new Date(Number(timerEnds) + 60_000))
  // A press that was answered is over: the next is meant.
  await bad.button(bad.server.session.extendTimer.mutate)({ sessionId: sessionId(), minutes: 1 })
  expect((await findSession(database.db, sessionId())).timerEnds).toEqual(new Date(Number(timerEnds) + 120_000))
})

test('whoever is told that no answer came and presses again with the same words has it done once', async () => {
  const { server, button, sent } = aPage({ loses: 4 })
  const { callNo } = await findSession(database.db, sessionId())
  const call = button(server.session.callEverybody.mutate)
  await expect(call({ sessionId: sessionId(), to: 'board' })).rejects.toThrow('Failed to fetch')
  await call({ sessionId: sessionId(), to: 'board' })
  expect(sent.times).toBe(5)
  expect((await findSession(database.db, sessionId())).callNo).toBe(callNo + 1)
})

test('one’s own press is not called a colleague’s, nor one’s own organisation there already', async () => {
  const { server, button } = aPage({ loses: 1 })
  const { stepNo } = await findSession(database.db, sessionId())
  const to = (await plan()).find(({ kind }) => kind === 'rate')?.id
  const go = { sessionId: sessionId(), to, stepNo }
  await expect(button(server.session.moveToStep.mutate)(go)).resolves.toBe('rate')
  // Over another page of theirs, too.
  await expect(aPage({ loses: 0 }).server.session.moveToStep.mutate(go)).resolves.toBe('rate')
  const other = aPage({ loses: 2 })
  const name = `Harbour ${newId()}`
  await expect(
    other.button(other.server.network.addPartner.mutate)({ networkId: networkId(), name }),
  ).resolves.toBeTruthy()
})
