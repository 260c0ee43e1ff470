import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/** Letters of one client that are deleted. */
export interface Deleted {
  readonly client: number
  readonly clock: number
  readonly len: number
}

/** What an update is made of: letters of one client, from one clock to another, and what is deleted. */
interface Parts {
  readonly client: number
  readonly clock: number
  readonly end: number
  readonly count: number
  readonly letters: Uint8Array
  readonly deleted: readonly Deleted[]
}

const known = new WeakMap<Uint8Array, Parts>()

/** An update of letters that one client typed, one after another, and of letters that are deleted, as Yjs writes it. */
export function writeTyped(structs: readonly Y.Item[], deleted: readonly Deleted[]): Uint8Array {
  const [first, last] = [structs[0], structs.at(-1)]
  const encoder = new Y.UpdateEncoderV1()
  const { restEncoder } = encoder
  encoding.writeVarUint(restEncoder, first ? 1 : 0)
  let [from, to] = [0, 0]
  if (first) {
    writeHead(restEncoder, structs.length, first.id)
    from = encoding.length(restEncoder)
    for (const struct of structs) struct.write(encoder, 0)
    to = encoding.length(restEncoder)
  }
  writeDeleted(encoder, deleted)
  const update = encoder.toUint8Array()
  const { client, clock } = first?.id ?? { client: -1, clock: 0 }
  const end = last ? last.id.clock + last.length : 0
  known.set(update, { client, clock, end, count: structs.length, letters: update.subarray(from, to), deleted })
  return update
}

/**
 * One update of many that were written here, in the order in which they were: they are known, and need not be read again.
 * Undefined when one of them was not written here, or one is missing between two of a client.
 */
export function mergeTyped(updates: readonly Uint8Array[]): Uint8Array | undefined {
  const clients = new Map<number, Parts[]>()
  const deleted: Deleted[] = []
  for (const update of updates) {
    const parts = known.get(update)
    if (!parts) return undefined
    deleted.push(...parts.deleted)
    if (parts.count === 0) continue
    const before = clients.get(parts.client)
    if (!before) clients.set(parts.client, [parts])
    else if (before.at(-1)?.end === parts.clock) before.push(parts)
    else return undefined
  }
  const encoder = new Y.UpdateEncoderV1()
  const { restEncoder } = encoder
  encoding.writeVarUint(restEncoder, clients.size)
  // As Yjs orders them.
  for (const [client, all] of [...clients].sort(([a], [b]) => b - a)) {
    const count = all.reduce((sum, parts) => sum + parts.count, 0)
    writeHead(restEncoder, count, { client, clock: (all[0] as Parts).clock })
    for (const { letters } of all) encoding.writeUint8Array(restEncoder, letters)
  }
  writeDeleted(encoder, deleted)
  return encoder.toUint8Array()
}

function writeHead(
  encoder: encoding.Encoder,
  count: number,
  { client, clock }: { client: number; clock: number },
): void {
  for (const number of [count, client, clock]) encoding.writeVarUint(encoder, number)
}

function writeDeleted(encoder: Y.UpdateEncoderV1, deleted: readonly Deleted[]): void {
  const clients = new Map<number, Deleted[]>()
  for (const one of deleted) {
    const own = clients.get(one.client)
    if (own) own.push(one)
    else clients.set(one.client, [one])
  }
  encoding.writeVarUint(encoder.restEncoder, clients.size)
  for (const [client, own] of [...clients].sort(([a], [b]) => b - a)) {
    const ranges: { clock: number; len: number }[] = []
    for (const { clock, len } of own.sort((a, b) => a.clock - b.clock)) {
      const before = ranges.at(-1)
      if (before && before.clock + before.len === clock) before.len += len
      else ranges.push({ clock, len })
    }
    encoder.resetDsCurVal()
    encoding.writeVarUint(encoder.restEncoder, client)
    encoding.writeVarUint(encoder.restEncoder, ranges.length)
    for (const { clock, len } of ranges) {
      encoder.writeDsClock(clock)
      encoder.writeDsLen(len)
    }
  }
}
