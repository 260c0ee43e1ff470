import { sayDayOf } from '#app/_words/say-day.ts'
import { sayFigure } from '#app/_words/say-number.ts'
import { words } from '#app/_words/words.ts'
import type { PulseTrend } from '#server/pulse/find.ts'
import { PULSE_ITEMS } from '#server/vocabulary/governance.ts'

const one = (value: number) => sayFigure(value, 1)
const signed = (value: number) => (value > 0.05 ? `+${one(value)}` : value < -0.05 ? `−${one(-value)}` : '0')

/** The eight items over the last workshops, and against a year ago; where too few answered, that alone is told. */
export function PulseTable({ trend, zone }: { trend: PulseTrend; zone: string }) {
  const t = words('governance')
  const sittings = trend.sittings.slice(0, 4)
  if (sittings.length === 0) return <p className="muted">{t('pulseNone')}</p>
  const newest = trend.sittings.find(({ items }) => items.length > 0)
  const yearAgo = trend.sittings.find(({ id }) => id === trend.yearAgo)
  const of = (sitting: typeof newest, item: string) => sitting?.items.find((told) => told.item === item)
  return (
    <section className="table-wrap" aria-label={t('pulseTable')} tabIndex={0}>
      <table>
        <caption className="muted small">{t('pulseCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('pulseHead')}</th>
            {sittings.map(({ id, name, heldAt }) => (
              <th key={id} scope="col">
                {name}
                <br />
                <span className="muted small">{sayDayOf(heldAt, zone)}</span>
              </th>
            ))}
            <th scope="col">{t('yearAgo')}</th>
          </tr>
        </thead>
        <tbody>
          {PULSE_ITEMS.map((item) => {
            const [now, then] = [of(newest, item), of(yearAgo, item)]
            return (
              <tr key={item}>
                <th scope="row" style={{ fontWeight: 400 }}>
                  {t(`pulseItems.${item}`)}
                </th>
                {sittings.map((sitting) => {
                  const told = of(sitting, item)
                  return (
                    <td key={sitting.id}>
                      {told ? (
                        <>
                          {one(told.mean)} <span className="muted small">{t('of', { n: told.n })}</span>
                        </>
                      ) : (
                        <span className="muted">{t('hidden')}</span>
                      )}
                    </td>
                  )
                })}
                <td>{now && then ? signed(now.mean - then.mean) : <span className="muted">{t('thin')}</span>}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
