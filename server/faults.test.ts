import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { UnfitDatabase } from '#db/client.ts'
import { DirectoryTaken } from '#db/embedded/directory-lock.ts'
import { BadEnv } from './env.ts'
import { explainStart } from './faults.ts'

/** How listening there fails. */
const listenError = (port: number, host: string) =>
  new Promise<Error>((resolve, reject) => {
    const server = createServer().once('error', resolve)
    server.listen(port, host, () => server.close(() => reject(new Error('it could listen'))))
  })

describe('a server that can’t start', () => {
  test('because it was set up wrongly, says what is wrong and ends with 2', () =>
    expect(explainStart(new BadEnv('PORT=x is not a port number'))).toEqual({
      status: 2,
      line: 'PORT=x is not a port number',
    }))
  test('because something is in its way, says what and ends with 1', () => {
    expect(explainStart(new DirectoryTaken('/data/db', 7))).toMatchObject({
      line: expect.stringMatching('in use by process 7'),
    })
    expect(explainStart(new UnfitDatabase('too old'))).toEqual({ status: 1, line: 'too old' })
  })
  test('because its port is taken, names the port', async () => {
    const other = createServer()
    const port = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
    )
    expect(explainStart(await listenError(port, '127.0.0.1'))).toEqual({
      status: 1,
      line: `Port ${port} is taken: stop what uses it, or set PORT to another number.`,
    })
    await new Promise((resolve) => other.close(resolve))
  })
  test('because its address is another machine’s, names the address', async () =>
    expect(explainStart(await listenError(0, '192.0.2.1'))).toEqual({
      status: 1,
      line: 'HOST=192.0.2.1 is no address of this machine.',
    }))
  test('for a reason that nobody foresaw, leaves it to be printed whole', () =>
    expect(explainStart(new TypeError('undefined is not a function'))).toBeUndefined())
})
