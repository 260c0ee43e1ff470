import { directionOf, readLanguage } from '#server/vocabulary/language.ts'

/**
 * Words that somebody wrote, in the language they wrote them in: read aloud as that, and read from its own side within a
 * sentence of another. Where nobody knows the language, the words themselves tell the side.
 */
export function Said({ language, children }: { language?: string | null; children: string }) {
  const known = readLanguage(language ?? undefined)
  return (
    <span lang={known} dir={known ? directionOf(known) : 'auto'}>
      {children}
    </span>
  )
}
