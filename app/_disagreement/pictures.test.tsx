import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { aNetwork, partnerName } from '#server/analysis/a-network.ts'
import { analyse } from '#server/analysis/analyse.ts'
import { opinionMap } from '#server/analysis/opinion-map.ts'
import type { StatementReport } from '#server/analysis/report.ts'
import { roomChange } from '#server/analysis/room-change.ts'
import { toldToRoom } from '#server/analysis/told-to-room.ts'
import { twoQuestions } from '#server/analysis/two-questions.ts'
import { ChangeChart } from './change-section.tsx'
import { DisagreementPage } from './disagreement-page.tsx'
import { StatementBars } from './statement-bars.tsx'

/** With PICTURES=folder every page is written there as it is drawn, to be looked at in a browser. */
const FOLDER = process.env.PICTURES

const sitting = (partners: number, statements: number, round: 1 | 2) => {
  const matrix = aNetwork({ partners, statements, seed: 7, round })
  return { matrix, report: analyse(matrix, { minimumCell: 3 }) }
}

function pageOf(partners: number, statements: number): string {
  const now = sitting(partners, statements, 2)
  const before = statements > 20 ? now : sitting(partners, statements, 1)
  const report = toldToRoom(now.report)
  const is = toldToRoom(before.report)
  const two = report.statements.map((should, i) => twoQuestions(should, is.statements[i] as StatementReport))
  const marked = report.partners.map(({ id }, j) => ({
    id,
    name: partnerName(j),
    initials: partnerName(j).replace(/[a-z ]/g, ''),
    markNo: j + 1,
  }))
  const shown = {
    round: 2,
    report,
    is: partners === 6 ? { report: is, two } : null,
    perceptions: report.statements.slice(0, 5).map(({ id }, i) => ({
      statementId: id,
      perception: {
        actual: (['yes', 'no', 'none'] as const)[i % 3] as 'yes',
        ...{ right: i, wrong: 3, dontKnow: 2 * i, of: 3 + 3 * i },
        misjudgement: i === 0 ? ('pluralistic-ignorance' as const) : null,
      },
    })),
    reasons: [],
    change: statements > 20 ? null : roomChange(before, now),
    map: opinionMap(report),
  }
  const [moved] = shown.change ?? []
  const [first] = report.statements
  return renderToStaticMarkup(
    <Words
      messages={pick('answers', 'differ', 'kinds', 'says', 'rules', 'scale', 'asks', 'twoQuestions', 'perception')}
    >
      <DisagreementPage shown={shown} partners={marked} own={new Map([['S0', 2]])} level={1} />
      {moved && first && <ChangeChart one={moved} no={1} text={first.text} partners={marked} />}
      {first && <StatementBars statement={first} no={1} scale={5} partners={marked} />}
    </Words>,
  )
}

function keep(name: string, body: string): void {
  if (!FOLDER) return
  const css = [
    'app/globals.css',
    'app/_chart/chart.css',
    ...['differ', 'matrix', 'four-fields'].map((one) => `app/_disagreement/${one}.css`),
  ]
  const style = css.map((file) => readFileSync(join(process.cwd(), file), 'utf8')).join('\n')
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(
    join(FOLDER, `${name}.html`),
    `<!doctype html><html lang="en-GB"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>${style}</style><body><main class="page">${body}</main></body></html>`,
  )
}

// The largest takes seconds to analyse: it is drawn to be looked at, not each time.
const SIZES = [[3, 6], [6, 9], [20, 20], ...(FOLDER ? [[60, 150] as const] : [])] as const

describe('the page of a network drawn by chance', () => {
  test.each(SIZES)(
    'of %i organisations and %i statements is whole, and without a number that is none',
    (partners, statements) => {
      const body = pageOf(partners, statements)
      expect(body).not.toMatch(/NaN|undefined|Infinity|MISSING/)
      expect(body).toContain('Every organisation on every statement')
      keep(`page-${partners}x${statements}`, body)
    },
    60_000,
  )
})
