/** How a network is run: by all partners together, by one of them, or by a body set up for it. */
export const GOVERNANCE_FORMS = ['shared', 'lead_organisation', 'administrative_body'] as const
export type GovernanceForm = (typeof GOVERNANCE_FORMS)[number]

/** What decides which form fits: how many partners, how far they agree, how far they trust, how much there is to do as one. */
export const CONDITIONS = ['partners', 'common_ground', 'trust', 'joint_work'] as const
export type Condition = (typeof CONDITIONS)[number]

export const LEVELS = ['low', 'middle', 'high'] as const
export type Level = (typeof LEVELS)[number]

/** How often the form is to be looked at. */
export const CHECK_DAYS = 365

/** The eight things the pulse of a network asks. */
export const PULSE_ITEMS = [
  'purpose',
  'next_step',
  'open_talk',
  'kept_word',
  'gains',
  'open_decisions',
  'leaders_hear',
  'can_act',
] as const
export type PulseItem = (typeof PULSE_ITEMS)[number]

/** What three and three things are asked of working with another partner: whether one trusts it, and what it gives. */
export const TRUST_ITEMS = ['keeps_word', 'tells', 'looks_out'] as const
export const WORTH_ITEMS = ['good_for_city', 'good_for_us', 'worth_the_time'] as const
export const BOND_ITEMS = [...TRUST_ITEMS, ...WORTH_ITEMS] as const
export type BondItem = (typeof BOND_ITEMS)[number]

/** From not at all to very much; 0 for "I can't say", which is no point of the scale. */
export const POINTS = [1, 2, 3, 4, 5] as const
export const CANNOT_SAY = 0
export const SAYINGS = [CANNOT_SAY, ...POINTS] as const
export type Saying = (typeof SAYINGS)[number]

/** What became of a group that is affected and has no seat: it has none, somebody hears it, or it has one now. */
export const ABSENT_STATES = ['absent', 'heard', 'seated'] as const
export type AbsentState = (typeof ABSENT_STATES)[number]
