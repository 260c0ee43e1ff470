import { useTranslations } from 'use-intl/react'
import type { Scene } from './scene.ts'
import type { Present } from './use-others.ts'

/** What to call somebody: by their name where the workshop shows names, else by their partner's, or by what they do here. */
export function useNameOf(partnerOf: Scene['partnerOf']): (person: Present) => string {
  const t = useTranslations('board')
  return ({ name, partner, isConvenor }) =>
    name || (partnerOf(partner)?.name ?? t(isConvenor ? 'theConvenor' : 'someone'))
}
