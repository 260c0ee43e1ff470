'use client'
import { useTranslations } from 'use-intl/react'
import type { SessionNow } from '#server/session/now.ts'
import { MINIMUM_CELL } from '#server/vocabulary/rating-scale.ts'
import type { Step } from '#server/vocabulary/step.ts'
import type { Me } from './me.ts'

/** Where what one writes or answers comes to be seen by the room. */
const FOR_THE_ROOM: readonly Step[] = ['story', 'views', 'rate', 'activities']

/** Tells whoever is one of few from their organisation that what they write may be known for theirs. Nobody else is told. */
export function SmallGroup({ now, me }: { now: SessionNow; me: Me }) {
  const t = useTranslations('shownAs')
  const partner = now.people.partners.find(({ id }) => id === me.partnerId)
  if (!partner || now.attribution === 'names' || now.voice === 'named') return null
  if (!FOR_THE_ROOM.includes(now.step) || partner.here >= MINIMUM_CELL || partner.here === 0) return null
  return (
    <p className="banner" role="note">
      {t(now.attribution === 'none' ? 'fewNobody' : 'few', { count: partner.here, partner: partner.name })}
    </p>
  )
}

/** Whom others see with what is written here: fixed before the workshop began. */
export function ShownAs({ now }: { now: Pick<SessionNow, 'attribution' | 'moderation'> }) {
  const t = useTranslations('shownAs')
  return (
    <p className="muted small">
      {t(now.attribution)} {now.moderation === 'check' && t('checked')}
    </p>
  )
}
