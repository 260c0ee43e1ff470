import { Link } from '#app/_ui/link.tsx'
import { words } from '#app/_words/words.ts'
import type { Authoriser } from '#server/authoriser/find.ts'
import { BASES, SUPPORT_LEVELS } from '#server/vocabulary/backing.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'

/** The register as a map: paper above, trust below; from against on the left to champion on the right. */
export function BackerMap({ networkId, backers }: { networkId: NetworkId; backers: readonly Authoriser[] }) {
  const t = words('backing')
  const unknown = backers.some(({ support }) => support.length === 0)
  const columns = [...(unknown ? [null] : []), ...SUPPORT_LEVELS]
  const at = (basis: Authoriser['basis'], level: (typeof columns)[number]) =>
    backers.filter((one) => one.basis === basis && (one.support[0]?.level ?? null) === level)
  return (
    <>
      <p className="muted">{t('mapLead')}</p>
      <section className="table-wrap" aria-label={t('mapTitle')} tabIndex={0}>
        <table className="map">
          <caption>{t('mapTitle')}</caption>
          <thead>
            <tr>
              <td />
              {columns.map((level) => (
                <th key={level ?? 'unknown'} scope="col">
                  {level ? t(`levels.${level}`) : t('levelUnknown')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {BASES.map((basis) => (
              <tr key={basis}>
                <th scope="row">{t(`bases.${basis}`)}</th>
                {columns.map((level) => (
                  <td key={level ?? 'unknown'}>
                    {at(basis, level).map(({ id, label, singleThread }) => (
                      <p key={id} className={singleThread ? 'place one' : 'place'}>
                        <span className="map-level">{level ? t(`levels.${level}`) : t('levelUnknown')}</span>
                        <Link href={`/network/${networkId}/backing/${id}`}>{label}</Link>
                        {singleThread && <span className="small"> – {t('restsOnOne')}</span>}
                      </p>
                    ))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
