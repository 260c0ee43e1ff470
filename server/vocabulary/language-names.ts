import type { Language } from './language.ts'

interface Spoken {
  readonly tag: Language
  readonly name: string
  readonly draft: string | null
}

/**
 * The languages the pages speak: each tag, its name and the word for "draft" in itself. A language that nobody of its speakers has
 * checked is a draft. Names stand here and not in the catalogues, because whoever looks for their own language can't read the
 * page's.
 */
export const LANGUAGES = [
  { tag: 'en-GB', name: 'English', draft: null },
  { tag: 'cy', name: 'Cymraeg', draft: 'drafft' },
  { tag: 'fr', name: 'Français', draft: 'provisoire' },
  { tag: 'es', name: 'Español', draft: 'borrador' },
  { tag: 'nl', name: 'Nederlands', draft: 'concept' },
  { tag: 'de', name: 'Deutsch', draft: 'Entwurf' },
  { tag: 'ar', name: 'العربية', draft: 'مسودّة' },
] as const satisfies readonly Spoken[]

/** What a language is called, and whether its words are a draft. */
export const aboutLanguage = (language: Language): Spoken =>
  LANGUAGES.find(({ tag }) => tag === language) ?? LANGUAGES[0]
