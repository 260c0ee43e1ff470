import type { WordRun } from '#server/vocabulary/proposition.ts'

/**
 * How one text became another, word by word: the longest row of words they share stays, the rest was taken out or put in.
 * What is the same and added, joined by blanks, is the later text; what is the same and removed, the earlier. White space
 * counts as one blank. Two empty texts have no difference and no runs.
 * @example wordDiff('we act alone', 'we act as one') // same 'we act', removed 'alone', added 'as one'
 */
export function wordDiff(before: string, after: string): WordRun[] {
  const [from, to] = [wordsOf(before), wordsOf(after)]
  const shared = lengths(from, to)
  const runs: { is: WordRun['is']; words: string[] }[] = []
  const add = (is: WordRun['is'], word: string) => {
    const last = runs.at(-1)
    if (last?.is === is) last.words.push(word)
    else runs.push({ is, words: [word] })
  }
  let [i, j] = [0, 0]
  while (i < from.length || j < to.length) {
    const [was, now] = [from[i], to[j]]
    if (was !== undefined && was === now) {
      add('same', was)
      i += 1
      j += 1
    } else if (was !== undefined && (now === undefined || at(shared, i + 1, j) >= at(shared, i, j + 1))) {
      add('removed', was)
      i += 1
    } else {
      add('added', now as string)
      j += 1
    }
  }
  return runs.map(({ is, words }) => ({ is, text: words.join(' ') }))
}

const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean)
const at = (table: readonly (readonly number[])[], i: number, j: number) => table[i]?.[j] ?? 0

/** How many words the rest of both texts share, from each pair of places on. */
function lengths(from: readonly string[], to: readonly string[]): number[][] {
  const table = from.map(() => to.map(() => 0))
  for (let i = from.length - 1; i >= 0; i -= 1)
    for (let j = to.length - 1; j >= 0; j -= 1) {
      const row = table[i] as number[]
      row[j] = from[i] === to[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1))
    }
  return table
}
