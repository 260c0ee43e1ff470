import { expect, test } from 'vitest'
import type { Doc } from 'yjs'
import { editText } from '#server/board/commands.ts'
import { textOf, writeCard, writePlacement } from '#server/board/document.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { aServer } from './a-server.ts'
import { aPerson, BOARD, until } from './a-stage.ts'
import { noteFigures, sized } from './proof.ts'
import { askFrame } from './protocol.ts'
import { aSocket, heardOut, onBoard, twoAtIt } from './two-at-it.ts'

const MEGABYTE = 2 ** 20
const MOST_MEMORY = 50 * MEGABYTE
const STUCK = sized(5, 20)
const [ON_BOARD, OF_SEAT] = [500, 10]

let shared: ReturnType<typeof aServer> | undefined
/** One server for all of them: the next finds it as the last has left it. */
const theServer = () => {
  shared ??= aServer()
  return shared
}

/** Does something with each card; no frame of it is larger than a quarter of a megabyte. */
function inFrames(doc: Doc, ids: readonly string[], act: (id: string, no: number) => void): void {
  for (let no = 0; no < ids.length; no += 50)
    doc.transact(() => ids.slice(no, no + 50).forEach((id, i) => void act(id, no + i)))
}

/** Cards of one author, of about so many megabytes in all. */
async function aLargeBoard(megabytes: number) {
  const two = await twoAtIt(theServer())
  const author = aPerson(two.server, `author${newId()}`)
  await until(() => author.provider.synced)
  const { doc, me } = author
  const ids = Array.from({ length: Math.round(megabytes * 5) * 50 }, (_, no) => `${me.id}.${no}`)
  // To look at all of the board for each card would take the square of them.
  const lay = (id: string, no: number) => {
    const text = `${id} and more of it. `.repeat(200).slice(0, 3_900)
    writeCard(doc, id, { text, author: me.id, partner: me.partnerId, facet: null, createdAt: '' })
    writePlacement(doc, id, { place: 'value', group: null, pos: `V${no}V` })
  }
  inFrames(doc, ids, lay)
  const seen = (begins: string) => () => ids.every((id) => textOf(two.anna.doc, id)?.toString().startsWith(begins))
  await until(seen(me.id))
  return { ...two, author, ids, seen }
}

test('who asks for the whole board four hundred times and reads none of it is let go of, and costs next to nothing', async () => {
  const { server } = await aLargeBoard(sized(0.6, 1.8))
  const before = await server.ask()
  const { socket, closed, answered } = aSocket(server.url, onBoard('bela'))
  await answered
  socket.pause()
  for (let no = 0; no < 400; no += 1) socket.send(askFrame(Uint8Array.of(0)))
  const linesLeft = async () => (await server.ask()).lines
  await expect.poll(linesLeft, { timeout: 15_000 }).toBe(before.lines)
  const grewBy = (await server.ask()).rss - before.rss
  socket.resume()
  expect([await closed, grewBy < MOST_MEMORY]).toEqual([4529, true])
  noteFigures('asked, unread', { asked: 400, grewByMegaBytes: grewBy / MEGABYTE })
}, 60_000)

test(`what ${STUCK} readers who read nothing miss is kept for none of them, and everybody else has it`, async () => {
  const { server, author, ids, seen } = await aLargeBoard(sized(0.4, 1))
  const { doc, me } = author
  const stuck = await Promise.all(
    Array.from({ length: STUCK }, async (_, no) => {
      const line = aSocket(server.url, onBoard(`bela${no}`))
      await line.answered
      line.socket.send(askFrame(Uint8Array.of(0)))
      await heardOut(line.socket)
      line.socket.pause()
      return line
    }),
  )
  const before = await server.ask()
  // A line takes eight megabytes at once.
  const rounds = sized(2, 7)
  for (let round = 0; round < rounds; round += 1) {
    const letter = String.fromCharCode(97 + round)
    inFrames(doc, ids, (id) => editText(doc, me, id, letter.repeat(3_900)))
    await until(seen(letter))
  }
  const grewBy = (await server.ask()).rss - before.rss
  expect(grewBy).toBeLessThan(MOST_MEMORY)
  for (const { socket } of stuck) socket.resume()
  await Promise.all(stuck.map(({ socket, closed }) => Promise.race([heardOut(socket), closed])))
  noteFigures('stuck readers', {
    readers: STUCK,
    missedMegaBytes: rounds * ids.length * 0.0039,
    grewByMegaBytes: grewBy / MEGABYTE,
  })
}, 120_000)

test('whoever may not come in is told why at the door, and nothing is opened for them', async () => {
  const { server, goOn } = await twoAtIt(theServer())
  const before = await server.ask()
  const knocks: readonly (readonly [string, string | undefined, number])[] = [
    [BOARD, undefined, 404],
    [onBoard('bela'), 'https://elsewhere.example', 403],
    [onBoard('bela'), 'null', 403],
    ['?seat=bela', undefined, 404],
    ['%2e%2e%2fetc?seat=bela', undefined, 404],
    [`${'x'.repeat(2_000)}?seat=bela`, undefined, 404],
    [`${BOARD}/${BOARD}?seat=bela`, undefined, 404],
    ['__proto__?seat=bela', undefined, 404],
  ]
  const rooms = sized(200, 3_000)
  for (let no = 0; no < rooms; no += 20)
    await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        const strange = [`${newId()}?seat=bela`, undefined, 404] as const
        const [address, origin, status] = (i < 12 ? undefined : knocks[i - 12]) ?? strange
        expect([address, await aSocket(server.url, address, origin).answered]).toEqual([address, status])
      }),
    )
  const after = await server.ask()
  expect([after.boards, after.lines]).toEqual([before.boards, before.lines])
  expect(after.rss - before.rss).toBeLessThan(MOST_MEMORY)
  await goOn()
  noteFigures('knocked', { rooms, grewByMegaBytes: (after.rss - before.rss) / MEGABYTE })
}, 120_000)

test('five hundred are at a board and ten on one seat; whoever comes then waits until somebody leaves', async () => {
  const { server, goOn } = await twoAtIt(theServer())
  const comes = (seat: string) => aSocket(server.url, onBoard(seat))
  const first = Array.from({ length: OF_SEAT }, () => comes('seat0'))
  expect(new Set(await Promise.all(first.map(({ answered }) => answered)))).toEqual(new Set([101]))
  expect(await comes('seat0').answered).toBe(503)
  const { lines } = await server.ask()
  const others: (typeof first)[number][] = []
  for (let no = 0; lines + no < ON_BOARD; no += 1) {
    others.push(comes(`seat${1 + Math.floor(no / OF_SEAT)}`))
    if (no % 50 === 49) await Promise.all(others.map(({ answered }) => answered))
  }
  expect(new Set(await Promise.all(others.map(({ answered }) => answered)))).toEqual(new Set([101]))
  expect([(await server.ask()).lines, await comes('late').answered]).toEqual([ON_BOARD, 503])
  first[0]?.socket.terminate()
  await expect.poll(async () => (await server.ask()).lines).toBe(ON_BOARD - 1)
  const late = comes('late')
  expect(await late.answered).toBe(101)
  for (const { socket } of [...first, ...others, late]) socket.terminate()
  await expect.poll(async () => (await server.ask()).lines).toBe(2)
  await goOn()
}, 120_000)
