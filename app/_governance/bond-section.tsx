import { sayFigure } from '#app/_words/say-number.ts'
import { pick, words } from '#app/_words/words.ts'
import type { OwnBonds } from '#server/bond/find.ts'
import type { Bonds } from '#server/steering/bonds.ts'
import { BOND_ITEMS } from '#server/vocabulary/governance.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { GovernanceDeed } from './governance-deeds.tsx'

/** What people say of working with each other's organisations, all together; and where this person says it, in private. */
export function BondSection({ networkId, year, own }: { networkId: NetworkId; year: Bonds; own: OwnBonds }) {
  const t = words('governance')
  return (
    <section aria-labelledby="bonds">
      <h2 id="bonds">{t('bonds')}</h2>
      <p>{t('bondsLead')}</p>
      {year.is === 'hidden' ? (
        <p className="muted">{t('bondsHidden')}</p>
      ) : (
        <>
          <p>{t('bondsOf', { people: year.people, pairs: year.pairs })}</p>
          <dl className="facts">
            {BOND_ITEMS.map((item) => (
              <div key={item}>
                <dt>{t(`bondItems.${item}`)}</dt>
                <dd>
                  {year.means[item] == null ? (
                    <span className="muted">{t('hidden')}</span>
                  ) : (
                    sayFigure(year.means[item], 1)
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {own.open.length > 0 && (
        <>
          <h3>{t('bondsAsk')}</h3>
          <p className="muted">{t('bondsPrivate')}</p>
          {own.open.map(({ id, name }) => (
            <GovernanceDeed
              key={id}
              is="bond"
              networkId={networkId}
              partner={{ id, name }}
              messages={pick('governance', 'refusal', 'common')}
            />
          ))}
        </>
      )}
      {own.rated.length > 0 && (
        <p className="muted">{t('bondsDone', { partners: own.rated.map(({ partner }) => partner.name).join(', ') })}</p>
      )}
    </section>
  )
}
