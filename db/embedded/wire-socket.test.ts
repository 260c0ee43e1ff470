import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Framer, WireSocket } from './wire-socket.ts'

/** A wire message with a type sign. */
function message(type: string, body: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(type), length, body])
}
const greeting = message('', Buffer.from('\0\x03\0\0user\0postgres\0\0'))

describe('a byte stream', () => {
  test('comes out whole and in order, however it was cut', () => {
    const bodies = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 })
    fc.assert(
      fc.property(bodies, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (some, cuts) => {
        const stream = Buffer.concat([greeting, ...some.map((body) => message('Q', body))])
        const framer = new Framer()
        const pieces: Buffer[] = []
        for (let at = 0, turn = 0; at < stream.length; turn += 1) {
          const size = cuts[turn % cuts.length] as number
          const piece = framer.take(stream.subarray(at, at + size))
          if (piece) pieces.push(Buffer.from(piece))
          at += size
        }
        expect(Buffer.concat(pieces)).toEqual(stream)
        for (const piece of pieces.slice(1)) expect(piece[0]).toBe('Q'.charCodeAt(0))
      }),
    )
  })
  test('waits for the rest of a message', () => {
    const framer = new Framer()
    expect(framer.take(greeting.subarray(0, 3))).toBeUndefined()
    expect(framer.take(greeting.subarray(3, 9))).toBeUndefined()
    expect(framer.take(greeting.subarray(9))).toEqual(greeting)
  })
})

describe('a connection', () => {
  test('answers what was asked in its order, and asks at once what came meanwhile', async () => {
    const asked: string[] = []
    const socket = new WireSocket(async (messages) => {
      asked.push(messages.toString('latin1').replaceAll(/[^a-c]/g, ''))
      return Buffer.from(`answer ${asked.length};`)
    })
    socket.write(message('', Buffer.from([0, 3, 0, 0])))
    socket.write(message('Q', Buffer.from('a')))
    socket.write(message('Q', Buffer.from('b')))
    // A goodbye is nothing that a database answers.
    socket.write(message('X', Buffer.alloc(0)))
    let said = ''
    for await (const part of socket) said += part
    expect(said).toBe('answer 1;answer 2;')
    expect(asked).toEqual(['', 'ab'])
  })
  test('breaks when the database behind it does', async () => {
    const socket = new WireSocket(() => Promise.reject(new Error('the embedded database has stopped')))
    const broken = new Promise<Error>((resolve) => socket.once('error', resolve))
    socket.write(greeting)
    expect((await broken).message).toBe('the embedded database has stopped')
  })
})
