import { Link } from '#app/_ui/link.tsx'
import { Said } from '#app/_words/said.tsx'
import { sayDay } from '#app/_words/say-day.ts'
import { pick, words } from '#app/_words/words.ts'
import type { Capacity } from '#server/means/find.ts'
import type { CapacityLinks } from '#server/means/open-capacity.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { MeansDeeds } from './means-deeds.tsx'
import { CapacityFacts } from './means-page.tsx'

/** One capacity: what is known of it, what it is for, who backs it, and what its keeper can do. */
export function CapacityPage({
  networkId,
  capacity,
  links,
  today,
}: {
  networkId: NetworkId
  capacity: Capacity
  links: CapacityLinks
  today: string
}) {
  const t = words('means')
  const messages = pick('means', 'refusal')
  const here = `/network/${networkId}`
  const changes = capacity.mayChange && capacity.endedOn === null
  return (
    <div className="reading record stack">
      <div>
        <CapacityFacts capacity={capacity} today={today} />
        {capacity.endedOn && <p className="banner">{t('endedOn', { day: sayDay(capacity.endedOn) })}</p>}
        {changes && (
          <Link className="button" href={`${here}/means/${capacity.id}/change`}>
            {t('change')}
          </Link>
        )}
      </div>
      <section aria-labelledby="uses">
        <h2 id="uses">{t('isFor')}</h2>
        {links.uses.length === 0 && <p className="muted">{t('forNothing')}</p>}
        <ul className="plain-list" aria-labelledby="uses">
          {links.uses.map(({ kind, id, label }) => (
            <li key={id} className="note row apart">
              <span>
                <Said>{label}</Said> <span className="muted small">{t(`use.${kind}`)}</span>
              </span>
              {changes && (
                <MeansDeeds
                  {...{ networkId, messages, label }}
                  is="release"
                  capacityId={capacity.id}
                  useKind={kind}
                  useId={id}
                />
              )}
            </li>
          ))}
        </ul>
        {changes && (
          <details>
            <summary>{t('linkFor')}</summary>
            <MeansDeeds {...{ networkId, messages }} is="assign" capacityId={capacity.id} things={links.things} />
          </details>
        )}
      </section>
      <section aria-labelledby="backed">
        <h2 id="backed">{t('backedBy')}</h2>
        {links.backers.length === 0 && <p className="muted">{t('backedByNobody')}</p>}
        <ul className="dotted">
          {links.backers.map(({ id, label }) => (
            <li key={id}>
              <Link href={`${here}/backing/${id}`}>{label}</Link>
            </li>
          ))}
        </ul>
      </section>
      {changes && (
        <details>
          <summary>{t('endIt')}</summary>
          <MeansDeeds {...{ networkId, messages, today }} is="end" capacityId={capacity.id} />
        </details>
      )}
    </div>
  )
}
