import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { addCard, deleteCard, editText, moveCard } from '#server/board/commands.ts'
import { writePlacement, writeSessionFact } from '#server/board/document.ts'
import { writePresence } from './presence.ts'
import { answerFrame, askFrame, presenceFrame, updateFrame } from './protocol.ts'

type Next = (below: number) => number
export type Hostile = { what: string; frame: Uint8Array | string }

/** What somebody hostile knows: the board as they were shown it, a client of their own, and what others sent before. */
export interface Knowledge {
  readonly doc: Y.Doc
  readonly me: { id: string; kind: 'participant'; partnerId: string }
  readonly witness: string
  readonly seen: Uint8Array[]
}

const varUints = (...numbers: number[]) =>
  encoding.encode((encoder) => {
    for (const number of numbers) encoding.writeVarUint(encoder, number)
  })
/** What lib0 reads as a number without end, or as none. */
const ENDLESS = [...new Array<number>(150).fill(0x80), 1]
const NO_NUMBER = [...new Array<number>(160).fill(0x80), 0]
const HUGE = [255, 255, 255, 255, 255, 255, 255, 15]

/** An update of a copy of the board, after which the copy is thrown away: what is forbidden is tried again and again. */
function update({ doc }: Knowledge, act: (copy: Y.Doc) => void, clientID?: number): Uint8Array {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  if (clientID !== undefined) copy.clientID = clientID
  const before = Y.encodeStateVector(copy)
  act(copy)
  const made = Y.encodeStateAsUpdate(copy, before)
  copy.destroy()
  return made
}
const idsIn = (doc: Y.Doc) => [...doc.getMap('cards').keys()]
const aCard = (id: string, text: string) => ({ id, text, place: 'value' as const, facet: null, createdAt: '' })
const add = (known: Knowledge, next: Next, text = 'x') =>
  update(known, (copy) => void addCard(copy, known.me, aCard(`${known.me.id}.${next(1e9)}`, text)))
const someCard = (known: Knowledge, next: Next) => {
  const ids = idsIn(known.doc)
  return ids[next(Math.max(1, ids.length))] ?? 'none'
}
const WITNESS = { kind: 'participant' as const }
const nested = (depth: number) => {
  let value: unknown = 1
  for (let i = 0; i < depth; i += 1) value = [value]
  return value
}
const types = (copy: Y.Doc, key: string, depth: number) => {
  let map: Y.Map<unknown> = copy.getMap('cards')
  for (let i = 0; i < depth; i += 1) {
    const inner = new Y.Map<unknown>()
    map.set(key, inner)
    map = inner
  }
}
const deleting = (client: number, clock: number, length: number) => varUints(0, 1, client, 1, clock, length)

/** One struct under a named shelf, or hanging on an id, by hand: what no Yjs would write. */
const byHand = (client: number, clock: number, parent: string | [number, number], text: string) =>
  encoding.encode((encoder) => {
    for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number)
    encoding.writeUint8(encoder, 4)
    if (typeof parent === 'string') {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, parent)
    } else for (const number of [0, ...parent]) encoding.writeVarUint(encoder, number)
    encoding.writeVarString(encoder, text)
    encoding.writeVarUint(encoder, 0)
  })

type Make = (known: Knowledge, next: Next) => Uint8Array | string
const asUpdate =
  (make: (known: Knowledge, next: Next) => Uint8Array): Make =>
  (known, next) =>
    next(4) === 0 ? answerFrame(make(known, next)) : updateFrame(make(known, next))
const bytesOf = (each: number[], count: number) => Array.from({ length: count }, () => each).flat()
const bytes = (next: Next, most: number) => Uint8Array.from({ length: next(most) }, () => next(256))
const withClient = (known: Knowledge, next: Next) => {
  const clients = [...known.doc.store.clients.keys()]
  return clients[next(Math.max(1, clients.length))] ?? 1
}

/** One letter by hand, between any two. */
const letterBetween = (client: number, clock: number, left: [number, number], right: [number, number]) =>
  encoding.encode((encoder) => {
    for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number)
    encoding.writeUint8(encoder, 4 | 128 | 64)
    for (const number of [...left, ...right]) encoding.writeVarUint(encoder, number)
    encoding.writeVarString(encoder, 'x')
    encoding.writeVarUint(encoder, 0)
  })
const anId = (known: Knowledge, next: Next): [number, number] => {
  const client = withClient(known, next)
  return [client, next(Math.max(1, Y.getState(known.doc.store, client)))]
}

/** By the rows of the list of bad inputs that they stand for. */
const KINDS: readonly (readonly [string, Make])[] = [
  ['31 text', (_known, next) => ['hello', '-1', '1e12', '{"a":1}'][next(4)] as string],
  ['32 empty', () => new Uint8Array()],
  ['32 unknown type', (_known, next) => varUints(4 + next(200), next(9))],
  ['32 over-long number', (_known, next) => Uint8Array.from([next(4), ...HUGE, ...HUGE])],
  [
    '32 behind its end',
    (known, next) => Buffer.concat([updateFrame(add(known, next)), bytes(next, 9), Buffer.from([1])]),
  ],
  ['32 any bytes', (_known, next) => Uint8Array.from([next(4), next(3), ...bytes(next, 60)])],
  ['33 count of clients', asUpdate(() => Uint8Array.from(HUGE))],
  ['33 count of structs', asUpdate((_known, next) => Uint8Array.from([1, ...HUGE, next(99), 0]))],
  ['33 count of deletions', asUpdate(() => Uint8Array.from([0, ...HUGE]))],
  ['33 count in a state vector', () => askFrame(Uint8Array.from(HUGE))],
  ['33 strange state vector', (_known, next) => askFrame(varUints(1, next(1e9), next(1e9)))],
  [
    '34 deep value',
    asUpdate((known, next) => update(known, (copy) => copy.getMap('places').set('x.1', nested(5 + next(300))))),
  ],
  ['34 deep types', asUpdate((known, next) => update(known, (copy) => types(copy, `x.${next(99)}`, 3 + next(200))))],
  ['33 a client without end', asUpdate((_known, next) => Uint8Array.from([1, 1, ...ENDLESS, 0, 0, 1 + next(9), 0]))],
  ['33 a length that is none', asUpdate((_known, next) => Uint8Array.from([1, 1, next(99), 0, 0, ...NO_NUMBER, 0]))],
  ['33 presence without end', () => presenceFrame(Uint8Array.from([1, 7, ...ENDLESS, 2, 0x7b, 0x7d]))],
  [
    '34 two rows of one client',
    asUpdate((_known, next) => {
      const client = next(99)
      return Uint8Array.from([2, 1, client, 0, 0, 1, 1, client, 0, 0, 1 + next(9), 0])
    }),
  ],
  ['34 between any two', asUpdate((known, next) => letterBetween(next(1e9), 0, anId(known, next), anId(known, next)))],
  [
    '34 many at once',
    asUpdate((_known, next) => Uint8Array.from([1, 0xff, 0x7f, next(99), 0, ...bytesOf([0, 1], 16_383), 0])),
  ],
  ['34 its own parent', asUpdate((known, next) => byHand(next(1e9), 0, [known.doc.clientID, 0], 'x'))],
  ['35 no predecessor', asUpdate((_known, next) => byHand(next(1e9), 1 + next(99), 'cards', 'x'))],
  ['35 leans on nothing', asUpdate((_known, next) => byHand(next(1e9), 0, [next(1e9), next(99)], 'x'))],
  [
    '36 another’s client',
    asUpdate((known, next) =>
      update(known, (copy) => void addCard(copy, known.me, aCard(`${known.me.id}.f`, 'x')), withClient(known, next)),
    ),
  ],
  [
    '36 future deletion',
    asUpdate((known, next) => deleting(withClient(known, next), 5_000 + next(1e6), 1 + next(1e6))),
  ],
  ['36 clock of its own', asUpdate((known, next) => byHand(known.doc.clientID, 1e9 + next(1e6), 'cards', 'x'))],
  ['36 replay', (known, next) => updateFrame(known.seen[next(Math.max(1, known.seen.length))] ?? Uint8Array.of(0, 0))],
  [
    '37 another’s words',
    asUpdate((known, next) =>
      update(known, (copy) => editText(copy, { ...WITNESS, id: known.witness }, someCard(known, next), 'slander')),
    ),
  ],
  [
    '37 another’s card deleted',
    asUpdate((known, next) =>
      update(known, (copy) => deleteCard(copy, { ...WITNESS, id: known.witness }, someCard(known, next))),
    ),
  ],
  ['37 everything deleted', asUpdate((known, next) => deleting(withClient(known, next), 0, 1 + next(20)))],
  ['38 long text', asUpdate((known, next) => add(known, next, 'y'.repeat(4_001 + next(60_000))))],
  ['38 tiny', asUpdate((known, next) => add(known, next, ''))],
  ['39 asked again', () => askFrame(Uint8Array.of(0))],
  [
    '40 another’s presence',
    (known, next) =>
      presenceFrame(
        writePresence([
          { clientId: withClient(known, next), clock: 1e6, state: next(2) ? 'null' : '{"person":{"name":"Witness"}}' },
        ]),
      ),
  ],
  [
    '40 ghosts',
    (_known, next) =>
      presenceFrame(writePresence(Array.from({ length: 300 }, () => ({ clientId: next(1e9), clock: 1, state: '{}' })))),
  ],
  [
    '40 large',
    () => presenceFrame(writePresence([{ clientId: 1, clock: 1, state: JSON.stringify({ x: 'y'.repeat(100_000) }) }])),
  ],
  ['40 any bytes', (_known, next) => presenceFrame(bytes(next, 60))],
  [
    '43 card of no text',
    asUpdate((known, next) =>
      update(known, (copy) =>
        copy.getMap('cards').set(`${known.me.id}.${next(99)}`, new Y.Map([['author', known.me.id]])),
      ),
    ),
  ],
  ['43 unknown root', asUpdate((known) => update(known, (copy) => copy.getMap('cellar').set('x', 1)))],
  [
    '43 odd place',
    asUpdate((known, next) =>
      update(known, (copy) =>
        writePlacement(copy, someCard(known, next), {
          place: 'moon' as never,
          group: null,
          pos: [Number.NaN, 1e308, 'V'][next(3)] as string,
        }),
      ),
    ),
  ],
  [
    '43 the server’s key',
    asUpdate((known, next) =>
      update(known, (copy) => writeSessionFact(copy, ['step', 'closed', 'schema'][next(3)] as string, 99)),
    ),
  ],
  [
    '43 colour and picture',
    asUpdate((known, next) =>
      update(known, (copy) =>
        (copy.getMap('cards').get(someCard(known, next)) as Y.Map<Y.Text> | undefined)
          ?.get('text')
          ?.insertEmbed(0, { href: 'javascript:1' }),
      ),
    ),
  ],
  [
    'honest move',
    asUpdate((known, next) =>
      update(known, (copy) => moveCard(copy, known.me, someCard(known, next), { place: 'capacity', no: next(5) })),
    ),
  ],
]

/** A hostile frame of one of the kinds that stand for a row, or for a part of it, as it is. */
export function frameOf(row: string, known: Knowledge, next: Next): Uint8Array | string {
  const kinds = KINDS.filter(([what]) => what.startsWith(row))
  const [, make] = kinds[next(kinds.length)] as (typeof KINDS)[number]
  return make(known, next)
}

/** A hostile frame: one of all kinds in turn, and every third of them bent somewhere or cut short. */
export function hostileFrame(known: Knowledge, next: Next, no: number): Hostile {
  const [what, make] = KINDS[no % KINDS.length] as (typeof KINDS)[number]
  const frame = make(known, next)
  if (typeof frame === 'string' || next(3) > 0 || frame.length === 0) return { what, frame }
  const bent = Uint8Array.from(frame)
  for (let bends = 1 + next(4); bends > 0; bends -= 1) bent[next(bent.length)] = next(256)
  return { what: `${what}, bent`, frame: next(3) === 0 ? bent.subarray(0, next(bent.length)) : bent }
}

const header = (first: number, second: number, ...rest: number[]) => Buffer.from([first, second, ...rest])
const MASK = [1, 2, 3, 4]
/** Row 30: what no WebSocket client may put on the wire. */
export const BAD_WIRE: readonly (readonly [string, Buffer])[] = [
  ['a kind that is reserved', header(0x83, 0x80, ...MASK)],
  ['a control kind that is reserved', header(0x8b, 0x80, ...MASK)],
  ['a reserved bit', header(0xa2, 0x80, ...MASK)],
  ['packed, and no such thing', header(0xc2, 0x84, ...MASK, 9, 9, 9, 9)],
  ['no mask', header(0x82, 0x01, 0)],
  ['a ping in parts', header(0x09, 0x80, ...MASK)],
  ['a ping that is too long', header(0x89, 0xfe, 0, 126, ...MASK)],
  ['a part of nothing', header(0x80, 0x80, ...MASK)],
  ['a beginning within a message', Buffer.concat([header(0x02, 0x80, ...MASK), header(0x02, 0x80, ...MASK)])],
  ['a length beyond all numbers', header(0x82, 0xff, 255, 255, 255, 255, 255, 255, 255, 255, ...MASK)],
  ['a message of a gigabyte', header(0x82, 0xff, 0, 0, 0, 0, 0x40, 0, 0, 0, ...MASK)],
  ['a goodbye of one byte', header(0x88, 0x81, ...MASK, 0)],
  ['a goodbye for no reason there is', header(0x88, 0x82, 0, 0, 0, 0, 0x03, 0xee)],
]
