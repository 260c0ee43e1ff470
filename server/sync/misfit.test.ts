import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { aStage, BOARD } from './a-stage.ts'
import { misfit } from './door.ts'
import { CLOSE, PAGE } from './protocol.ts'

test('an older page is told to reload, a newer one to come back, and a copy of another epoch is let go of', () => {
  const at = (said: string) => misfit(`/sync/${BOARD}?${said}`, 7)
  expect(at(`page=${PAGE}&epoch=7`)).toBeUndefined()
  expect(at(`page=${PAGE - 1}&epoch=7`)).toBe(CLOSE.reload)
  expect(at(`page=${PAGE + 1}&epoch=7`)).toBe(CLOSE.comeBackLater)
  expect(at(`page=${PAGE}&epoch=6`)).toBe(CLOSE.resetYourCopy)
  for (const odd of ['', '-1', 'old', '%00'])
    expect([at(`page=${odd}&epoch=7`), at(`page=${PAGE}&epoch=${odd}`)]).toEqual([CLOSE.reload, CLOSE.resetYourCopy])
})

test('whoever says nothing of a page or an epoch is let in', () => {
  expect([misfit(`/sync/${BOARD}`, 7), misfit(undefined, 7)]).toEqual([undefined, undefined])
})

test('a page that doesn’t fit is sent nothing of the board before its line ends', async () => {
  const { url } = await aStage()
  const socket = new WebSocket(`${url}/${BOARD}?seat=anna&page=${PAGE - 1}`)
  const frames: unknown[] = []
  socket.on('message', (data) => frames.push(data))
  const code = await new Promise((resolve) => socket.on('close', resolve))
  expect([code, frames]).toEqual([CLOSE.reload, []])
})
