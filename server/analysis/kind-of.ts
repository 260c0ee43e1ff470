import type { NamedKind, OwnKind } from '#server/vocabulary/kind.ts'
import { disperse } from './dispersion.ts'
import { countVoices, namedKind } from './named-kind.ts'
import { type Answered, areTooFew, kindBy, ownKind } from './own-kind.ts'
import type { Told } from './told.ts'

/** A statement's kind, and whether it rests on people's figures or on counts of partners. */
export type FoundKind =
  | { readonly by: 'people'; readonly kind: OwnKind }
  | { readonly by: 'partners'; readonly kind: NamedKind }

const TOO_FEW: FoundKind = { by: 'people', kind: 'too-few' }

/**
 * The kind of a statement on which people answer for themselves, by what may be told of them; by counts of partners where nobody
 * has a colleague. Too few where what may be told doesn't say how partners stand to each other.
 */
export function kindOf({ basis, apart, together }: Told, answered: Answered, asked: number): FoundKind {
  const found = disperse(apart)
  if (basis === 'all') {
    const kind = ownKind(apart, found, asked)
    return kind ? { by: 'people', kind } : { by: 'partners', kind: namedKind(countVoices(apart), asked) }
  }
  if (areTooFew(answered, asked)) return TOO_FEW
  const kind = kindBy(apart, together, found)
  return kind ? { by: 'people', kind } : TOO_FEW
}
