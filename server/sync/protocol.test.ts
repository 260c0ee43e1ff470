import fc from 'fast-check'
import * as decoding from 'lib0/decoding'
import { expect, test } from 'vitest'
import {
  answerFrame,
  askFrame,
  presenceFrame,
  REFUSED,
  readFrame,
  readRefused,
  refusedFrame,
  savedFrame,
  updateFrame,
} from './protocol.ts'

test('what is written is read as it was meant', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(readFrame(askFrame(bytes))).toEqual({ is: 'ask', stateVector: bytes })
      expect(readFrame(updateFrame(bytes))).toEqual({ is: 'update', update: bytes, answers: false })
      expect(readFrame(answerFrame(bytes))).toEqual({ is: 'update', update: bytes, answers: true })
      expect(readFrame(presenceFrame(bytes))).toEqual({ is: 'presence', bytes })
    }),
    { seed: 41 },
  )
  expect(readFrame(new Uint8Array([3]))).toEqual({ is: 'ask-presence' })
})

test('what was taken back is named with the reason, and by a server that is not renewed yet with the reason alone', () => {
  const read = (frame: Uint8Array) => {
    const decoder = decoding.createDecoder(frame)
    expect(decoding.readVarUint(decoder)).toBe(REFUSED)
    return readRefused(decoder)
  }
  const touched = [
    ['places', 'anna.1'],
    ['groups', 'anna.g'],
  ] as const
  expect(read(refusedFrame('not-the-time', touched))).toEqual({ why: 'not-the-time', touched })
  const bare = refusedFrame('not-the-time', [])
  expect(read(bare.subarray(0, bare.length - 1))).toStrictEqual({ why: 'not-the-time' })
})

test('a frame that is cut short, goes on behind its end, or is the server’s own to send is none', () => {
  const frame = updateFrame(new Uint8Array([1, 2, 3]))
  for (let i = 0; i < frame.length; i += 1) expect(readFrame(frame.subarray(0, i))).toBeUndefined()
  expect(readFrame(Uint8Array.from([...frame, 0]))).toBeUndefined()
  expect([savedFrame(1), refusedFrame('closed', [])].map(readFrame)).toEqual([undefined, undefined])
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
