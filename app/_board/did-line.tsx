'use client'
import { useTranslations } from 'use-intl/react'
import type { Did } from './hands.ts'

/** What one has just done, said to those who can’t see it. */
export function DidLine({ did }: { did: Did | undefined }) {
  const say = useDeedWords()
  return (
    <span className="muted small did" role="status">
      {/* Anew with each deed: the same words twice are said twice. */}
      {did && <span key={did.nth}>{say(did)}</span>}
    </span>
  )
}

function useDeedWords(): (did: Did) => string {
  const t = useTranslations('board')
  const corners = useTranslations('corners')
  return (did) => {
    switch (did.is) {
      case 'added':
      case 'moved':
        return t(did.is, { place: corners(did.place), no: did.no })
      case 'grouped':
      case 'named':
        return t(`did.${did.is}`, { title: did.title })
      case 'undone':
      case 'redone': {
        const what = did.is
        const text = did.text?.slice(0, 100)
        if (text === undefined) return t('did.turned', { what })
        if (!did.at) return t('did.turnedOff', { what, text })
        return t('did.turnedTo', { what, text, place: corners(did.at.place), no: did.at.no })
      }
      case 'ungrouped':
      case 'nothing':
      case 'taken':
        return t(`did.${did.is}`)
      default:
        return t(did.is)
    }
  }
}
