import type { Db } from '#db/client.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { fieldChosen, fieldName, fieldNameOrNone, fieldText, fieldTextOrNone } from '#server/field.ts'
import { findPartners } from '#server/network/find.ts'
import { refuse } from '#server/refusal.ts'
import { isLinked, USUAL_FAMILY } from '#server/vocabulary/activity.ts'
import { CORNERS } from '#server/vocabulary/corner.ts'
import type { NetworkId, PartnerId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { findAim, keptWords } from './aims.ts'
import type { AboutInput, AimInput } from './input.ts'

/** What was typed about an activity, as it can be stored; refused with the field named. */
export function readAbout(input: AboutInput) {
  const kind = fieldChosen('activityKind', input.kind)
  const corners = CORNERS.filter((corner) => input.corners.includes(corner))
  if (corners.length === 0) throw refuse('field.needed', { field: 'corner' })
  return {
    title: fieldName('activityTitle', input.title, LIMITS.title),
    kind,
    family: input.family ?? USUAL_FAMILY[kind],
    corners,
    people: fieldNameOrNone('activityPeople', input.people, LIMITS.viewText),
    outcome: fieldTextOrNone('outcome', input.outcome, LIMITS.note),
    next: fieldTextOrNone('next', input.next, LIMITS.viewText),
  }
}

type StoredAim = { aimKind: AimInput['kind'] | null; aimId: string | null; aimText: string }

type Reader = Pick<Membership, 'networkId' | 'userId' | 'role'>

/**
 * The aim as it is stored: with the words of what it names, or in own words. Nothing when none was given. What `stood` already
 * stays, even for somebody who may not read what it names.
 */
export async function readAim(
  db: Pick<Db, 'select'>,
  by: Reader,
  aim: AimInput | null,
  stood?: StoredAim,
): Promise<StoredAim> {
  if (!aim) return { aimKind: null, aimId: null, aimText: '' }
  if (!isLinked(aim.kind))
    return { aimKind: aim.kind, aimId: null, aimText: fieldText('aim', aim.text, LIMITS.viewText) }
  if (aim.id === '') throw refuse('field.needed', { field: 'aim' })
  if (stood && stood.aimKind === aim.kind && stood.aimId === aim.id)
    return { aimKind: stood.aimKind, aimId: stood.aimId, aimText: stood.aimText }
  const found = await findAim(db, by, { kind: aim.kind, id: aim.id })
  if (!found) throw refuse('activity.aim_unknown')
  return { aimKind: aim.kind, aimId: aim.id, aimText: keptWords(found) }
}

/** The partners named, each once; refused when one is not of this network. */
export async function readPartners(db: Pick<Db, 'select'>, networkId: NetworkId, named: readonly PartnerId[]) {
  const ours = await findPartners(db, networkId, { withLeft: true })
  if (!named.every((one) => ours.some(({ id }) => id === one))) throw refuse('partner.unknown')
  return [...new Set(named)]
}
