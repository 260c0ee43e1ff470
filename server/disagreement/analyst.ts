import { type AnalyseOptions, analyse } from '#server/analysis/analyse.ts'
import type { Matrix } from '#server/analysis/matrix.ts'
import { type OpinionMap, opinionMap } from '#server/analysis/opinion-map.ts'
import type { DisagreementReport } from '#server/analysis/report.ts'
import { type RoomChange, roomChange, type Sitting } from '#server/analysis/room-change.ts'
import { toldToRoom } from '#server/analysis/told-to-room.ts'

/** What a room is told of a report, and its partners on a plane: null where no blocs stand. */
export interface Told {
  readonly report: DisagreementReport
  readonly map: OpinionMap | null
}

/** What takes too long for the thread that serves requests. All that goes in and comes out can be sent to another one. */
export interface Analyst {
  analyse(matrix: Matrix, options: AnalyseOptions): Promise<DisagreementReport>
  tell(report: DisagreementReport): Promise<Told>
  /** With the partners whose people can be found again; all can where none are named. */
  change(was: Sitting, is: Sitting, known?: ReadonlySet<string>): Promise<RoomChange[]>
}

/** Works it out where it is asked. */
export const analystHere: Analyst = {
  analyse: async (matrix, options) => analyse(matrix, options),
  async tell(report) {
    const told = toldToRoom(report)
    return { report: told, map: opinionMap(told) }
  },
  change: async (was, is, known) => roomChange(was, is, known && ((partnerId) => known.has(partnerId))),
}
