import type { Kind } from '#server/vocabulary/kind.ts'
import type { Voice } from '#server/vocabulary/rating-scale.ts'
import type { Basis } from './basis.ts'
import type { Blocs } from './blocs.ts'
import type { PairReport } from './pairs.ts'
import type { Lean } from './stance-interval.ts'
import type { Structure } from './structure.ts'
import type { Suppressed } from './suppression.ts'

/** Which way somebody leans on a statement. */
export type Side = 'for' | 'against' | 'neither' | 'unclear' | 'remit' | 'none'

/** One partner's answers to one statement, as far as they may be shown. Absent is null, never 0. */
export interface Cell {
  readonly partnerId: string
  readonly side: Side | null
  /** -1..1; null when hidden, nobody gave a point, or all gave the same (then the side alone is shown). */
  readonly stance: number | null
  readonly n: number | null
  readonly unsure: number | null
  readonly counts: readonly number[] | null
  readonly unanimous: boolean
  readonly suppressed: Suppressed | null
}

/** One statement's figures, by the names of the field. Absent is null. */
export interface StatementReport {
  readonly id: string
  readonly text: string
  /** The language of the text, where it is shown in another than it was written in. */
  readonly language?: string | null
  /** What the figures rest on, see basis.ts; `none` where nothing is told but who answered. */
  readonly basis: Basis
  /** How many answered, and from how many partners; of a hidden partner "not our remit" counts as well. */
  readonly people: number
  readonly partners: number
  readonly partnersAsked: number
  readonly position: number | null
  readonly unsure: number | null
  readonly dispersion: number | null
  readonly within: number | null
  readonly between: number | null
  readonly betweenShare: number | null
  /** 90 % interval of `between`. */
  readonly interval: readonly [number, number] | null
  readonly intervals: {
    readonly dispersion: readonly [number, number]
    readonly within: readonly [number, number]
  } | null
  readonly agreement: number | null
  readonly distribution: readonly number[] | null
  readonly kind: Kind
  /** Whether the kind rests on people's figures or, with one voice a partner, on counts of partners. */
  readonly kindBy: 'people' | 'partners'
  readonly kindProbability: number | null
  /** Named beside the kind when that is less likely than .6, or a conflict is one of chance: "not clear yet: this or that". */
  readonly orKind: Kind | null
  /** Whether it would be of another kind if every person counted one instead of every partner. */
  readonly dependsOnCounting: boolean | null
  readonly groupInformedConsensus: number | null
  readonly worstPartner: { readonly partnerId: string; readonly support: number } | null
  readonly pValue: number | null
  readonly qValue: number | null
  /** Where it is mixed inside partners, or may be: whether a real dispute cuts across them, or the words mean nothing settled. */
  readonly structure: Structure | null
  /** Named voice only: the partners' voices on -2..2, counted. */
  readonly voices: {
    readonly n: number
    readonly unclear: number
    readonly pos: number
    readonly neg: number
    readonly mean: number | null
    readonly dispersion: number | null
  } | null
  readonly cells: readonly Cell[]
}

/** One partner, from the statements on which it may be shown. Absent is null. */
export interface PartnerReport {
  readonly id: string
  readonly label: string
  readonly people: number | null
  /** How many people it has in all, where it said so: "3 of 12". */
  readonly members: number | null
  /** How far apart its own people are: 0 of one mind, 1 split; see cohesion.ts. */
  readonly cohesion: number | null
  /** Whether its people order the statements alike: Krippendorff's alpha. */
  readonly alpha: number | null
  readonly leans: { readonly for: number; readonly against: number; readonly undecided: number } | null
  /** Stance with its 80 % interval; both null where only the side may be told, or with a named voice the interval alone. */
  readonly stances: readonly {
    readonly statementId: string
    readonly stance: number | null
    readonly interval: readonly [number, number] | null
    readonly lean: Lean
  }[]
}

/** Blocs with their partners' ids. */
export type Blocked =
  | (Omit<Extract<Blocs, { are: 'clear' }>, 'blocs'> & { readonly blocs: readonly (readonly string[])[] })
  | Extract<Blocs, { are: 'none-clear' }>

/** The whole network's figures. Absent is null. */
export interface NetworkReport {
  readonly partners: number
  readonly people: number
  readonly statements: number
  /** How many statements are of each kind, in the order in which they are talked about. */
  readonly kinds: readonly { readonly kind: Kind; readonly count: number }[]
  /** Sum of between over sum of dispersion; null when there is none. Can be near 0 although one statement is a stark conflict. */
  readonly betweenShare: number | null
  /** 90 % interval of `betweenShare`. */
  readonly interval: readonly [number, number] | null
  /** Whether people order the statements alike: Krippendorff's alpha, 1 fully, 0 as by chance. */
  readonly alpha: number | null
  /** Whether partners differ at all, and whether they differ in how united they are: F and p, always read together. */
  readonly disco: { readonly f: number; readonly p: number } | null
  readonly permdisp: { readonly f: number; readonly p: number } | null
  readonly blocs: Blocked
  /** Statements the farthest apart first, in brackets within which no order can be told: see ranking.ts. */
  readonly ranking: readonly (readonly string[])[]
  readonly order: { readonly partners: readonly string[]; readonly statements: readonly string[] }
}

/** What the pages draw and the files hold: everything is computed and suppressed already. */
export interface DisagreementReport {
  readonly voice: Voice
  readonly scale: number
  readonly minimumCell: number
  readonly partners: readonly PartnerReport[]
  readonly pairs: readonly PairReport[]
  readonly statements: readonly StatementReport[]
  readonly network: NetworkReport
}
