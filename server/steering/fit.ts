import {
  CONDITIONS,
  type Condition,
  GOVERNANCE_FORMS,
  type GovernanceForm,
  type Level,
} from '#server/vocabulary/governance.ts'

/** What records say of one condition: a figure, or nothing that could be told from. */
export type Measured = Readonly<Record<Condition, number | undefined>>

/** Where the middle and the high level begin. Our own numbers; the source has words alone. */
export const LEVEL_FROM: Readonly<Record<Condition, readonly [middle: number, high: number]>> = {
  partners: [9, 16],
  common_ground: [1 / 4, 1 / 2],
  trust: [1 / 3, 2 / 3],
  joint_work: [8, 20],
}

/** At which levels of a condition a form holds (after Provan and Kenis 2008, table 1). */
export const HOLDS_AT: Readonly<Record<GovernanceForm, Readonly<Record<Condition, readonly Level[]>>>> = {
  shared: { partners: ['low'], common_ground: ['high'], trust: ['high'], joint_work: ['low'] },
  lead_organisation: {
    ...{ partners: ['low', 'middle'], common_ground: ['low', 'middle', 'high'] },
    ...{ trust: ['low', 'middle', 'high'], joint_work: ['low', 'middle'] },
  },
  administrative_body: {
    ...{ partners: ['middle', 'high'], common_ground: ['middle', 'high'] },
    ...{ trust: ['middle', 'high'], joint_work: ['middle', 'high'] },
  },
}

/** Conditions that have to be known before anything is said of a form. */
export const FEWEST_KNOWN = 3

export interface Compared {
  readonly condition: Condition
  /** Undefined where records are too thin. */
  readonly figure: number | undefined
  readonly level: Level | undefined
  /** The forms that hold at this level; none where it is not known. */
  readonly holds: readonly GovernanceForm[]
}
export interface Fit {
  readonly compared: readonly Compared[]
  /** How the network's form does: not enough is known, it holds everywhere, or it strains at some conditions. */
  readonly verdict:
    | { readonly is: 'too-little'; readonly known: number }
    | { readonly is: 'no-form' }
    | { readonly is: 'fits' }
    | { readonly is: 'strains'; readonly at: readonly Condition[]; readonly less: readonly GovernanceForm[] }
}

/**
 * How a form of running a network goes with what its records show. `less` names the forms that would strain at fewer
 * conditions. Under three known conditions nothing is said.
 * @example fitOf('shared', { partners: 6, common_ground: 0.6, trust: 0.8, joint_work: 3 }).verdict // { is: 'fits' }
 */
export function fitOf(form: GovernanceForm | null, measured: Measured): Fit {
  const compared = CONDITIONS.map((condition): Compared => {
    const figure = measured[condition]
    const level = figure === undefined ? undefined : levelOf(condition, figure)
    const holds = GOVERNANCE_FORMS.filter((one) => level && HOLDS_AT[one][condition].includes(level))
    return { condition, figure, level, holds }
  })
  const known = compared.filter(({ level }) => level !== undefined)
  const strainsOf = (one: GovernanceForm) =>
    known.filter(({ holds }) => !holds.includes(one)).map(({ condition }) => condition)
  if (known.length < FEWEST_KNOWN) return { compared, verdict: { is: 'too-little', known: known.length } }
  if (form === null) return { compared, verdict: { is: 'no-form' } }
  const at = strainsOf(form)
  if (at.length === 0) return { compared, verdict: { is: 'fits' } }
  const less = GOVERNANCE_FORMS.filter((one) => strainsOf(one).length < at.length)
  return { compared, verdict: { is: 'strains', at, less } }
}

/** @example levelOf('partners', 9) // 'middle' */
export function levelOf(condition: Condition, figure: number): Level {
  const [middle, high] = LEVEL_FROM[condition]
  return figure >= high ? 'high' : figure >= middle ? 'middle' : 'low'
}
