'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { refusalOf } from '#app/_trpc/refusal-of.ts'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { convenes } from '#server/vocabulary/role.ts'
import type { Hearing } from './use-session-now.ts'

interface Props {
  hearing: Hearing
  /** The network of the workshop. */
  networkId: string
}

/** On a screen of whoever runs the room: why it hears nothing of the workshop, and what to do. */
export function Unheard({ hearing, networkId }: Props) {
  const t = useTranslations('present')
  const outbox = useTranslations('outbox')
  if (hearing === 'shown-out') return <ShownOut networkId={networkId} />
  if (hearing !== 'cut-off' && hearing !== 'walled') return null
  return (
    <p className="banner warn" role="status">
      {hearing === 'walled' ? outbox('walled') : t('cutOff')}
    </p>
  )
}

/**
 * Whoever is refused a workshop is not told why, for they may have no business with it. What they are in its network tells it:
 * whoever still runs its workshops would be let in, if this one were there.
 */
function ShownOut({ networkId }: Pick<Props, 'networkId'>) {
  const t = useTranslations('present')
  const common = useTranslations('common')
  // Signed in again elsewhere, or made a convenor again: known when the screen is looked at anew.
  const { data, error } = useQuery({ ...useTRPC().network.mine.queryOptions(), staleTime: 0 })
  if (refusalOf(error))
    return (
      <p className="banner warn" role="alert">
        {t('shownOut')} <a href="/sign-in">{common('signIn')}</a>
      </p>
    )
  if (!data) return null
  const runs = data.some(({ id, role }) => id === networkId && convenes(role))
  return (
    <p className="banner warn" role="alert">
      {t(runs ? 'gone' : 'notAllowed')}
    </p>
  )
}
