import type { Matrix } from '#server/analysis/matrix.ts'
import type { DisagreementReport } from '#server/analysis/report.ts'
import { type Analyst, analystHere, isFaultOfWork } from './analyst.ts'

// Pages and procedures are bundled a second time: they find the process's own threads here.
const HANDLE = Symbol.for('tricorner.analyst')
const holder = globalThis as { [HANDLE]?: Analyst }

/** Hands the process its threads; without any, all is worked out where it is asked for. */
export const provideAnalyst = (analyst: Analyst | undefined): void => {
  if (analyst) holder[HANDLE] = analyst
  else delete holder[HANDLE]
}

/**
 * Up to so many answers a report is worked out at once: it takes about as long as a message to a thread that has slept, and
 * holds nobody up. See bench/analysis.ts, `worker`.
 */
export const FEW_ANSWERS = 200
/** And a record of so many characters is signed at once. */
export const FEW_CHARACTERS = 100_000

/** On a thread of its own where there is one and the data is not small; a thread that broke costs time and nothing else. */
async function apart<T>(isSmall: boolean, ask: (analyst: Analyst) => Promise<T>): Promise<T> {
  const analyst = holder[HANDLE]
  if (!analyst || isSmall) return ask(analystHere)
  return ask(analyst).catch((error: unknown) => {
    if (isFaultOfWork(error)) throw error.cause
    // Threads that were taken back ended because the process ends: it must not stand still for what nobody hears any more.
    if (holder[HANDLE] !== analyst) throw error
    return ask(analystHere)
  })
}

const answersIn = (matrix: Matrix) => matrix.statements.length * matrix.partnerOf.length
const answersTo = ({ statements, network }: DisagreementReport) => statements.length * network.people

/** The same of what `analystHere` answers. */
export const analystApart: Analyst = {
  analyse: (matrix, ...how) => apart(answersIn(matrix) <= FEW_ANSWERS, (analyst) => analyst.analyse(matrix, ...how)),
  tell: (report) => apart(answersTo(report) <= FEW_ANSWERS, (analyst) => analyst.tell(report)),
  change: (was, is, known) =>
    apart(answersIn(was.matrix) + answersIn(is.matrix) <= FEW_ANSWERS, (analyst) => analyst.change(was, is, known)),
  sign: (contents) => apart(contents.length <= FEW_CHARACTERS, (analyst) => analyst.sign(contents)),
}
