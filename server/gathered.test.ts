import { expect, test } from 'vitest'
import { gathered } from './gathered.ts'

/** Something to be read that answers when the test says so, and what it was asked for each time. */
function aReading(fails: (asked: readonly string[]) => boolean = () => false) {
  const asked: (readonly string[])[] = []
  const held: (() => void)[] = []
  const ask = gathered(async (those: readonly string[]) => {
    asked.push(those)
    await new Promise<void>((resolve) => held.push(resolve))
    if (fails(those)) throw new Error(`no ${those.join(', ')}`)
    return those.map((one) => one.toUpperCase())
  })
  return { ask, asked, goOn: () => held.splice(0).forEach((resolve) => void resolve()) }
}
const breath = () => new Promise((resolve) => setImmediate(resolve))

test('who asks while one is read is answered by the next reading, each with their own answer', async () => {
  const { ask, asked, goOn } = aReading()
  const all = Promise.all(['a', 'b', 'c', 'b'].map(ask))
  expect(asked).toEqual([['a']])
  goOn()
  await breath()
  expect(asked).toEqual([['a'], ['b', 'c', 'b']])
  goOn()
  expect(await all).toEqual(['A', 'B', 'C', 'B'])
})

test('no answer was read before it was asked for', async () => {
  const { ask, asked, goOn } = aReading()
  const first = ask('a')
  const again = ask('a')
  goOn()
  await first
  await breath()
  expect(asked).toEqual([['a'], ['a']])
  goOn()
  expect(await again).toBe('A')
})

test('what one asks for, and can’t be read, is nobody else’s trouble', async () => {
  const { ask, asked, goOn } = aReading((those) => those.includes('bad'))
  const all = Promise.allSettled(['a', 'b', 'bad', 'c'].map(ask))
  for (let turns = 0; turns < 3; turns += 1) {
    goOn()
    await breath()
  }
  expect(asked).toEqual([['a'], ['b', 'bad', 'c'], ['b'], ['bad'], ['c']])
  expect((await all).map((one) => (one.status === 'fulfilled' ? one.value : one.status))).toEqual([
    ...['A', 'B', 'rejected', 'C'],
  ])
  const late = ask('d')
  goOn()
  expect(await late).toBe('D')
})
