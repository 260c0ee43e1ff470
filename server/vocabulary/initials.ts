const letters = (word: string) => word.normalize('NFD').replace(/[^\p{L}\p{N}]/gu, '')

/**
 * Two letters for a partner's mark, unlike every one that is taken: first letters of two words, else two of the first word,
 * else a letter and a digit.
 * @example initialsFor('City Council', []) // 'CC'
 * @example initialsFor('City Council', ['CC']) // 'CI'
 */
export function initialsFor(name: string, taken: readonly string[]): string {
  const words = name
    .split(/[\s,–—-]+/)
    .map(letters)
    .filter(Boolean)
  const [first = 'X', ...others] = words
  const head = first[0] ?? 'X'
  const pairs = [
    ...others.map((word) => head + word[0]),
    ...[...first.slice(1), ...others.join('')].map((letter) => head + letter),
  ]
  const digits = Array.from({ length: 9 }, (_, i) => `${head}${i + 1}`)
  const last = Array.from({ length: 990 }, (_, i) => `${head}${i + 10}`)
  const free = [...pairs, ...digits, ...last].map((pair) => pair.toUpperCase()).find((pair) => !taken.includes(pair))
  return free ?? head.toUpperCase()
}
