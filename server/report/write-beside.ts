import type { StatementChange } from '#server/analysis/change.ts'
import type { DisagreementReport } from '#server/analysis/report.ts'
import type { TwoQuestions } from '#server/analysis/two-questions.ts'
import { wantedTogether } from '#server/vocabulary/wanted.ts'
import type { PrintedReport, Read } from './printed-report.ts'
import {
  COURSE_WORDS,
  figure,
  inOneLine,
  NO_PLACE_WORDS,
  percent,
  QUADRANT_WORDS,
  range,
  saidOf,
  shift,
  WANTED_WORDS,
} from './report-words.ts'

const QUESTION_WORDS = { should: 'should it be our focus?', is: 'is it our focus now?' } as const

/** Which session and question were read, in one line; none where the file names neither. */
export function writeRead({ session, sessions, question }: Read, is: DisagreementReport | null): string[] {
  const others = sessions.filter((name) => name !== session)
  const said = [
    ...(session === null
      ? []
      : [
          `Session ${inOneLine(session)}${others.length > 0 ? ` (the file also has ${others.map(inOneLine).join(', ')})` : ''}`,
        ]),
    ...(question === null ? [] : [`Question: ${QUESTION_WORDS[question]}`]),
    ...(is ? [`Beside it: ${QUESTION_WORDS.is}`] : []),
  ]
  return said.length > 0 ? [said.join(' · ')] : []
}

/** A section each for the second question, the four fields and what changed; none of what wasn't asked. */
export function writeBeside({ is, twoQuestions, change, read, statements }: PrintedReport): string[] {
  const text = new Map(statements.map((statement) => [statement.id, statement.text]))
  const named = (id: string) => {
    const [own, words] = [inOneLine(id), inOneLine(text.get(id) ?? id)]
    return words === own ? own : `${own}  ${words}`
  }
  return [
    ...(is ? [writeIs(is)] : []),
    ...(twoQuestions ? [writeTwoQuestions(twoQuestions, named)] : []),
    ...(change ? [writeChange(change, read.since, named)] : []),
  ]
}

function writeIs({ statements }: DisagreementReport): string {
  const lines = statements.flatMap((statement) => [
    `  ${inOneLine(statement.id)}`,
    `      ${saidOf(statement)} · position ${figure(statement.position)} · unclear ${percent(statement.unsure)}`,
  ])
  return ['Is it our focus now?', ...lines].join('\n')
}

function writeTwoQuestions(two: readonly TwoQuestions[], named: (id: string) => string): string {
  const lines = two.flatMap((one) => {
    const { statementId, quadrant, because, is, should, believing } = one
    const wanted = wantedTogether(one)
    return [
      `  ${named(statementId)}`,
      `      ${quadrant ? QUADRANT_WORDS[quadrant] : NO_PLACE_WORDS[because ?? 'not-clear']}`,
      ...(wanted ? [`      ${WANTED_WORDS[wanted]}`] : []),
      `      should be ${figure(should)} · is ${figure(is)} · ${believing.partners} of ${believing.of} partners that can be shown believe that it is`,
    ]
  })
  return ['Should it be, and is it', ...lines].join('\n')
}

function writeChange(changes: readonly StatementChange[], since: string | null, named: (id: string) => string): string {
  const lines = changes.flatMap((change) => {
    const figures = [
      `position ${shift(change.position)}`,
      ...(['between', 'within', 'unsure'] as const).map((name) => {
        const own = change[name]
        return `${name === 'unsure' ? 'unclear' : name} ${shift(own?.change ?? null)}${range(own?.interval ?? null, shift)}`
      }),
    ]
    const moved =
      change.netShift === null
        ? []
        : [
            `      of ${change.pairs} people who answered both times ${percent(change.up)} moved up and ${percent(change.down)} down; on average ${shift(change.netShift)} points`,
          ]
    return [
      `  ${named(change.id)}`,
      `      ${change.course ? COURSE_WORDS[change.course] : 'Not enough to say what became of it'}`,
      `      ${figures.join(' · ')}`,
      ...moved,
      ...change.partners.flatMap((partner) => {
        if (partner.status === 'joined' || partner.status === 'left')
          return [`      ${inOneLine(partner.partnerId)} ${partner.status}`]
        if (partner.change === null || Math.abs(partner.change) < 1e-9) return []
        const split =
          partner.minds === null || partner.people === null
            ? ''
            : `: people changed their minds ${shift(partner.minds)}, other people came ${shift(partner.people)}`
        return [`      ${inOneLine(partner.partnerId)} ${shift(partner.change)} points${split}`]
      }),
    ]
  })
  return [
    `What changed since ${inOneLine(since ?? 'the session before')}`,
    ...(lines.length > 0 ? lines : ['  No statement was asked both times.']),
  ].join('\n')
}
