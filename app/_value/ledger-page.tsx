import { Crumbs } from '#app/_network/crumbs.tsx'
import { Pages } from '#app/_pages/pages.tsx'
import { Link } from '#app/_ui/link.tsx'
import { words } from '#app/_words/words.ts'
import type { Ledger, ValueEntry } from '#server/value/find.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { DIRECTIONS } from '#server/vocabulary/value.ts'
import '#app/_ui/counts.css'
import { Judgements } from './judgements.tsx'

const PER_PAGE = 20

/** A network's ledger of value: what partners see differently first, then losses, then gains; nothing is added up. */
export function LedgerPage({
  network,
  ledger,
  page,
  may,
}: {
  network: { id: NetworkId; name: string }
  ledger: Ledger
  /** Which page of a group is asked for, counted from 1. */
  page(group: string): number
  /** Whether this visitor may note something. */
  may: boolean
}) {
  const t = words('value')
  const { entries } = ledger
  const settled = entries.filter(({ disputed }) => !disputed)
  const groups = [
    ['disputedTitle', entries.filter(({ disputed }) => disputed)],
    ['openTitle', settled.filter(({ lossState }) => lossState === 'open')],
    ['dealingTitle', settled.filter(({ lossState }) => lossState === 'being_dealt_with')],
    ['createdTitle', settled.filter(({ lossState }) => lossState === null)],
    ['dealtTitle', settled.filter(({ lossState }) => lossState === 'dealt_with')],
  ] as const
  return (
    <div className="stack">
      <div>
        <Crumbs network={network} />
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
        {may && (
          <p>
            <Link className="button first" href={`/network/${network.id}/value/new`}>
              {t('note')}
            </Link>
          </p>
        )}
        {entries.length === 0 && <p className="muted">{t('none')}</p>}
      </div>
      {groups.map(
        ([title, some]) =>
          some.length > 0 && (
            <section key={title} aria-labelledby={title}>
              <h2 id={title}>
                {t(title)} ({some.length})
              </h2>
              <ul className="plain-list stack" aria-labelledby={title}>
                {some.slice((page(title) - 1) * PER_PAGE, page(title) * PER_PAGE).map((entry) => (
                  <Entry key={entry.id} networkId={network.id} entry={entry} />
                ))}
              </ul>
              <Pages
                path={`/network/${network.id}/value`}
                name={title}
                page={page(title)}
                count={some.length}
                size={PER_PAGE}
                of={t(title)}
              />
            </section>
          ),
      )}
      {entries.length > 0 && <Counts {...ledger} />}
    </div>
  )
}

/** What it did, what kind of value it is and whether it is disputed, each in a word. */
export function EntryTags({ entry }: { entry: ValueEntry }) {
  const t = words('value')
  return (
    <p className="row chips">
      <span className={entry.direction === 'created' ? 'kind shared' : 'kind talk'}>
        {t(`directions.${entry.direction}`)}
      </span>
      <span className="kind">{t(`dimensions.${entry.dimension}`)}</span>
      {entry.disputed && <span className="kind talk">{t('disputed')}</span>}
      {entry.lossState && <span className="kind">{t(`states.${entry.lossState}`)}</span>}
    </p>
  )
}

function Entry({ networkId, entry }: { networkId: string; entry: ValueEntry }) {
  const t = words('value')
  return (
    <li className="panel">
      <h3>
        <Link href={`/network/${networkId}/value/${entry.id}`}>{entry.text}</Link>
      </h3>
      <EntryTags entry={entry} />
      {(entry.bears || entry.gains) && (
        <p>
          {entry.bears && t('bearsSay', { who: entry.bears })}
          {entry.bears && entry.gains && <br />}
          {entry.gains && t('gainsSay', { who: entry.gains })}
        </p>
      )}
      <Judgements judgements={entry.judgements} />
    </li>
  )
}

/** How many entries each kind of value has, by direction: side by side, with no sum across. */
function Counts({ dimensions, counts }: Ledger) {
  const t = words('value')
  return (
    <section aria-labelledby="counts">
      <h2 id="counts">{t('counts')}</h2>
      <div className="table-wrap">
        <table className="counts">
          <caption className="muted small">{t('countsLead')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('dimensionHead')}</th>
              {DIRECTIONS.map((direction) => (
                <th key={direction} scope="col">
                  {t(`directions.${direction}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {dimensions.map((row) => (
              <tr key={row.dimension}>
                <th scope="row" style={{ fontWeight: 400 }}>
                  {t(`dimensions.${row.dimension}`)}
                </th>
                {DIRECTIONS.map((direction) => (
                  <td key={direction}>{row[direction] || <span className="muted">0</span>}</td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{t('all')}</th>
              {counts.map(({ direction, count }) => (
                <td key={direction}>
                  <strong>{count}</strong>
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  )
}
