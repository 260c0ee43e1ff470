/** No vowels, no look-alikes: 26 signs, so eight of them make 2.1 × 10¹¹ codes. */
export const CODE_SIGNS = '23456789BCDFGHJKMNPQRTVWXY'
export const CODE_LENGTH = 8
export type Code = string & { readonly __code: true }

// What people type when they misread the screen: signs that no code holds, and the one that was meant.
const MISREAD: Record<string, string> = { O: 'Q', '0': 'Q', I: 'J', '1': 'J', L: 'J', S: '5', Z: '2', U: 'V' }

/**
 * What was typed, as a code: case, spaces and hyphens are forgiven, and look-alikes are read as the sign that exists.
 * Undefined when it can't be one.
 * @example readCode('k7qx-4mwd') // 'K7QX4MWD'
 * @example readCode('hello') // undefined
 */
export function readCode(typed: string): Code | undefined {
  if (typed.length > 40) return undefined
  const signs = [...typed.toUpperCase().replace(/[\s\-–—._]/g, '')].map((sign) => MISREAD[sign] ?? sign)
  if (signs.length !== CODE_LENGTH || signs.some((sign) => !CODE_SIGNS.includes(sign))) return undefined
  return signs.join('') as Code
}

/**
 * A code as it is shown and read aloud: two groups of four.
 * @example showCode('K7QX4MWD') // 'K7QX 4MWD'
 */
export const showCode = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`

// The alphabet that pilots spell with: known in every language, and no two words sound alike.
const SPELLED =
  'Bravo Charlie Delta Foxtrot Golf Hotel Juliett Kilo Mike November Papa Quebec Romeo Tango Victor Whiskey X-ray Yankee'
const WORD_OF = new Map(SPELLED.split(' ').map((word) => [word[0], word]))

/**
 * A code as it is said across a room, where B and D and P sound the same.
 * @example spellCode('K7QX4MWD') // 'Kilo 7 Quebec X-ray, 4 Mike Whiskey Delta'
 */
export const spellCode = (code: string): string =>
  showCode(code)
    .split(' ')
    .map((group) => [...group].map((sign) => WORD_OF.get(sign) ?? sign).join(' '))
    .join(', ')

/** A fresh code from the platform's secure chance; signs are drawn without bias by turning away bytes past 9 × 26. */
export function newCode(): Code {
  let code = ''
  while (code.length < CODE_LENGTH) {
    const byte = globalThis.crypto.getRandomValues(new Uint8Array(1))[0] as number
    if (byte < 234) code += CODE_SIGNS[byte % 26]
  }
  return code as Code
}
