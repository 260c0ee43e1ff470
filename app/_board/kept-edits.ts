import * as Y from 'yjs'
import { type BoardDevice, bringIn, documentOf, type Notes, openDevice } from './board-device.ts'
import { followOwn, type LostWords, lostOf, notOn, type Unheard } from './not-stored.ts'
import { PATIENCE } from './wake.ts'

/** What of one's own was not stored by the server yet: how many changes, and which. */
export interface Unstored extends Unheard {
  readonly count: number
}

/** The board as this device keeps it, so that what was done offline outlives a closed tab. */
export interface KeptEdits {
  /** Done when everything kept was brought in, or when nobody waits for it any more. */
  readonly ready: Promise<void>
  note(unstored: Unstored): void
  /** Whether this device keeps anything at all. */
  isKeeping(): boolean
  /** Removes everything of this board from the device: also what was never read, or once that was told. */
  forget(how: 'unread' | 'once told'): void
  /** What is not kept by now was told: it is not kept any more, and what earlier pages left is left to the next. */
  leave(): void
}

/** What a page hears of what its device keeps. */
interface Hears {
  /** It begins to keep, or ends. */
  changed(): void
  /** What an earlier page left unstored is on the board from now on. */
  found(left: Unstored): void
  /** What an earlier page left unstored will never be on the board. */
  lost(words: readonly LostWords[]): void
}

const NOTHING: Unstored = { count: 0, cardIds: [], movedIds: [], groupIds: [], since: [], stood: [], taken: [] }

/** Keeps a board's document on this device under a name of its person's own. A device that refuses keeps nothing. */
export function keepEdits(
  doc: Y.Doc,
  name: string,
  { changed, found, lost }: Hears,
  { deviceMs } = PATIENCE,
): KeptEdits {
  // Each page has a note of its own: two tabs must not write over each other's.
  const own = `unstored.${doc.clientID}`
  let device: BoardDevice | undefined
  let earlier: Notes = new Map()
  let [isRead, hasEnded] = [false, false]
  let forgotten: 'unread' | 'once told' | undefined
  let isLeft = false
  let stop = () => {}
  const ended = () => {
    if (hasEnded) return
    hasEnded = true
    stop()
    changed()
  }
  // What can't be brought in stays where it is, for nobody has read it.
  const failed = () => {
    isRead = false
    ended()
  }
  const take = async () => {
    device = await openDevice(name, ended)
    // It may be long before a device opens what it kept: by now the line may have ended for good.
    if (!device || forgotten === 'unread') return device?.empty()
    const held = await device.read()
    if (forgotten === 'once told') lost(notOn(doc, leftIn(held)))
    if (forgotten) return device.empty()
    if (doc.isDestroyed || isLeft) return device.close()
    isRead = true
    const left = leftBefore(doc, held)
    stop = writeTogether(doc, device)
    // Another tab may have emptied it while it was read.
    if (hasEnded) stop()
    changed()
    // In one go: nothing of what is sent now is answered before it is known whose it is.
    bringIn(doc, held.updates, device)
    earlier = held.notes
    found(left)
  }
  return {
    ready: within(deviceMs, take().catch(failed)),
    note(unstored) {
      if (!device || forgotten) return
      if (unstored.count > 0 && isRead && !hasEnded) device.note(own, JSON.stringify(besideEarlier(unstored, earlier)))
      if (unstored.count > 0) return
      void device.clearNotes(own, earlier).catch(() => {})
      earlier = new Map()
    },
    isKeeping: () => isRead && !hasEnded && !forgotten,
    forget(how) {
      forgotten = how
      stop()
      const emptied = how === 'unread' ? device?.empty() : isRead && salvage(doc, name, lost, own)
      if (emptied) void emptied.catch(() => {})
    },
    leave() {
      isLeft = true
    },
  }
}

/** Waits for something, but no longer: a page that waited for ever would never connect. */
function within(ms: number, done: Promise<void>): Promise<void> {
  let waiting: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<void>((resolve) => {
    waiting = setTimeout(resolve, ms)
  })
  return Promise.race([done, late]).finally(() => clearTimeout(waiting))
}

// Each write takes a slow laptop milliseconds: thirty a second, while sixty people type, would be most of its time.
const OTHERS_MS = 1_000

/**
 * Writes down what the document holds, and what comes: others' edits, which the server has, together, once a second. One's own
 * are written at once, behind those that they may stand on: a tab may be killed at any time.
 */
function writeTogether(doc: Y.Doc, device: BoardDevice): () => void {
  let theirs: Uint8Array[] = []
  let waiting: ReturnType<typeof setTimeout> | undefined
  const write = () => {
    clearTimeout(waiting)
    const [first, ...more] = theirs
    ;[waiting, theirs] = [undefined, []]
    if (first) device.add(more.length > 0 ? Y.mergeUpdates([first, ...more]) : first)
  }
  const changed = (update: Uint8Array, origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
    if (origin === device) return
    theirs.push(update)
    if (local) write()
    else waiting ??= setTimeout(write, OTHERS_MS)
  }
  const stop = () => {
    clearTimeout(waiting)
    doc.off('update', changed)
  }
  if (doc.store.clients.size > 0) device.add(Y.encodeStateAsUpdate(doc))
  doc.on('update', changed)
  doc.on('destroy', () => {
    stop()
    device.close()
  })
  return stop
}

/**
 * Clears away what this device kept of a board under other names, which fits nowhere: of earlier epochs, since the data came
 * back from a backup, and of a seat that was made one with this one. Of each, `lost` hears first what was never stored. A copy of
 * a later epoch stays: it is this page that is old.
 */
export async function salvageOlder(doc: Y.Doc, board: string, name: string, lost: Hears['lost']): Promise<void> {
  const names = ((await indexedDB.databases?.().catch(() => [])) ?? []).map((one) => one.name ?? '')
  const epochOf = (one: string) => Number(one.slice(board.length + 1))
  const isUsed = (one: string) => name.startsWith(`${board}.`) && epochOf(one) >= epochOf(name)
  // One that can't be read keeps nobody from what is in the others.
  const older = names.filter((one) => one.startsWith(`${board}.`) && !isUsed(one))
  await Promise.allSettled(older.map((one) => salvage(doc, one, lost)))
}

/** Empties a device once what it holds was told, but for what a page that is open tells itself. */
async function salvage(doc: Y.Doc, name: string, lost: Hears['lost'], own?: string): Promise<void> {
  const device = await openDevice(name)
  if (!device) return
  const { updates, notes } = await device.read()
  lost(notOn(doc, leftIn({ updates, notes: new Map([...notes].filter(([key]) => key !== own)) })))
  await device.empty()
}

type Held = Awaited<ReturnType<BoardDevice['read']>>

/**
 * What earlier pages left unstored, for a page whose board may have come before its device opened: what the server took back of
 * it meanwhile is missed as if they had been here then.
 */
function leftBefore(doc: Y.Doc, { updates, notes }: Held): Unstored {
  const left = together(notes)
  if (doc.store.clients.size === 0) return left
  const copy = documentOf(updates)
  const own = followOwn(copy, () => {})
  own.restore(left)
  bringIn(copy, [Y.encodeStateAsUpdate(doc)])
  return { ...left, taken: own.unheard().taken }
}

/** What a device holds that was never stored. */
function leftIn({ updates, notes }: Held): LostWords[] {
  const left = together(notes)
  return [...lostOf(documentOf(updates), left), ...left.taken]
}

/** What a page notes beside what it found: what others noted stays until all is stored, and counts there. */
export const besideEarlier = (unstored: Unstored, earlier: Notes): Unstored => ({
  ...unstored,
  count: Math.max(0, unstored.count - together(earlier).count),
})

/** What all pages that were open before left unstored. */
export function together(notes: Notes): Unstored {
  const all = [...notes.values()].map((text) => ({ ...NOTHING, ...(JSON.parse(text) as Partial<Unstored>) }))
  return {
    count: all.reduce((sum, { count }) => sum + count, 0),
    cardIds: all.flatMap(({ cardIds }) => cardIds),
    movedIds: all.flatMap(({ movedIds }) => movedIds),
    groupIds: all.flatMap(({ groupIds }) => groupIds),
    since: all.flatMap(({ since }) => since),
    stood: all.flatMap(({ stood }) => stood),
    taken: all.flatMap(({ taken }) => taken),
  }
}
