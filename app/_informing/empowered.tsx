import { sayDay } from '#app/_words/say-day.ts'
import { words } from '#app/_words/words.ts'
import { empoweredTo } from '#server/briefing/find.ts'
import type { UserId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'

/** What a person was given the power to do, on their own home page. Nothing where there is nothing. */
export async function Empowered({ work, userId }: { work: Work; userId: UserId }) {
  const t = words('informing')
  const entries = await empoweredTo(work.db, userId)
  if (entries.length === 0) return null
  return (
    <section aria-labelledby="empowered">
      <h2 id="empowered">{t('yours')}</h2>
      <ul className="plain-list">
        {entries.map(({ id, what, byWhom, doneOn, network }) => (
          <li key={id} className="note">
            <p>{what}</p>
            <p className="muted small">{t('yoursBy', { who: byWhom, day: sayDay(doneOn), network })}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
