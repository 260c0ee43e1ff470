/**
 * The languages the pages speak: a tag, its name and the word for "draft" in itself, and which way it is written. A language
 * that nobody of its speakers has checked is a draft. Names stand here and not in the catalogues, because whoever looks for
 * their own language can't read the page's.
 */
export const LANGUAGES = [
  { tag: 'en-GB', name: 'English', dir: 'ltr', draft: null },
  { tag: 'cy', name: 'Cymraeg', dir: 'ltr', draft: 'drafft' },
  { tag: 'fr', name: 'Français', dir: 'ltr', draft: 'provisoire' },
  { tag: 'es', name: 'Español', dir: 'ltr', draft: 'borrador' },
  { tag: 'nl', name: 'Nederlands', dir: 'ltr', draft: 'concept' },
  { tag: 'de', name: 'Deutsch', dir: 'ltr', draft: 'Entwurf' },
  { tag: 'ar', name: 'العربية', dir: 'rtl', draft: 'مسودّة' },
] as const satisfies readonly Spoken[]

interface Spoken {
  readonly tag: string
  readonly name: string
  readonly dir: 'ltr' | 'rtl'
  readonly draft: string | null
}
export type Language = (typeof LANGUAGES)[number]['tag']

/** What is spoken when nobody says otherwise, and what all other languages are translated from. */
export const FIRST_LANGUAGE: Language = 'en-GB'

/** All that is known of a language. */
export const aboutLanguage = (language: Language): Spoken & { readonly tag: Language } =>
  LANGUAGES.find(({ tag }) => tag === language) ?? LANGUAGES[0]

/**
 * A language we speak, by its tag or by the first part of it; undefined for any other text.
 * @example readLanguage('EN-us') // 'en-GB'
 */
export function readLanguage(tag: string | undefined): Language | undefined {
  const asked = tag?.trim().toLowerCase()
  const first = asked?.split('-')[0]
  const found =
    LANGUAGES.find(({ tag }) => tag.toLowerCase() === asked) ??
    LANGUAGES.find(({ tag }) => tag.toLowerCase().split('-')[0] === first)
  return found?.tag
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
