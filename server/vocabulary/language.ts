/** The languages the pages speak, by their tags. Their names stand apart (language-names.ts): most phones never show them. */
export const TAGS = ['en-GB', 'cy', 'fr', 'es', 'nl', 'de', 'ar'] as const
export type Language = (typeof TAGS)[number]

/** What is spoken when nobody says otherwise, and what all other languages are translated from. */
export const FIRST_LANGUAGE: Language = 'en-GB'

/** Which way a language is written. */
export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr')

/**
 * A language we speak, by its tag or by the first part of it; undefined for any other text.
 * @example readLanguage('EN-us') // 'en-GB'
 */
export function readLanguage(tag: string | undefined): Language | undefined {
  const asked = tag?.trim().toLowerCase()
  const first = asked?.split('-')[0]
  return (
    TAGS.find((tag) => tag.toLowerCase() === asked) ?? TAGS.find((tag) => tag.toLowerCase().split('-')[0] === first)
  )
}

/**
 * The language to answer in: the one that was chosen, else the first that a browser asks for (Accept-Language) and we speak,
 * else English.
 */
export function chooseLanguage(chosen: string | undefined, accepted: string | undefined): Language {
  return (
    readLanguage(chosen) ??
    asked(accepted ?? '')
      .map(readLanguage)
      .find(Boolean) ??
    FIRST_LANGUAGE
  )
}

/** The tags of an Accept-Language line, those wanted most first, without those that are not wanted at all. */
function asked(line: string): string[] {
  return line
    .split(',', 20)
    .map((part) => {
      const [tag = '', ...rest] = part.split(';')
      const weight = rest.map((one) => one.trim()).find((one) => one.startsWith('q='))
      return { tag, weight: weight ? Number(weight.slice(2)) : 1 }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag)
}
