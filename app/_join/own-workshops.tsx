import { sayDayOf } from '#app/_words/say-day.ts'
import { words } from '#app/_words/words.ts'
import type { OwnWork } from '#server/participant/find-own-work.ts'

/** Where somebody took part: each opens with what they gave, on whatever device they are. */
export function OwnWorkshops({ work }: { work: readonly OwnWork[] }) {
  const t = words('keep')
  if (work.length === 0) return null
  return (
    <section aria-labelledby="own-workshops">
      <h2 id="own-workshops">{t('own')}</h2>
      <ul className="plain-list stack">
        {work.map(({ seatId, sessionId, name, networkName, zone, openedAt }) => (
          <li key={seatId} className="panel row apart">
            <span>
              <strong>{name}</strong>
              <br />
              <span className="muted">
                {networkName} · {sayDayOf(openedAt, zone)}
              </span>
            </span>
            <form action={`/session/${sessionId}/seat`} method="post">
              <input type="hidden" name="seat" value={seatId} />
              <button type="submit" className="button" aria-label={t('openName', { name })}>
                {t('open')}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}
