import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { rememberUnanswered } from './unanswered.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections()
})

/** A server that answers only when told, and says when something arrived. */
async function aSlowServer() {
  const arrived: ServerResponse[] = []
  let noticed = () => {}
  const unanswered = rememberUnanswered((_request: IncomingMessage, response: ServerResponse) => {
    arrived.push(response)
    noticed()
  })
  const server = createServer(unanswered.handle)
  servers.push(server)
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  )
  const ask = (method: string) =>
    new Promise<ReturnType<typeof request>>((resolve) => {
      const asking = request({ port, method })
        .on('error', () => undefined)
        .end()
      noticed = () => resolve(asking)
    })
  return { unanswered, arrived, ask }
}
const never = new Promise<void>(() => {})

describe('a server that stops', () => {
  test('waits for nobody when nothing is under way', async () => {
    const { unanswered } = await aSlowServer()
    await unanswered.settled(never)
  })
  test('does not wait for those who only read', async () => {
    const { unanswered, ask } = await aSlowServer()
    await ask('GET')
    await unanswered.settled(never)
  })
  test('waits until every change is answered', async () => {
    const { unanswered, ask, arrived } = await aSlowServer()
    await ask('POST')
    await ask('POST')
    const order: string[] = []
    const settled = unanswered.settled(never).then(() => order.push('settled'))
    const closed = arrived.map(
      (response, at) =>
        new Promise<void>((resolve) => response.once('close', () => resolve(void order.push(`answer ${at}`)))),
    )
    arrived[0]?.end()
    await closed[0]
    arrived[1]?.end()
    await Promise.all([settled, ...closed])
    expect(order.indexOf('settled')).toBeGreaterThan(order.indexOf('answer 0'))
  })
  test('does not wait for who went away', async () => {
    const { unanswered, ask } = await aSlowServer()
    const asking = await ask('POST')
    const settled = unanswered.settled(never)
    asking.destroy()
    await settled
  })
  test('waits no longer than its patience', async () => {
    const { unanswered, ask } = await aSlowServer()
    await ask('POST')
    await unanswered.settled(Promise.resolve())
  })
})
