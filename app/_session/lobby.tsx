'use client'
import { useTranslations } from 'use-intl/react'
import { useStepWords } from '#app/_plan/use-step-words.ts'
import { Mark } from '#app/_ui/mark.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { Me } from './me.ts'

type Partner = SessionNow['people']['partners'][number]

/** Before the workshop begins: that one is in, who else is here, and what will happen. */
export function Lobby({ now, me, partner }: { now: SessionNow; me: Me; partner?: Partner }) {
  const t = useTranslations('session')
  const join = useTranslations('join')
  const words = useStepWords()
  const organisations = now.people.partners.filter(({ here }) => here > 0)
  return (
    <div className="stack">
      <div>
        <h1>{t('youAreIn')}</h1>
        <p className="who">
          {partner && <Mark initials={partner.initials} no={partner.markNo} />}
          <strong>{[partner?.name ?? me.askedPartner, me.name].filter(Boolean).join(' · ')}</strong>
        </p>
        {!partner && <p className="banner warn">{t('waitLead', { name: me.askedPartner ?? '' })}</p>}
        <p>{t('welcome')}</p>
        <p aria-live="polite">{t('here', { people: now.people.count, organisations: organisations.length })}</p>
        <p className="dots">
          {organisations.map(({ id, name, initials, markNo }) => (
            <Mark key={id} initials={initials} no={markNo} label={name} />
          ))}
        </p>
      </div>
      <section>
        <h2>{t('whatHappens')}</h2>
        <ol style={{ paddingInlineStart: '1.5rem' }}>
          {now.plan
            .filter(({ kind, state }) => kind !== 'join' && state === 'planned')
            .map((one) => (
              <li key={one.id}>{words.title(one)}</li>
            ))}
        </ol>
      </section>
      <p className="muted">
        {now.voice === 'named'
          ? join('namedVoice')
          : now.attribution === 'names'
            ? join('shownNames')
            : now.attribution === 'none'
              ? join('shownNobody')
              : join('shownPartner')}
      </p>
    </div>
  )
}
