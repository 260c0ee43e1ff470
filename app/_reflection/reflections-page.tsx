import { Crumbs } from '#app/_network/crumbs.tsx'
import { Link } from '#app/_ui/link.tsx'
import { Said } from '#app/_words/said.tsx'
import { sayMoment } from '#app/_words/say-day.ts'
import { pick, words } from '#app/_words/words.ts'
import type { BandPulse } from '#server/agency/pulse.ts'
import type { Reflection, Reflections } from '#server/reflection/find.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { OwnDeeds } from './own-deeds.tsx'
import { PulseTable } from './pulse-table.tsx'

interface Props {
  network: { id: NetworkId; name: string }
  zone: string
  found: Reflections
  /** Null for observers, who are not told it and write nothing. */
  bands: readonly BandPulse[] | null
}

/** What people made of what happened: one's own, what others wrote for one to read, and the agency pulse. */
export function ReflectionsPage({ network, zone, found, bands }: Props) {
  const t = words('reflection')
  const own = found.reflections.filter(({ mine }) => mine)
  const others = found.reflections.filter(({ mine }) => !mine)
  const list = (id: string, title: string, some: readonly Reflection[], none: string) => (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {title} ({some.length})
      </h2>
      {some.length === 0 && <p className="muted">{none}</p>}
      <ul className="plain-list stack">
        {some.map((reflection) => (
          <li key={reflection.id} className="panel">
            <One network={network} zone={zone} reflection={reflection} hasOrganisation={found.hasOrganisation} />
          </li>
        ))}
      </ul>
    </section>
  )
  return (
    <div className="stack">
      <div>
        <Crumbs network={network} />
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
        {bands && (
          <Link className="button first" href={`/network/${network.id}/reflections/new`}>
            {t('write')}
          </Link>
        )}
      </div>
      {bands && list('own', t('own'), own, t('ownNone'))}
      {list('others', t('others'), others, t('othersNone'))}
      {bands && (
        <section aria-labelledby="pulse">
          <h2 id="pulse">{t('pulse')}</h2>
          <PulseTable bands={bands} />
        </section>
      )}
    </div>
  )
}

function One({
  network,
  zone,
  reflection,
  hasOrganisation,
}: {
  network: Props['network']
  zone: string
  reflection: Reflection
  hasOrganisation: boolean
}) {
  const t = words('reflection')
  const { author, partner, happened, soWhat, nowWhat, audience, writtenAt, activityId, mine } = reflection
  const parts = [
    ['happened', happened],
    ['soWhat', soWhat],
    ['nowWhat', nowWhat],
  ] as const
  return (
    <article>
      <p className="muted small">
        {[
          mine ? t(`audienceNow.${audience}`) : [author, partner].filter(Boolean).join(', '),
          sayMoment(writtenAt, zone),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {parts
        .filter(([, text]) => text)
        .map(([name, text]) => (
          <p key={name} style={{ whiteSpace: 'pre-wrap' }}>
            <strong>{t(`heads.${name}`)}</strong> <Said>{text}</Said>
          </p>
        ))}
      {activityId && (
        <p>
          <Link href={`/network/${network.id}/activities/${activityId}`}>{t('became')}</Link>
        </p>
      )}
      {mine && (
        <OwnDeeds
          networkId={network.id}
          reflection={reflection}
          hasOrganisation={hasOrganisation}
          messages={pick('reflection', 'corners', 'refusal', 'common')}
        />
      )}
    </article>
  )
}
