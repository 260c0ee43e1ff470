'use client'
import { useTranslations } from 'use-intl/react'
import { NAMED } from '#app/_disagreement/marked-partner.ts'
import { sayDayOf } from '#app/_words/say-day.ts'
import type { Version } from '#server/proposition/find.ts'
import { SLOTS, type WordRun } from '#server/vocabulary/proposition.ts'
import { GivenAnswers } from './given-answers.tsx'
import { Sentence } from './sentence.tsx'

/**
 * Every version, the newest first, the words of the one that stands `above` left out: what changed word by word, where its words
 * come from, who was there and what they said.
 */
export function VersionList({ versions, above, zone }: { versions: readonly Version[]; above: number; zone: string }) {
  const t = useTranslations('proposition')
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{t('versions')}</h2>
      <ol className="plain-list stack" reversed>
        {versions.map((version) => (
          <li key={version.no} className="panel">
            <OneVersion version={version} isAbove={version.no === above} zone={zone} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function OneVersion({ version, isAbove, zone }: { version: Version; isAbove: boolean; zone: string }) {
  const t = useTranslations('proposition')
  const { no, savedAt, sitting, slots, changed, asking } = version
  return (
    <article>
      <h3>{t('version', { no })}</h3>
      <p className="muted small">{t('saved', { day: sayDayOf(savedAt, zone), sitting: sitting?.name ?? 'none' })}</p>
      {!isAbove && <Sentence slots={slots} />}
      {changed && (
        <>
          <h4>{t('changed', { no: no - 1 })}</h4>
          <dl className="facts">
            {SLOTS.filter((slot) => changed[slot].some(({ is }) => is !== 'same')).map((slot) => (
              <div key={slot}>
                <dt>{t(`slots.${slot}`)}</dt>
                <dd>
                  <Runs runs={changed[slot]} />
                </dd>
              </div>
            ))}
          </dl>
          <p className="muted small">{t('changedKey')}</p>
        </>
      )}
      <Present present={version.present} />
      {!isAbove && <GivenAnswers {...version} />}
      {asking === 'not_asked' && <p className="muted">{t('notAsked')}</p>}
      <Origins slots={slots} />
    </article>
  )
}

/** A text with what came in underlined and what went out struck through. */
function Runs({ runs }: { runs: readonly WordRun[] }) {
  const kinds = { same: 'span', added: 'ins', removed: 'del' } as const
  let at = 0
  return (
    <>
      {runs.map(({ is, text }) => {
        const Kind = kinds[is]
        at += 1
        return (
          <span key={at}>
            <Kind>{text}</Kind>{' '}
          </span>
        )
      })}
    </>
  )
}

function Present({ present }: Pick<Version, 'present'>) {
  const t = useTranslations('proposition')
  if (present.length === 0) return <p className="muted">{t('presentNone')}</p>
  const people = present.reduce((sum, one) => sum + one.people, 0)
  return (
    <details open={present.length <= NAMED}>
      <summary>
        {t('present')} ({people})
      </summary>
      <ul className="plain-list">
        {present.map(({ partner, people, names }) => (
          <li key={partner?.id ?? ''}>
            {t('presentOne', { partner: partner?.name ?? t('unlisted'), people })}
            {names.length > 0 && <span className="muted"> ({names.join(', ')})</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Which card or statement became which part. */
function Origins({ slots }: Pick<Version, 'slots'>) {
  const t = useTranslations('proposition')
  const from = SLOTS.filter((slot) => slots[slot].sources.length > 0)
  if (from.length === 0) return null
  return (
    <details>
      <summary>{t('origins')}</summary>
      <dl className="facts">
        {from.map((slot) => (
          <div key={slot}>
            <dt>{t(`slots.${slot}`)}</dt>
            {slots[slot].sources.map(({ kind, id, text }) => (
              <dd key={id}>{t('source', { kind, text })}</dd>
            ))}
          </div>
        ))}
      </dl>
    </details>
  )
}
