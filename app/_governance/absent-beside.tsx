import { Link } from '#app/_ui/link.tsx'
import { words } from '#app/_words/words.ts'
import type { AbsentGroup } from '#server/absent/find.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'

/** Stands beside whatever partners agree on: who is affected and had no say in it, or that nobody has looked. */
export function AbsentBeside({ networkId, groups }: { networkId: NetworkId; groups: readonly AbsentGroup[] }) {
  const t = words('governance')
  const absent = groups.filter(({ state }) => state !== 'seated')
  return (
    <section className="banner" aria-label={t('absent')}>
      <p>{absent.length === 0 ? t('besideNone') : t('beside', { count: absent.length })}</p>
      {absent.length > 0 && (
        <ul className="plain-list">
          {absent.map(({ id, name, owner, state }) => (
            <li key={id}>
              {name}
              <span className="muted"> {t('besideOne', { state: t(`absentStates.${state}`), owner })}</span>
            </li>
          ))}
        </ul>
      )}
      <p>
        <Link href={`/network/${networkId}/governance#absent`}>{t('besideLink')}</Link>
      </p>
    </section>
  )
}
