'use client'
import { useTranslations } from 'use-intl/react'
import { drawGrid, type Square } from '#app/_chart/grid-picture.ts'
import { Mark } from '#app/_ui/mark.tsx'
import { usePrinting } from '#app/_ui/use-printing.ts'
import type { Cell, DisagreementReport, StatementReport } from '#server/analysis/report.ts'
import { labelOf as kindSaid } from '#server/vocabulary/label.ts'
import { ChartFrame } from './chart-frame.tsx'
import './matrix.css'
import { KindLabel } from './kind-label.tsx'
import type { MarkedPartner } from './marked-partner.ts'
import { MatrixCell, SIGNS, useCellWord, useSideWord } from './matrix-cell.tsx'
import { signed } from './signed.ts'
import { isAnyTold } from './spread-untold.ts'
import { inTalkOrder } from './talk-order.ts'

interface Props {
  report: DisagreementReport
  partners: readonly MarkedPartner[]
  about: string
}

// With more columns than this, numbers stand in the table alone.
const WITH_NUMBERS = 16
// An upright sheet of A4 holds this many beside the statements.
const ON_A_SHEET = 22

/** Every partner on every statement: colour, sign and word. Blank is no answer; too few is said so. */
export function PartnerMatrix({ report, partners, about }: Props) {
  const t = useTranslations('answers')
  const differ = useTranslations('differ')
  const cellWord = useCellWord()
  const printing = usePrinting()
  const shown = inOrder(report, partners)
  const rows = rowsInOrder(report)
  const labelOf = (statement: StatementReport) => `${report.statements.indexOf(statement) + 1}. ${statement.text}`
  const cellOf = cellsById(rows)
  if (shown.length === 0) return null
  const areAverages = rows.some(({ cells }) => cells.some(({ counts }) => counts !== null))
  const withNumbers = shown.length <= WITH_NUMBERS
  const example = exampleIn(rows[0], report, shown)
  const numbers = !withNumbers
    ? differ('matrix.inTable')
    : report.minimumCell <= 1
      ? differ('matrix.voices')
      : areAverages
        ? t('matrixNumbers')
        : differ('matrix.numbers')
  return (
    <ChartFrame
      id="matrix"
      topic={t('matrix')}
      finding={
        report.statements.some(isAnyTold) ? differ('matrix.finding', apartOn(report)) : differ('matrix.findingNone')
      }
      about={about}
      file="matrix"
      sheet={() => ({
        head: [t('statement'), ...shown.map(({ name }) => name)],
        rows: rows.map((statement) => [
          labelOf(statement),
          ...shown.map(({ id }) => cellWord(cellOf(statement.id, id)) || null),
        ]),
      })}
      picture={() =>
        drawGrid(
          shown.map(({ name }) => name),
          rows.map((statement) => ({
            label: labelOf(statement),
            squares: shown.map(({ id }) => squareOf(cellOf(statement.id, id))),
          })),
        )
      }
      how={
        <p>
          {differ(areAverages ? 'matrix.howAverages' : 'matrix.how')} {example && differ('here.cell', example)}
        </p>
      }
    >
      <p className="muted small">
        {report.minimumCell > 1 && `${t('matrixLead', { minimum: report.minimumCell })} ${t('matrixOneWord')} `}
        {numbers}
      </p>
      <SidesLegend hides={report.minimumCell > 1} />
      <details className="matrix-names" open={withNumbers}>
        <summary>{differ('matrix.names')}</summary>
        <ul className="plain-list legend small">
          {shown.map(({ id, name, initials, markNo }) => (
            <li key={id}>
              <Mark initials={initials} no={markNo} /> {name}
            </li>
          ))}
        </ul>
      </details>
      {(printing ? inSheets(shown) : [shown]).map((columns) => (
        // A large table scrolls by itself, and must be reachable to do so.
        <section
          key={columns[0]?.id}
          className="table-wrap matrix-wrap"
          aria-label={differ('matrix.scroll')}
          tabIndex={0}
        >
          <Table rows={rows} columns={columns} cellOf={cellOf} labelOf={labelOf} withNumbers={withNumbers} />
        </section>
      ))}
    </ChartFrame>
  )
}

/** As few sheets as can hold the columns, about as many on each. */
function inSheets(columns: readonly MarkedPartner[]): MarkedPartner[][] {
  const sheets = Math.ceil(columns.length / ON_A_SHEET)
  const each = Math.ceil(columns.length / sheets)
  return Array.from({ length: sheets }, (_, sheet) => columns.slice(sheet * each, (sheet + 1) * each))
}

interface TableProps {
  rows: readonly StatementReport[]
  columns: readonly MarkedPartner[]
  cellOf(statementId: string, partnerId: string): Cell | undefined
  labelOf(statement: StatementReport): string
  withNumbers: boolean
}

function Table({ rows, columns, cellOf, labelOf, withNumbers }: TableProps) {
  const t = useTranslations('answers')
  const cellWord = useCellWord()
  return (
    <table className="matrix">
      <thead>
        <tr>
          <th scope="col">{t('statement')}</th>
          {columns.map((partner) => (
            <th key={partner.id} scope="col">
              <span className="upright" aria-hidden="true">
                {partner.name}
              </span>
              <Mark initials={partner.initials} no={partner.markNo} label={partner.name} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((statement) => (
          <tr key={statement.id}>
            <th scope="row">
              <span className="matrix-text">{labelOf(statement)}</span>
              <KindLabel kind={kindSaid(statement)} />
            </th>
            {columns.map(({ id }) => {
              const cell = cellOf(statement.id, id)
              return (
                <td key={id}>
                  <MatrixCell cell={cell} word={cellWord(cell)} withNumber={withNumbers} />
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function SidesLegend({ hides }: { hides: boolean }) {
  const sideWord = useSideWord()
  const differ = useTranslations('differ')
  return (
    <ul className="plain-list legend small">
      {(['for', 'neither', 'against', 'unclear', 'remit'] as const).map((side) => (
        <li key={side}>
          <span className={`stance ${side}`} aria-hidden="true">
            {SIGNS[side]}
          </span>
          {sideWord(side)}
        </li>
      ))}
      {hides && (
        <li>
          <span aria-hidden="true">…</span> {differ('matrix.tooFew')}
        </li>
      )}
    </ul>
  )
}

/** Like stands beside like, so that camps can be seen; whoever has no place there stands last, who answered nothing nowhere. */
function inOrder(report: DisagreementReport, partners: readonly MarkedPartner[]): MarkedPartner[] {
  const columns = report.network.order?.partners ?? []
  const placeOf = (id: string) => (columns.indexOf(id) + 1 || columns.length + 1) - 1
  const answered = new Set(
    report.statements.flatMap(({ cells }) =>
      cells
        .filter(({ suppressed, side }) => suppressed || (side !== null && side !== 'none'))
        .map(({ partnerId }) => partnerId),
    ),
  )
  return partners.filter(({ id }) => answered.has(id)).sort((a, b) => placeOf(a.id) - placeOf(b.id))
}

/** The rows by likeness, as the report orders them; by what to talk about where it doesn't. */
function rowsInOrder(report: DisagreementReport) {
  const order = report.network.order?.statements
  const byTalk = inTalkOrder(report)
  return order ? [...byTalk].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id)) : byTalk
}

function cellsById(statements: readonly StatementReport[]) {
  const cells = new Map(
    statements.flatMap(({ id, cells: own }) => own.map((cell) => [`${id} ${cell.partnerId}`, cell] as const)),
  )
  return (statementId: string, partnerId: string): Cell | undefined => cells.get(`${statementId} ${partnerId}`)
}

/** On how many statements organisations are seen on both sides. */
function apartOn({ statements }: DisagreementReport): { count: number; of: number } {
  const has = (statement: StatementReport, side: string) => statement.cells.some((cell) => cell.side === side)
  return {
    count: statements.filter((statement) => has(statement, 'for') && has(statement, 'against')).length,
    of: statements.length,
  }
}

/** Where one organisation stands on the statement of the first row; null where that is told of none. */
function exampleIn(
  statement: StatementReport | undefined,
  report: DisagreementReport,
  shown: readonly MarkedPartner[],
) {
  const cell = statement?.cells.find(
    ({ partnerId, stance }) => stance !== null && shown.some(({ id }) => id === partnerId),
  )
  const name = shown.find(({ id }) => id === cell?.partnerId)?.name
  if (!statement || !cell || cell.stance === null || !name) return null
  return { name, value: signed(cell.stance * 2), no: report.statements.indexOf(statement) + 1 }
}

function squareOf(cell: Cell | undefined): Square | null {
  if (!cell || cell.side === 'none') return null
  if (cell.suppressed || cell.side === null) return { sign: '…', ground: null, ink: 'muted' }
  const sign = SIGNS[cell.side]
  if (cell.side === 'for') return { sign, ground: 'scale-5', ink: 'paper' }
  if (cell.side === 'against') return { sign, ground: 'scale-1', ink: 'paper' }
  return { sign, ground: cell.side === 'neither' ? 'scale-3' : null, ink: 'ink' }
}
