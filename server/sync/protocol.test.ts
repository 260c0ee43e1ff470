import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerFrame, askFrame, presenceFrame, readFrame, refusedFrame, savedFrame, updateFrame } from './protocol.ts'

test('what is written is read as it was meant', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(readFrame(askFrame(bytes))).toEqual({ is: 'ask', stateVector: bytes })
      expect(readFrame(updateFrame(bytes))).toEqual({ is: 'update', update: bytes })
      expect(readFrame(answerFrame(bytes))).toEqual({ is: 'update', update: bytes })
      expect(readFrame(presenceFrame(bytes))).toEqual({ is: 'presence', bytes })
    }),
    { seed: 41 },
  )
  expect(readFrame(new Uint8Array([3]))).toEqual({ is: 'ask-presence' })
})

test('a frame that is cut short, goes on behind its end, or is the server’s own to send is none', () => {
  const frame = updateFrame(new Uint8Array([1, 2, 3]))
  for (let i = 0; i < frame.length; i += 1) expect(readFrame(frame.subarray(0, i))).toBeUndefined()
  expect(readFrame(Uint8Array.from([...frame, 0]))).toBeUndefined()
  expect([savedFrame(1), refusedFrame('closed')].map(readFrame)).toEqual([undefined, undefined])
  expect(readFrame(Uint8Array.from(Array.from({ length: 12 }, () => 255)))).toBeUndefined()
})

test('any bytes are a frame or none, and nothing is thrown', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const message = readFrame(bytes)
      expect(message === undefined || typeof message.is === 'string').toBe(true)
    }),
    { seed: 42, numRuns: 5_000 },
  )
})
