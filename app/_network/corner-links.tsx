import { Link } from '#app/_ui/link.tsx'
import { words } from '#app/_words/words.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'

/** The ways to the records of a network, from its page. */
export function CornerLinks({ networkId, leads }: { networkId: NetworkId; leads: boolean }) {
  const t = words('network')
  const here = `/network/${networkId}`
  return (
    <nav className="row" aria-label={t('corners')}>
      <Link className="button" href={`${here}/triangle`}>
        {t('triangle')}
      </Link>
      <Link className="button" href={`${here}/proposition`}>
        {t('proposition')}
      </Link>
      <Link className="button" href={`${here}/agreements`}>
        {t('agreements')}
      </Link>
      <Link className="button" href={`${here}/backing`}>
        {t('backing')}
      </Link>
      <Link className="button" href={`${here}/means`}>
        {t('means')}
      </Link>
      <Link className="button" href={`${here}/activities`}>
        {t('informal')}
      </Link>
      <Link className="button" href={`${here}/value`}>
        {t('value')}
      </Link>
      <Link className="button" href={`${here}/reflections`}>
        {t('reflections')}
      </Link>
      <Link className="button" href={`${here}/hearing`}>
        {t('hearing')}
      </Link>
      <Link className="button" href={`${here}/governance`}>
        {t('governance')}
      </Link>
      {leads && (
        <Link className="button" href={`${here}/changes`}>
          {t('changes')}
        </Link>
      )}
    </nav>
  )
}
