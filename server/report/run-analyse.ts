import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Matrix } from '#server/analysis/matrix.ts'
import { type PolisFigures, polisFigures } from './polis-figures.ts'
import { polisRepresentativeness, writeRepresentativeness } from './polis-representative.ts'
import { polisReport, ratingsReport } from './printed-report.ts'
import { readPolis } from './read-polis.ts'
import { readPolisFolder } from './read-polis-folder.ts'
import { type Ratings, readRatings } from './read-ratings-csv.ts'
import { decodeText } from './read-text.ts'
import { writeReport } from './write-report.ts'

export interface Ended {
  status: 0 | 2
  out: string
  err: string
}

const HELP = `npm run --silent analyse -- FILE.csv [--json] [--k 3] [--scale 5] [--mode own|voice] [--people-equal] [--question is|should] [--session NAME]
npm run --silent analyse -- --polis FOLDER [--partner-column NAME] [--polis-groups] [--json] [--k 3]

Prints where partners disagree, from ratings in long form (statement,partner,person,answer[,question][,session])
or from a Polis export (participants-votes.csv and comments.csv).
Of several sessions the last is read, and what changed since the one before it; of two questions both are: should it be our focus,
and is it now. Either every row names its session or none does.
--mode voice takes one answer a partner on each statement.
--k is how many people of a partner must have answered before its answers are shown; 1 shows everything.`

const OPTIONS = {
  json: { type: 'boolean' },
  help: { type: 'boolean' },
  'people-equal': { type: 'boolean' },
  'polis-groups': { type: 'boolean' },
  k: { type: 'string', default: '3' },
  scale: { type: 'string', default: '5' },
  mode: { type: 'string', default: 'own' },
  polis: { type: 'string' },
  'partner-column': { type: 'string' },
  question: { type: 'string' },
  session: { type: 'string' },
} as const

/** Carries out one call of the analyse command. Bad input: one line per problem (of many the first, and how many more), status 2, and nothing else. */
export async function runAnalyse(argv: readonly string[]): Promise<Ended> {
  const asked = readArgs(argv)
  if (typeof asked === 'string') return bad([asked])
  if (asked.values.help) return { status: 0, out: HELP, err: '' }
  const read = await readInput(asked)
  if (read.problems) return bad(read.problems)
  const { values } = asked
  const minimumCell = Number(values.k)
  const options = { minimumCell, peopleEqual: values['people-equal'] }
  const report = read.ratings ? ratingsReport(read.ratings, options) : polisReport(read.matrix, options)
  const polis = read.matrix && values['polis-groups'] ? polisFigures(read.matrix, minimumCell) : undefined
  const representativeness = polis && read.matrix && polisRepresentativeness(read.matrix, report.statements)
  const out = values.json
    ? JSON.stringify(polis ? { ...report, polis, representativeness } : report)
    : [
        writeReport(report),
        ...(polis ? [writePolis(polis)] : []),
        ...(representativeness ? [writeRepresentativeness(representativeness)] : []),
      ].join('\n\n')
  return { status: 0, out, err: minimumCell === 1 ? 'Warning: with --k 1 the answers of single people are shown.' : '' }
}

// More than these nobody reads before mending the first.
const MOST_PROBLEMS = 50

function bad(problems: readonly string[]): Ended {
  const rest = problems.length - MOST_PROBLEMS
  const more = rest > 0 ? [`… and ${rest} more`] : []
  return { status: 2, out: '', err: [...problems.slice(0, MOST_PROBLEMS), ...more].join('\n') }
}

function readArgs(argv: readonly string[]) {
  try {
    const asked = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, tokens: true })
    const { k, scale, mode, polis, question } = asked.values
    if (!/^(10|[1-9])$/.test(k)) return `--k ${k} is not a number from 1 to 10`
    if (!/^([2-9]|10|11)$/.test(scale)) return `--scale ${scale} is not a number from 2 to 11`
    if (mode !== 'own' && mode !== 'voice') return `--mode ${mode} is neither own nor voice`
    if (question !== undefined && question !== 'is' && question !== 'should')
      return `--question ${question} is neither is nor should`
    if (polis && asked.positionals.length > 0) return 'name one CSV file, or a folder with --polis, not both'
    if (!asked.values.help && !polis && asked.positionals.length !== 1)
      return 'name one CSV file, or a folder with --polis'
    const vain = givenInVain(asked.values, asked.tokens)
    if (vain && !asked.values.help) return vain
    return asked
  } catch (error) {
    return (error as Error).message.split('. ')[0] as string
  }
}

const FOR_POLIS = ['partner-column', 'polis-groups']
const FOR_FILES = ['scale', 'mode', 'question', 'session']

/** What is wrong with an option that this kind of input has no use for; undefined when there is none. */
function givenInVain(
  { polis }: { polis?: string },
  tokens: readonly { kind: string; name?: string }[],
): string | undefined {
  const given = tokens.flatMap(({ kind, name }) => (kind === 'option' && name ? [name] : []))
  const vain = given.find((name) => (polis ? FOR_FILES : FOR_POLIS).includes(name))
  if (vain === undefined) return undefined
  return polis ? `--${vain} is for a CSV file, not for --polis` : `--${vain} needs --polis`
}

type Asked = Exclude<ReturnType<typeof readArgs>, string>
type Input =
  | { matrix: Matrix; ratings?: undefined; problems?: undefined }
  | { matrix?: undefined; ratings: Ratings; problems?: undefined }
  | { matrix?: undefined; ratings?: undefined; problems: string[] }

async function readInput({ values, positionals }: Asked): Promise<Input> {
  try {
    if (values.polis) {
      const files = await readPolisFolder(values.polis)
      if (files.is === 'bad') return { problems: files.problems }
      const read = readPolis(files.value, values['partner-column'])
      return read.is === 'bad' ? { problems: read.problems } : { matrix: read.value.matrix }
    }
    const text = decodeText(await readFile(positionals[0] as string))
    if (text.is === 'bad') return { problems: text.problems }
    const voice = values.mode === 'voice' ? 'named' : 'own'
    const read = readRatings(text.value, {
      scale: Number(values.scale),
      voice,
      question: values.question,
      session: values.session,
    })
    return read.is === 'bad' ? { problems: read.problems } : { ratings: read.value }
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException
    if (code) return { problems: [`${path ?? 'the file'} can’t be read (${code})`] }
    throw error
  }
}

function writePolis(figures: readonly PolisFigures[]): string {
  const exactly = (figure: number | null) => figure?.toFixed(4) ?? '–'
  const rows = figures.map(({ statement, groups, groupInformedConsensus, groupInformedConsensusGeometric }) => {
    const counts = groups.map(({ group, agree, disagree, pass }) =>
      agree === null ? `${group}: too few` : `${group}: ${agree}/${disagree}/${pass}`,
    )
    return `  ${statement}  ${counts.join('  ')}  consensus ${exactly(groupInformedConsensus)} (geometric ${exactly(groupInformedConsensusGeometric)})`
  })
  return ['By Polis group: agree/disagree/pass', ...rows].join('\n')
}
