import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { aMatrix } from '#server/analysis/a-matrix.ts'
import { analyse } from '#server/analysis/analyse.ts'
import { opinionMap } from '#server/analysis/opinion-map.ts'
import type { DisagreementReport } from '#server/analysis/report.ts'
import { toldToRoom } from '#server/analysis/told-to-room.ts'
import { DisagreementPage } from './disagreement-page.tsx'
import { Perceptions } from './perceptions.tsx'

const NAMES = ['Council', 'University', 'Charity', 'Traders', 'Credit union']
const partners = NAMES.map((name, i) => ({ id: name, name, initials: name.slice(0, 2), markNo: i + 1 }))
/** Six statements; the Council and the University stand against the rest on the first, everybody near the middle elsewhere. */
const answers = Object.fromEntries(
  [0, 1, 2, 3, 4, 5].map((s) => [
    `S${s}`,
    Object.fromEntries(
      NAMES.map((name, j) => [
        name,
        s === 0 ? (j < 2 ? [5, 4, 5, 5] : [1, 2, 1, 1]) : [3, 2 + ((j + s) % 3), 3, name === 'Traders' ? 4 : 3],
      ]),
    ),
  ]),
)
const report = toldToRoom(analyse(aMatrix(answers), { minimumCell: 3 }))
const page = (shown: DisagreementReport, inside?: ReadonlyMap<string, number>) =>
  renderToStaticMarkup(
    <Words messages={pick('answers', 'differ', 'kinds', 'says', 'rules', 'scale')}>
      <DisagreementPage
        shown={{ round: 1, report: shown, is: null, perceptions: null, reasons: [], map: opinionMap(shown) }}
        partners={partners}
        inside={inside}
        level={1}
      />
    </Words>,
  )

describe('the page that says where organisations differ', () => {
  test('names what they stand farthest apart on, and what can’t be put in order', () => {
    expect(page(report)).toContain('Of the statements that can be told, organisations stand farthest apart on 1<')
    expect(page(report)).toContain('These can’t be put in order')
  })
  test('lists the statements that differ by more than chance, by what the room is told', () => {
    const withQ = (values: readonly (number | null)[]) => ({
      ...report,
      statements: report.statements.map((one, i) => ({ ...one, qValue: values[i] ?? null })),
    })
    expect(page(withQ([0.05, 0.1, 0.05]))).toContain('On statements 1 and 3 organisations differ by more than chance')
    expect(page(withQ([0.1]))).toContain('On no statement do organisations clearly differ by more than chance')
    expect(page(withQ([]))).not.toContain('by more than chance')
  })
  test('names the two that are farthest apart, and says when there are no clear blocs', () => {
    const [first, ...others] = report.pairs
    const alone = { ...report, pairs: first ? [{ ...first, distance: 0.9 }, ...others] : [] }
    expect(page(alone)).toMatch(/(Council|University) and \w[\w ]* are farthest apart, over 6 statements/)
    expect(page(report)).toMatch(/There are no clear blocs|Organisations stand in 2 blocs/)
  })
  test('names no two as farthest apart where others are as far', () => {
    const farthest = report.pairs.filter(
      (pair) => pair.distance === Math.max(...report.pairs.map((one) => one.distance ?? 0)),
    )
    expect(farthest.length).toBeGreaterThan(1)
    expect(page(report)).toContain(`Farthest apart, and equally far, are ${farthest.length} pairs of organisations`)
    expect(page(report)).not.toContain('are farthest apart, over')
  })
  test('names no two as farthest apart where nobody is apart', () => {
    const near = (plugIn: number | null) =>
      page({ ...report, pairs: report.pairs.map((pair) => ({ ...pair, distance: 0, plugIn })) })
    for (const told of [near(null), near(0.1)]) expect(told).not.toContain('are farthest apart, over')
    expect(near(null)).toContain('No two organisations have middle answers that differ')
    // Of votes that are told whole, distances are those of people.
    expect(near(0.1)).toContain('No two organisations are farther apart than colleagues are')
  })
  test('does not say that people know what others think where none was found to misjudge, for few may have known', () => {
    const perception = { actual: 'yes', right: 0, wrong: 5, dontKnow: 4, of: 9, misjudgement: null } as const
    const told = renderToStaticMarkup(
      <Words messages={pick('answers', 'differ', 'perception')}>
        <Perceptions
          statements={report.statements}
          perceptions={[{ statementId: 'S0', perception }]}
          voice="own"
          about=""
        />
      </Words>,
    )
    expect(told).toContain('No misjudgement was found')
  })
  test('says by side what most don’t know: nobody is told that most agree where most say no', () => {
    const told = (actual: 'yes' | 'no') =>
      renderToStaticMarkup(
        <Words messages={pick('answers', 'differ', 'perception')}>
          <Perceptions
            statements={report.statements}
            perceptions={[
              {
                statementId: 'S0',
                perception: { actual, right: 0, wrong: 8, dontKnow: 1, of: 9, misjudgement: 'pluralistic-ignorance' },
              },
            ]}
            voice="own"
            about=""
          />
        </Words>,
      )
    expect(told('no')).toContain('Most are against, and most don’t know it. Most organisations say no.')
    expect(told('no')).not.toContain('Most agree')
    expect(told('yes')).toContain('Most agree, and most don’t know it. Most organisations say yes.')
  })
  test('tells people of a split in their own organisation, and says that nobody else sees it', () => {
    expect(page(report, new Map([['S1', 4]]))).toContain('Only its own people see this line.')
    expect(page(report)).not.toContain('Only its own people see this line.')
  })
  test('never shows what is not a number', () => expect(page(report)).not.toMatch(/NaN|undefined|Infinity/))
  test('still opens what was kept before these figures were worked out', () => {
    const { pairs: _, network, partners: old, ...rest } = report
    const { ranking: _r, order: _o, blocs: _b, ...before } = network
    const kept = { ...rest, network: before, partners: old.map(({ id, label, people }) => ({ id, label, people })) }
    expect(page(kept as unknown as DisagreementReport)).toContain('Where we differ')
  })
})
