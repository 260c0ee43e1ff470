import type { Corner } from './corner.ts'

/** The nine kinds of soft activity: what people do to lead by relations and not by rule. */
export const ACTIVITY_KINDS = [
  'storytelling',
  'convening',
  'brokering',
  'relationship_building',
  'emotional_connection',
  'selective_informing',
  'empowering',
  'reflective_practice',
  'check_in',
] as const
export type ActivityKind = (typeof ACTIVITY_KINDS)[number]

/** Four ways to steer a network (Sørensen and Torfing), from hands-off to hands-on. */
export const FAMILIES = ['design', 'framing', 'facilitation', 'participation'] as const
export type Family = (typeof FAMILIES)[number]

/** The way of steering that a kind usually is; whoever logs it may say otherwise. */
export const USUAL_FAMILY: Readonly<Record<ActivityKind, Family>> = {
  storytelling: 'framing',
  convening: 'facilitation',
  brokering: 'facilitation',
  relationship_building: 'participation',
  emotional_connection: 'participation',
  selective_informing: 'framing',
  empowering: 'design',
  reflective_practice: 'facilitation',
  check_in: 'participation',
}

/** What an activity can be for: something the network keeps under an id, or words. */
export const LINKED_AIMS = ['statement', 'authoriser', 'thread', 'value_entry'] as const
export const WORDED_AIMS = ['capacity_gap', 'own_words'] as const
export const AIM_KINDS = [...LINKED_AIMS, ...WORDED_AIMS] as const
export type LinkedAim = (typeof LINKED_AIMS)[number]
export type WordedAim = (typeof WORDED_AIMS)[number]
export type AimKind = (typeof AIM_KINDS)[number]

export const isLinked = (kind: AimKind): kind is LinkedAim => (LINKED_AIMS as readonly string[]).includes(kind)

/** Whether it was planned, with an aim named beforehand, or came about by chance. */
export const WAYS = ['planned', 'chance'] as const
export type Way = (typeof WAYS)[number]

/** To come, done, or called off. */
export const ACTIVITY_STATES = ['ahead', 'done', 'dropped'] as const
export type ActivityState = (typeof ACTIVITY_STATES)[number]

/** For so many days after it was logged, "planned" and "by chance" may be put right without a reason. */
export const FREE_LABEL_DAYS = 7
/** A corner is blind when nothing was done for it on purpose for so many days. */
export const BLIND_AFTER_DAYS = 60
/** So many gaps are proposed at a time, and no more. */
export const MOST_GAPS = 3

/** The corner that a gap of each kind most often lies at: what we are for, who backs us; a thread can be about any. */
export const CORNER_OF_GAP: Readonly<Record<'statement' | 'authoriser', Corner>> = {
  statement: 'value',
  authoriser: 'authorising',
}
