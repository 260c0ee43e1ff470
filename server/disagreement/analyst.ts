import { type AnalyseOptions, analyse } from '#server/analysis/analyse.ts'
import type { Matrix } from '#server/analysis/matrix.ts'
import { type OpinionMap, opinionMap } from '#server/analysis/opinion-map.ts'
import type { DisagreementReport } from '#server/analysis/report.ts'
import { type RoomChange, roomChange, type Sitting } from '#server/analysis/room-change.ts'
import { toldToRoom } from '#server/analysis/told-to-room.ts'
import { signatureOf } from '#server/record/signature.ts'

/** What is told of a report, and its partners on a plane: null where no blocs stand. */
export interface Told {
  readonly report: DisagreementReport
  readonly map: OpinionMap | null
}

/** What takes too long for the thread that serves requests. All that goes in and comes out can be sent to another one. */
export interface Analyst {
  /** What a room is told of a report on these answers, or the whole of it: nothing else of it is handed over. */
  analyse(matrix: Matrix, options: AnalyseOptions, to: 'room' | 'everybody'): Promise<Told>
  /** What a room is told of a report that was kept. */
  tell(report: DisagreementReport): Promise<Told>
  /** With the partners whose people can be found again; all can where none are named. */
  change(was: Sitting, is: Sitting, known?: ReadonlySet<string>): Promise<RoomChange[]>
  /** The signature of a record's contents, which are handed in as JSON. */
  sign(contents: string): Promise<string>
}

const FAULT = 'FaultOfWork'

/** What went wrong in the work itself, on a thread that is well: it would go wrong anywhere. */
export const faultOfWork = (cause: unknown): Error =>
  Object.assign(new Error('what was asked for can’t be worked out', { cause }), { name: FAULT })

/** By its name, for pages are bundled a second time, and have other classes. */
export const isFaultOfWork = (error: unknown): error is Error => error instanceof Error && error.name === FAULT

const withMap = (report: DisagreementReport): Told => ({ report, map: opinionMap(report) })

/** Works it out where it is asked. */
export const analystHere: Analyst = {
  async analyse(matrix, options, to) {
    const report = analyse(matrix, options)
    return withMap(to === 'everybody' ? report : toldToRoom(report))
  },
  tell: async (report) => withMap(toldToRoom(report)),
  change: async (was, is, known) => roomChange(was, is, known && ((partnerId) => known.has(partnerId))),
  sign: async (contents) => signatureOf(JSON.parse(contents)),
}
