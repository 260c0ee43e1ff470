/** What became of a text that somebody typed. */
export type ReadText =
  | { is: 'fine'; text: string }
  | { is: 'empty' }
  | { is: 'too-long'; length: number; limit: number }
  | { is: 'not-storable' }

// NUL and half a surrogate pair can't be stored, or would come back as something else.
const HALF_PAIR = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/
const isStorable = (text: string) => !text.includes('\0') && !HALF_PAIR.test(text)

// Signs that turn the reading direction of what follows, or are not seen at all. What joins emoji families and makes
// regional flags stays.
const UNSEEN = /(?![\u200D\u{E0020}-\u{E007F}])[\p{Cc}\p{Cf}]|\u115F|\u1160|\u3164|\uFFA0/gu

/**
 * A text of several lines: line ends made one kind, the white space around it taken off, nothing else changed.
 * `limit` counts characters as a person's form does (UTF-16 units, like maxlength).
 * @example readText('  yes ', 10) // { is: 'fine', text: 'yes' }
 * @example readText('   ', 10) // { is: 'empty' }
 */
export function readText(raw: string, limit: number): ReadText {
  const text = raw.replace(/\r\n?/g, '\n').trim()
  if (text === '') return { is: 'empty' }
  if (text.length > limit) return { is: 'too-long', length: text.length, limit }
  if (!isStorable(text)) return { is: 'not-storable' }
  return { is: 'fine', text }
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * A name of one line: signs that can't be seen or that turn the text around are taken out, white space is folded.
 * `limit` counts graphemes, so that no alphabet or emoji is short-changed.
 * @example readName(' Sam  Jones ', 60) // { is: 'fine', text: 'Sam Jones' }
 */
export function readName(raw: string, limit: number): ReadText {
  if (!isStorable(raw)) return { is: 'not-storable' }
  // Sixteen units a grapheme is more than any name needs, and keeps the counting below from being made to work hard.
  if (raw.length > limit * 16) return { is: 'too-long', length: raw.length, limit }
  const text = raw.replace(/\s+/g, ' ').replace(UNSEEN, '').trim().normalize('NFC')
  if (text === '' || /^\u200D+$/.test(text)) return { is: 'empty' }
  const length = [...graphemes.segment(text)].length
  return length > limit ? { is: 'too-long', length, limit } : { is: 'fine', text }
}

/**
 * The beginning of a text that fits the limit (UTF-16 units), cut between graphemes so that no emoji falls apart.
 * @example cutText('Fish 🐟', 6) // 'Fish'
 */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text
  let end = 0
  for (const { index, segment } of graphemes.segment(text.slice(0, limit * 2))) {
    if (index + segment.length > limit) break
    end = index + segment.length
  }
  return text.slice(0, end).trimEnd()
}
