import type { ReadText } from './vocabulary/text.ts'

/** Why something was not done, in the terms that decide the HTTP status. */
export const REFUSAL_STATUS = {
  'bad-input': 400,
  'signed-out': 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
} as const
export type RefusalKind = keyof typeof REFUSAL_STATUS

/** Every refusal by name. The words stand in the message catalogue under `refusal.<code>`; facts fill them in. */
export const REFUSALS = {
  'input.not_understood': 'bad-input',
  signed_out: 'signed-out',
  'deed.unsure': 'conflict',
  not_found: 'not-found',
  convenors_only: 'forbidden',
  'code.not_found': 'not-found',
  'code.too_many_wrong': 'too-many',
  'session.not_begun': 'forbidden',
  'session.locked': 'forbidden',
  'session.closed': 'conflict',
  'session.full': 'forbidden',
  'session.named_nobody': 'bad-input',
  'session.ended': 'not-found',
  'session.open_already': 'conflict',
  'seat.not_agreed': 'conflict',
  'seat.asked_just_now': 'conflict',
  'seat.asked_anew': 'conflict',
  'name.needed': 'bad-input',
  'name.too_long': 'bad-input',
  'partner.needed': 'bad-input',
  'partner.unknown': 'bad-input',
  'partner.name_taken': 'conflict',
  'partner.name_needed': 'bad-input',
  'text.needed': 'bad-input',
  'text.too_long': 'bad-input',
  'text.not_storable': 'bad-input',
  'field.needed': 'bad-input',
  'field.too_long': 'bad-input',
  'field.not_storable': 'bad-input',
  'field.not_a_day': 'bad-input',
  'field.in_future': 'bad-input',
  'field.not_an_hour': 'bad-input',
  'field.in_past': 'bad-input',
  'authoriser.ends_before_start': 'bad-input',
  'authoriser.paper_needed': 'bad-input',
  'authoriser.paper_beside_trust': 'bad-input',
  'authoriser.same_holder': 'bad-input',
  'authoriser.second_without_first': 'bad-input',
  'authoriser.person_not_of_partner': 'bad-input',
  'authoriser.changed_meanwhile': 'conflict',
  'authoriser.ended': 'conflict',
  'authoriser.too_many': 'conflict',
  'dependency.circle': 'conflict',
  'dependency.unknown': 'not-found',
  'dependency.too_many': 'conflict',
  'formalisation.settled': 'conflict',
  'briefing.already_told': 'conflict',
  members_only: 'forbidden',
  'activity.belongs_to_another': 'forbidden',
  'activity.aim_unknown': 'bad-input',
  'activity.owner_unknown': 'bad-input',
  'activity.plan_in_past': 'bad-input',
  'activity.before_planned': 'bad-input',
  'activity.settled': 'conflict',
  'activity.not_done': 'conflict',
  'activity.too_many_here': 'conflict',
  'activity.labelled_so': 'conflict',
  'activity.reason_needed': 'bad-input',
  'activity.changed_meanwhile': 'conflict',
  'value.belongs_to_another': 'forbidden',
  'value.changed_meanwhile': 'conflict',
  'value.cause_unknown': 'bad-input',
  'value.no_partner': 'forbidden',
  'value.no_loss': 'conflict',
  'value.settled': 'conflict',
  'reflection.no_organisation': 'bad-input',
  'reflection.made_already': 'conflict',
  'reflection.other_organisation': 'conflict',
  'means.of_another_partner': 'forbidden',
  'means.changed_meanwhile': 'conflict',
  'means.ended': 'conflict',
  'means.too_many': 'conflict',
  'means.use_unknown': 'not-found',
  'exchange.over': 'bad-input',
  'exchange.not_open': 'conflict',
  'match.not_yours': 'forbidden',
  'match.same_partner': 'bad-input',
  'match.proposed_already': 'conflict',
  'match.settled': 'conflict',
  'reflection.nobodys': 'bad-input',
  'note.about_unknown': 'not-found',
  'note.reader_unknown': 'bad-input',
  'note.one_alone': 'bad-input',
  'note.answered_meanwhile': 'conflict',
  'proposition.changed_meanwhile': 'conflict',
  'proposition.source_unknown': 'bad-input',
  'proposition.empty': 'bad-input',
  'proposition.nothing_new': 'conflict',
  'proposition.asked_already': 'conflict',
  'proposition.asking_open': 'conflict',
  'proposition.newer_there': 'conflict',
  'proposition.not_asking': 'conflict',
  'proposition.not_asked_here': 'forbidden',
  'proposition.colleague_stands': 'conflict',
  'proposition.colleague_answered': 'conflict',
  'proposition.taken_out': 'conflict',
  'proposition.given_changed': 'conflict',
  'proposition.no_partner': 'forbidden',
  'agreement.changed_meanwhile': 'conflict',
  'agreement.ended': 'conflict',
  'agreement.ends_before_start': 'bad-input',
  'agreement.review_before_start': 'bad-input',
  'agreement.from_unknown': 'bad-input',
  'agreement.another_partner': 'forbidden',
  'bond.no_partner': 'forbidden',
  'bond.own_partner': 'bad-input',
  'bond.rated_already': 'conflict',
  'pulse.no_workshop': 'conflict',
  'pulse.answered_already': 'conflict',
  'pulse.nobodys': 'bad-input',
  'absent.belongs_to_another': 'forbidden',
  'absent.changed_meanwhile': 'conflict',
  observers_only_look: 'forbidden',
  'view.not_the_time': 'conflict',
  'view.too_many': 'conflict',
  'view.belongs_to_another': 'forbidden',
  'view.already_shown': 'conflict',
  'statement.not_found': 'not-found',
  'statement.too_many': 'conflict',
  'statement.reworded': 'conflict',
  'statement.already_rated': 'conflict',
  'talk.not_the_time': 'conflict',
  'talk.writers_only': 'forbidden',
  'talk.reworded_already': 'conflict',
  'inside.only_who_answered': 'forbidden',
  'moderation.changed_meanwhile': 'conflict',
  'statement.same_language': 'bad-input',
  'rating.not_the_time': 'conflict',
  'rating.already_shown': 'conflict',
  'rating.not_asked': 'conflict',
  'rating.answered_elsewhere': 'conflict',
  'rating.named_voice_taken': 'conflict',
  'keep.run_out': 'conflict',
  'mail.not_sent': 'unavailable',
  'return.too_many': 'too-many',
  'sheet.round_over': 'conflict',
  'sheet.number_taken': 'conflict',
  'sheet.of_another_partner': 'conflict',
  'sheet.voice_taken': 'conflict',
  'seat.removed': 'signed-out',
  'seat.has_no_partner': 'forbidden',
  'step.not_reachable': 'conflict',
  'step.moved_already': 'conflict',
  'step.too_many': 'conflict',
  'step.after_the_end': 'bad-input',
  'step.stays': 'conflict',
  'step.says_too_much': 'bad-input',
  'step.not_the_time': 'conflict',
  'template.too_many': 'conflict',
  'backer.too_many_here': 'conflict',
  'ballot.needed': 'bad-input',
  'ballot.too_many': 'conflict',
  'dots.too_many': 'bad-input',
  'dots.not_stacked': 'bad-input',
  'dots.shown_already': 'conflict',
  'dots.placed_already': 'conflict',
  'dots.unknown': 'not-found',
  'network.name_taken': 'conflict',
  'network.zone_unknown': 'bad-input',
  'seat.same': 'bad-input',
  'seat.answers_shown': 'conflict',
  'member.exists': 'conflict',
  'member.last_convenor': 'conflict',
  'import.not_readable': 'bad-input',
  'import.exists': 'conflict',
  'e_mail.not_readable': 'bad-input',
} as const satisfies Record<string, RefusalKind>
export type RefusalCode = keyof typeof REFUSALS
export type Facts = Record<string, string | number>

/** The one error family: something a person asked for is not done, and everything is as it was. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly kind: RefusalKind
  constructor(
    readonly code: RefusalCode,
    readonly facts: Facts = {},
  ) {
    super(code)
    this.kind = REFUSALS[code]
  }
  get status(): number {
    return REFUSAL_STATUS[this.kind]
  }
}

/** Makes the refusal to throw. @example throw refuse('rating.not_the_time', { step: 'join' }) */
export const refuse = (code: RefusalCode, facts?: Facts): Refusal => new Refusal(code, facts)

// Two bundles of one process hold two classes, so the name decides and not the constructor.
export const isRefusal = (thing: unknown): thing is Refusal => thing instanceof Error && thing.name === 'Refusal'

/** The text out of what was read, or the refusal that names what is wrong with it. Empty is refused as `empty` says. */
export function wanted(
  read: ReadText,
  empty: RefusalCode = 'text.needed',
  tooLong: RefusalCode = 'text.too_long',
): string {
  if (read.is === 'fine') return read.text
  if (read.is === 'empty') throw refuse(empty)
  if (read.is === 'too-long') throw refuse(tooLong, { length: read.length, limit: read.limit })
  throw refuse('text.not_storable')
}

/** The same where nothing is fine too: answers '' for empty. */
export const wantedOrNone = (read: ReadText, tooLong?: RefusalCode): string =>
  read.is === 'empty' ? '' : wanted(read, undefined, tooLong)
