'use client'
import { useTranslations } from 'use-intl/react'
import { Mark } from '#app/_ui/mark.tsx'
import { sayFigure } from '#app/_words/say-number.ts'
import type { Cell, DisagreementReport } from '#server/analysis/report.ts'
import './differ.css'
import { KindLabel } from './kind-label.tsx'
import type { MarkedPartner } from './marked-partner.ts'
import { inTalkOrder } from './talk-order.ts'

const SIGNS = { for: '✓', against: '✕', neither: '○', unclear: '?', remit: '–', none: '' } as const

/** Every partner on every statement, as a table: colour, sign and word. Blank is no answer; too few is said so. */
export function PartnerMatrix({
  report,
  partners,
}: {
  report: DisagreementReport
  partners: readonly MarkedPartner[]
}) {
  const t = useTranslations('answers')
  const differ = useTranslations('differ')
  const sideWord = useSideWord()
  const columns = report.network.order?.partners ?? []
  const answered = partners.filter(({ id }) =>
    report.statements.some(({ cells }) =>
      cells.some((cell) => cell.partnerId === id && (cell.suppressed || (cell.side !== null && cell.side !== 'none'))),
    ),
  )
  // Like stands beside like, so that camps can be seen; whoever has no place there stands last.
  const placeOf = (id: string) => (columns.indexOf(id) + 1 || columns.length + 1) - 1
  const shown = [...answered].sort((a, b) => placeOf(a.id) - placeOf(b.id))
  const undecided = new Set(
    report.partners.flatMap(({ id, stances = [] }) =>
      stances
        .filter(({ lean, interval }) => lean === 'undecided' && interval)
        .map(({ statementId }) => `${id} ${statementId}`),
    ),
  )
  return (
    <section aria-labelledby="matrix">
      <h2 id="matrix">{t('matrix')}</h2>
      <p className="muted">
        {report.minimumCell > 1 && `${t('matrixLead', { minimum: report.minimumCell })} ${t('matrixOneWord')} `}
        {t('matrixNumbers')}
      </p>
      <ul className="plain-list legend small">
        {(['for', 'neither', 'against', 'unclear', 'remit'] as const).map((side) => (
          <li key={side}>
            <span className={`stance ${side}`} aria-hidden="true">
              {SIGNS[side]}
            </span>
            {sideWord(side)}
          </li>
        ))}
        {undecided.size > 0 && (
          <li>
            <span className="stance neither undecided" aria-hidden="true">
              {SIGNS.neither}
            </span>
            {differ('undecidedLegend')}
          </li>
        )}
      </ul>
      <ul className="plain-list legend small">
        {shown.map(({ id, name, initials, markNo }) => (
          <li key={id}>
            <Mark initials={initials} no={markNo} /> {name}
          </li>
        ))}
      </ul>
      {/* A wide table scrolls by itself, and must be reachable to do so. */}
      <section className="table-wrap" aria-label={t('scroll')} tabIndex={0}>
        <table className="matrix">
          <thead>
            <tr>
              <th scope="col">{t('statement')}</th>
              {shown.map((partner) => (
                <th key={partner.id} scope="col">
                  <Mark initials={partner.initials} no={partner.markNo} label={partner.name} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rowsInOrder(report).map((statement) => (
              <tr key={statement.id}>
                <th scope="row">
                  <span style={{ display: 'block', minInlineSize: '13rem', fontWeight: 400 }}>
                    {report.statements.indexOf(statement) + 1}. {statement.text}
                  </span>
                  <KindLabel kind={statement.kind} />
                </th>
                {shown.map((partner) => (
                  <td key={partner.id}>
                    <CellMark
                      cell={statement.cells.find(({ partnerId }) => partnerId === partner.id)}
                      undecided={undecided.has(`${partner.id} ${statement.id}`)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

/** The rows by likeness, as the report orders them; by what to talk about where it doesn't. */
function rowsInOrder(report: DisagreementReport) {
  const order = report.network.order?.statements
  const byTalk = inTalkOrder(report)
  return order ? [...byTalk].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id)) : byTalk
}

const SIDES = {
  for: 'for',
  against: 'against',
  neither: 'neither',
  unclear: 'unclear',
  remit: 'remitFor',
} as const

/** A side's words without the names that follow them elsewhere. */
function useSideWord() {
  const t = useTranslations('answers')
  return (side: keyof typeof SIDES) => t(SIDES[side], { who: '' }).replace(/:\s*$/, '')
}

function CellMark({ cell, undecided }: { cell: Cell | undefined; undecided: boolean }) {
  const differ = useTranslations('differ')
  const t = useTranslations('answers')
  const sideWord = useSideWord()
  if (!cell || cell.side === 'none') return null
  if (cell.suppressed || cell.side === null) return <span className="small muted">{t('tooFew')}</span>
  return (
    <span className={undecided ? `stance ${cell.side} undecided` : `stance ${cell.side}`}>
      <span aria-hidden="true">
        {SIGNS[cell.side]} {cell.stance === null ? '' : sayFigure(cell.stance * 2, 1, 0)}
      </span>
      <span className="unseen">
        {sideWord(cell.side)}
        {undecided && `, ${differ('undecided')}`}
      </span>
    </span>
  )
}
