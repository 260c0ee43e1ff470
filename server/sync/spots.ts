import type * as Y from 'yjs'
import { SHELVES, type Shelf } from '#server/board/document.ts'

type Changed = Parameters<Y.Transaction['changed']['get']>[0]

/** The keys of shelves that a changed type stands for: its own keys if it is a shelf, else the one it hangs under. */
export function spotsOf(
  type: Changed,
  keys: ReadonlySet<string | null>,
  shelves: readonly Y.Map<unknown>[],
): (readonly [Shelf, string])[] {
  const own = SHELVES[shelves.indexOf(type as unknown as Y.Map<unknown>)]
  if (own) return [...keys].flatMap((key) => (key === null ? [] : [[own, key] as const]))
  let at = type
  while (at._item) {
    const { parent, parentSub } = at._item
    const shelf = SHELVES[shelves.indexOf(parent as Y.Map<unknown>)]
    if (shelf) return parentSub === null ? [] : [[shelf, parentSub]]
    at = parent as Changed
  }
  return []
}
