import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createVenueLine } from './venue-line.ts'

const server = createServer()
let port = 0
beforeAll(async () => {
  const venue = createVenueLine(['http://here.example'])
  server.on('upgrade', (request, socket, head) => {
    if (!venue.handleUpgrade(request, socket, head)) socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => void server.close())

const come = (path: string, origin: string, say = 'hello') =>
  new Promise<string>((resolve) => {
    const line = new WebSocket(`ws://127.0.0.1:${port}${path}`, { origin })
    line.on('open', () => line.send(say))
    line.on('message', (words) => resolve(String(words)))
    line.on('error', () => resolve('turned away'))
    line.on('close', () => resolve('closed'))
  })

test('a page of ours hears one word back', async () => {
  expect(await come('/venue/line', 'http://here.example')).toBe('here')
})
test('another site’s page, another path and a long message get nothing', async () => {
  expect(await come('/venue/line', 'http://evil.example')).toBe('turned away')
  expect(await come('/venue/line2', 'http://here.example')).toBe('turned away')
  expect(await come('/venue/line', 'http://here.example', 'x'.repeat(100))).toBe('closed')
})
