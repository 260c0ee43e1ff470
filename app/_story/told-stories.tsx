import { Said } from '#app/_words/said.tsx'
import { sayDayOf } from '#app/_words/say-day.ts'
import { words } from '#app/_words/words.ts'
import type { ToldAt } from '#server/story/find.ts'

/** The stories that earlier workshops were told: how it all began, for whoever comes later. */
export function ToldStories({ told, zone }: { told: readonly ToldAt[]; zone: string }) {
  const t = words('story')
  return (
    <section aria-labelledby="our-story" className="stack">
      <div>
        <h2 id="our-story">{t('ours')}</h2>
        <p className="muted">{t(told.length === 0 ? 'oursNone' : 'oursLead')}</p>
      </div>
      {told.map(({ sitting, stories }, i) => (
        // How it began is read at once, what was told later at a tap.
        <details key={sitting.id} open={i === 0}>
          <summary>
            {t('toldIn', { sitting: sitting.name, day: sayDayOf(sitting.closedAt, zone), count: stories.length })}
          </summary>
          <ul className="plain-list" aria-label={t('toldList', { sitting: sitting.name })}>
            {stories.map(({ id, text, teller, name, partner }) => (
              <li key={id} className="note">
                <p>
                  <Said>{text}</Said>
                </p>
                <span className="small muted">
                  {[teller && t('toldBy', { teller }), name, partner].filter(Boolean).join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  )
}
