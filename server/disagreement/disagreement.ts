import type { OpinionMap } from '#server/analysis/opinion-map.ts'
import type { Perception } from '#server/analysis/perception.ts'
import type { DisagreementReport, StatementReport } from '#server/analysis/report.ts'
import type { RoomChange } from '#server/analysis/room-change.ts'
import type { TwoQuestions } from '#server/analysis/two-questions.ts'

/** A reason somebody gave; with their partner in a named voice alone, for opposite reasons would tell that it is split. */
export interface Reason {
  readonly statementId: string
  readonly partnerId: string | null
  readonly text: string
  /** What it is called when somebody asks the convenor to look at it; where nobody can, it has none. */
  readonly thingId?: string
}

/** What everybody in the room may see of the answers once they are shown. */
export interface Disagreement {
  /** By which rules it was told; what was kept under older ones, or before they were counted, is told again when it is read. */
  readonly rules?: number
  readonly round: number
  readonly report: DisagreementReport
  /** The answers to "is it our focus now?", and what both questions show together; null where that wasn't asked. */
  readonly is: { readonly report: DisagreementReport; readonly two: readonly TwoQuestions[] } | null
  /** How well people know what most partners would say, by statement; null where that wasn't asked. */
  readonly perceptions: readonly { readonly statementId: string; readonly perception: Perception | null }[] | null
  /** What became of each statement since the answers that were shown before these; null where these are the first. */
  readonly change?: readonly RoomChange[] | null
  /** Partners on a plane; null where no blocs stand. */
  readonly map?: OpinionMap | null
  readonly reasons: readonly Reason[]
}

/** Of what was kept of a showing, its statements, and by which rules they are told. */
export interface KeptStatements {
  readonly rules?: number | null
  readonly minimumCell: number | null
  readonly statements: readonly StatementReport[]
}
