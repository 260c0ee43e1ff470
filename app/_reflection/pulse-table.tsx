import { sayFigure, saySigned } from '#app/_words/say-number.ts'
import { words } from '#app/_words/words.ts'
import type { BandPulse } from '#server/agency/pulse.ts'
import { AGENCY_ITEMS } from '#server/vocabulary/reflection.ts'

const signed = (value: number) => (Math.abs(value) > 0.05 ? saySigned(value, 1) : '0')

/** How able people feel to act, by where they stand: means with the change since the last workshop, or that too few answered. */
export function PulseTable({ bands }: { bands: readonly BandPulse[] }) {
  const t = words('reflection')
  return (
    <div className="table-wrap">
      <table>
        <caption className="muted small">{t('pulseLead')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('bandHead')}</th>
            {AGENCY_ITEMS.map((item) => (
              <th key={item} scope="col">
                {t(`items.${item}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bands.map((band) => (
            <tr key={band.band}>
              <th scope="row">
                {t(`bands.${band.band}`)}
                {band.is === 'shown' && (
                  <span className="muted"> {t(band.isOfBefore ? 'ofBefore' : 'of', { n: band.n })}</span>
                )}
              </th>
              {band.is === 'hidden' ? (
                <td colSpan={AGENCY_ITEMS.length} className="muted">
                  {t('hidden')}
                </td>
              ) : (
                AGENCY_ITEMS.map((item) => (
                  <td key={item}>
                    {sayFigure(band.means[item], 1)}{' '}
                    <span className="muted">
                      {band.change ? t('changed', { change: signed(band.change[item]) }) : t('noChange')}
                    </span>
                  </td>
                ))
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
