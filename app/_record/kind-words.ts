import { words } from '#app/_words/words.ts'
import type { Label } from '#server/vocabulary/label.ts'

/** Labels and their counts as one line: "2 unclear · 4 split". */
export function kindWords(kinds: readonly { kind: Label; count: number }[]): string {
  const t = words('kinds')
  return kinds.map(({ kind, count }) => `${count} ${t(kind).toLowerCase()}`).join(' · ')
}
