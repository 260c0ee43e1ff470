import type * as Y from 'yjs'
import { shelvesOf, textOf } from '#server/board/document.ts'

/** Words of one's own that the board did not take, kept for whoever wrote them. */
export interface LostWords {
  readonly cardId: string
  readonly text: string
}

/**
 * Follows which cards one has touched since the server last had everything. What it takes back meanwhile is told by
 * `lost`: the words of touched cards that don't stand on the board any more.
 */
export function followOwn(doc: Y.Doc, changed: () => void) {
  const touched = new Set<string>()
  let written = new Map<string, string>()
  const cards = shelvesOf(doc)[0] as Y.Map<unknown>
  const heard = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) => {
    if (!transaction.local) return
    for (const { path, keys } of events) {
      if (path[0] === undefined) for (const [id] of keys.entries()) touched.add(id)
      else touched.add(String(path[0]))
    }
    changed()
  }
  cards.observeDeep(heard as (events: unknown[], transaction: Y.Transaction) => void)
  const words = () =>
    new Map([...touched].flatMap((id) => [[id, textOf(doc, id)?.toString() ?? ''] as const]).filter(([, text]) => text))
  return {
    cardIds: (): string[] => [...touched],
    restore(ids: readonly string[]): void {
      for (const id of ids) touched.add(id)
    },
    /** Something is about to be taken back: what one wrote stands here for the last time. */
    remember(): void {
      written = new Map([...written, ...words()])
    },
    /** The server has everything it takes: which remembered words are gone. */
    settle(): LostWords[] {
      const lost = [...written].filter(([id, text]) => !(textOf(doc, id)?.toString() ?? '').includes(text))
      touched.clear()
      written = new Map()
      return lost.map(([cardId, text]) => ({ cardId, text }))
    },
    /** The words of every touched card: when nothing more will be taken. */
    all: (): LostWords[] => [...words()].map(([cardId, text]) => ({ cardId, text })),
  }
}

const keyOf = (board: string) => `${board}.lost`

/** Lost words outlive the page until their author puts them away. A device that keeps nothing shows them this once. */
export function readLost(board: string): LostWords[] {
  try {
    return JSON.parse(localStorage.getItem(keyOf(board)) ?? '[]') as LostWords[]
  } catch {
    return []
  }
}

export function writeLost(board: string, lost: readonly LostWords[]): void {
  try {
    if (lost.length === 0) localStorage.removeItem(keyOf(board))
    else localStorage.setItem(keyOf(board), JSON.stringify(lost))
  } catch {
    // Shown all the same, as long as the page is open.
  }
}
