import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { type AnalyseOptions, analyse, analyseStatement } from '#server/analysis/analyse.ts'
import { chanceFrom } from '#server/analysis/chance.ts'
import { followAnswers, quickFigures } from '#server/analysis/follow-answers.ts'
import { type Matrix, UNSURE } from '#server/analysis/matrix.ts'
import { principal } from '#server/analysis/opinion-map.ts'
import { tally } from '#server/analysis/tally.ts'
import { analystHere } from '#server/disagreement/analyst.ts'
import { openAnalysts } from '#server/disagreement/open-analysts.ts'
import { type PlainAnswer, plainFigures, plainPValue } from './plain-analysis.ts'

/**
 * Times the analysis on made-up answers and prints JSON, medians in milliseconds: one answer, one statement, all statements in
 * closed form, the whole report here and on a thread; beside the plain way (objects and loops). `--with FOLDER` installs
 * @duckdb/node-api and ml-pca in a folder outside the project, where they aren't there yet, and times DuckDB's tally and ml-pca's
 * principal components too. `--small` leaves out 200,000 people; what isn't made of them is said in the JSON. What is measured so
 * far goes to standard error.
 * node --import tsx bench/analysis.ts [--small] [--with FOLDER]
 */
const { values } = parseArgs({ options: { small: { type: 'boolean' }, with: { type: 'string' } } })
const OPTIONS: AnalyseOptions = { minimumCell: 3 }
const log = (what: string) => process.stderr.write(`${what}\n`)

function aMatrix(people: number, statements: number, partners: number): Matrix {
  const chance = chanceFrom(people + statements)
  const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}${i}`)
  const row = () =>
    Int8Array.from({ length: people }, () => {
      const drawn = chance()
      return drawn < 0.1 ? 0 : drawn < 0.2 ? UNSURE : 1 + Math.floor(((drawn - 0.2) / 0.8) * 5)
    })
  return {
    ...{ scale: 5, voice: 'own' },
    partners: ids('p', partners).map((id) => ({ id, label: id })),
    statements: ids('s', statements).map((id) => ({ id, text: id })),
    partnerOf: Array.from({ length: people }, (_, i) => i % partners),
    people: ids('', people),
    answers: Array.from({ length: statements }, row),
  }
}

const median = (found: readonly number[]) =>
  [...found].sort((a, b) => a - b)[Math.floor(found.length / 2)] ?? Number.NaN
function timed(rounds: number, deed: () => void): number {
  const once = () => {
    const start = performance.now()
    deed()
    return performance.now() - start
  }
  return median(Array.from({ length: rounds }, once))
}
async function timedLater(rounds: number, deed: () => Promise<unknown>): Promise<number> {
  const found: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now()
    await deed()
    found.push(performance.now() - start)
  }
  return median(found)
}

const plainly = (matrix: Matrix, s: number): PlainAnswer[] =>
  [...(matrix.answers[s] as Int8Array)].flatMap((code, person) =>
    code === 0
      ? []
      : [{ partner: `${matrix.partnerOf[person]}`, answer: code === UNSURE ? ('unsure' as const) : code }],
  )

/** One answer after another, each to a statement of its own turn. */
function oneAnswer(matrix: Matrix): number {
  const followed = followAnswers(matrix, OPTIONS)
  let turn = 0
  const give = () => {
    turn += 1
    followed.answer(turn % matrix.statements.length, (turn * 7) % matrix.partnerOf.length, 1 + (turn % 5))
  }
  for (let i = 0; i < 200; i += 1) give()
  return timed(400, give)
}

const LEFT_OUT =
  'wholeReportMs, wholeOnThreadMs: what joins all statements up holds a number of eight bytes for every answer, 800 MB here, and the ' +
  'permutation tests alone take oneStatementMs for each of 500 statements. allFiguresMs is everything in closed form.'

async function size(people: number, statements: number, partners: number, whole: boolean) {
  log(`${people} people, ${statements} statements, ${partners} partners`)
  const matrix = aMatrix(people, statements, partners)
  const rounds = whole ? 5 : 1
  const all = () => matrix.statements.map((_, s) => quickFigures(matrix, s, OPTIONS))
  all()
  const allFiguresMs = timed(rounds, all)
  // Reading answers into objects is not counted: the plain way begins with them.
  const sample = Array.from({ length: Math.min(statements, whole ? statements : 10) }, (_, s) => plainly(matrix, s))
  const plainMs = timed(rounds, () => sample.map((answers) => plainFigures(answers, 5)))
  const gaps = sample.slice(0, 10).flatMap((answers, s) => {
    const [ours, theirs] = [quickFigures(matrix, s, OPTIONS), plainFigures(answers, 5)]
    return (['dispersion', 'within', 'between', 'position', 'unsure'] as const).map((name) =>
      Math.abs((ours[name] ?? Number.NaN) - theirs[name]),
    )
  })
  const chance = chanceFrom(3)
  const plainStatementMs = whole ? timed(1, () => plainPValue(sample[0] as PlainAnswer[], 5, 1_999, chance)) : null
  const closedForm = { people, statements, partners, oneAnswerMs: oneAnswer(matrix), allFiguresMs }
  const plain = {
    allFiguresMs: (plainMs * statements) / sample.length,
    measuredStatements: sample.length,
    permutationOfOneStatementMs: plainStatementMs,
    largestDifference: Math.max(...gaps),
  }
  const tallyMs = timed(rounds, () => matrix.statements.map((_, s) => tally(matrix, s)))
  log(JSON.stringify({ ...closedForm, tallyMs, plain }))
  const oneStatementMs = timed(whole ? 10 : 1, () => analyseStatement(matrix, 0, OPTIONS))
  log(JSON.stringify({ oneStatementMs }))
  const analysts = openAnalysts()
  const wholeReportMs = whole ? timed(3, () => analyse(matrix, OPTIONS)) : null
  log(JSON.stringify({ wholeReportMs }))
  // A thread tells a room of its report too, and hands over nothing else.
  const wholeOnThreadMs = whole ? await timedLater(3, () => analysts.analyse(matrix, OPTIONS, 'room')) : null
  await analysts.close()
  return {
    ...closedForm,
    tallyMs,
    oneStatementMs,
    wholeReportMs,
    wholeOnThreadMs,
    ...(!whole && { leftOut: LEFT_OUT }),
    plain,
  }
}

/** From which size on a thread costs less than it takes from the one that serves requests. */
async function worker() {
  const sizes: [number, number, number][] = [
    [6, 10, 6],
    [12, 15, 6],
    [24, 15, 8],
    [60, 15, 12],
    [60, 40, 12],
    [200, 40, 20],
  ]
  const found: Record<string, number>[] = []
  for (const [people, statements, partners] of sizes) {
    const matrix = aMatrix(people, statements, partners)
    const cold = openAnalysts()
    const coldMs = await timedLater(1, () => cold.analyse(matrix, OPTIONS, 'room'))
    const onThreadMs = await timedLater(5, () => cold.analyse(matrix, OPTIONS, 'room'))
    await cold.close()
    const hereMs = await timedLater(5, () => analystHere.analyse(matrix, OPTIONS, 'room'))
    found.push({ people, statements, partners, answers: people * statements, hereMs, onThreadMs, coldThreadMs: coldMs })
  }
  return found
}

const OTHERS = ['@duckdb/node-api@1.5.6-r.1', 'ml-pca@4.1.1']

/** Another package out of the folder that was named; a sentence where there is none. */
async function other<T>(file: string): Promise<T | string> {
  const folder = values.with
  if (!folder) return 'not asked for'
  try {
    if (!existsSync(join(folder, 'node_modules', file)))
      execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder, ...OTHERS], {
        stdio: ['ignore', 2, 2],
      })
    return (await import(pathToFileURL(join(folder, 'node_modules', file)).href)) as T
  } catch (error) {
    return `not measured: ${(error as Error).message.slice(0, 120)}`
  }
}

interface Duck {
  DuckDBInstance: { create(at: string): Promise<{ connect(): Promise<{ run(sql: string): Promise<unknown> }> }> }
}

/** How long DuckDB takes to count answers by statement, partner and point, from a table of its own of the same size. */
async function duckDb(people: number, statements: number, partners: number): Promise<number | string> {
  const found = await other<Duck>('@duckdb/node-api/lib/index.js')
  if (typeof found === 'string') return found
  const connection = await (await found.DuckDBInstance.create(':memory:')).connect()
  await connection.run(
    `create table given as select s.range::smallint as s, (p.range % ${partners})::smallint as partner,
      (floor(random() * 6))::tinyint as answer from range(${statements}) s, range(${people}) p`,
  )
  const counting = 'select s, partner, answer, count(*) from given group by all'
  return await timedLater(3, () => connection.run(counting))
}

/** Two principal components of 60 partners' stances on 150 statements, with their null, as the opinion map needs them: here once. */
async function components(): Promise<Record<string, number | string>> {
  const chance = chanceFrom(11)
  const rows = Array.from({ length: 60 }, () => Array.from({ length: 150 }, () => chance() * 2 - 1))
  const found = await other<{ PCA: new (rows: number[][]) => { predict(rows: number[][]): unknown } }>(
    'ml-pca/lib/pca.js',
  )
  return {
    oursMs: timed(5, () => principal(rows)),
    mlPcaMs: typeof found === 'string' ? found : timed(5, () => new found.PCA(rows).predict(rows)),
  }
}

const sizes = [await size(2_000, 150, 60, true)]
if (!values.small) sizes.push(await size(200_000, 500, 200, false))
const tallyByDuckDbMs: Record<string, number | string> = { '2000x150x60': await duckDb(2_000, 150, 60) }
if (!values.small) tallyByDuckDbMs['200000x500x200'] = await duckDb(200_000, 500, 200)
process.stdout.write(
  `${JSON.stringify({
    node: process.version,
    machine: { model: cpus()[0]?.model, cores: availableParallelism() },
    sizes,
    tallyByDuckDbMs,
    principalComponents: await components(),
    worker: await worker(),
  })}\n`,
)
