import { pick, words } from '#app/_words/words.ts'
import type { AbsentGroup } from '#server/absent/find.ts'
import type { NetworkId, PartnerId } from '#server/vocabulary/ids.ts'
import { GovernanceDeed } from './governance-deeds.tsx'

interface Props {
  networkId: NetworkId
  groups: readonly AbsentGroup[]
  partners: readonly (readonly [id: PartnerId, name: string])[]
  /** Whether this visitor may note a group. */
  may: boolean
}

/** Who is affected and has no seat, with who looks after that. */
export function AbsentSection({ networkId, groups, partners, may }: Props) {
  const t = words('governance')
  const messages = pick('governance', 'refusal', 'common')
  return (
    <section aria-labelledby="absent">
      <h2 id="absent">{t('absent')}</h2>
      <p>{t('absentLead')}</p>
      {groups.length === 0 && <p className="muted">{t('absentNone')}</p>}
      <ul className="plain-list stack" aria-labelledby="absent">
        {groups.map((group) => (
          <li key={group.id} className="panel">
            <h3>{group.name}</h3>
            <p className="row chips">
              <span className={group.state === 'absent' ? 'kind talk' : 'kind'}>
                {t(`absentStates.${group.state}`)}
              </span>
            </p>
            <p>{group.affected}</p>
            <p className="muted">
              {t('absentOwned', { owner: [group.owner, group.ownerName].filter(Boolean).join(', ') })}
            </p>
            {group.outcome && <p style={{ whiteSpace: 'pre-wrap' }}>{group.outcome}</p>}
            {group.mayChange && (
              <GovernanceDeed
                is="change-absent"
                networkId={networkId}
                partners={partners}
                group={group}
                messages={messages}
              />
            )}
          </li>
        ))}
      </ul>
      {may && <GovernanceDeed is="note-absent" networkId={networkId} partners={partners} messages={messages} />}
    </section>
  )
}
