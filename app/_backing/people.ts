import type { Holder } from '#server/authoriser/find.ts'
import type { findMembers } from '#server/network/find.ts'
import type { PartnerId, UserId } from '#server/vocabulary/ids.ts'
import type { People } from './backer-form.tsx'

/**
 * Who can hold a tie: the partners, and the members who speak for one. Whoever holds it now is among them though they have left,
 * so that a form which changes something else does not take it from them unasked.
 */
export const peopleOf = (
  partners: readonly { id: PartnerId; name: string }[],
  members: Awaited<ReturnType<typeof findMembers>>,
  held: readonly (Holder | null)[] = [],
): People => {
  const now = peopleNow(partners, members)
  const standing = held.filter((one) => one !== null)
  return {
    partners: [
      ...now.partners,
      ...standing.flatMap(({ partnerId: id, partner: name }) =>
        id && !now.partners.some((one) => one.id === id) ? [{ id, name }] : [],
      ),
    ],
    delegates: [
      ...now.delegates,
      ...standing.flatMap(({ userId, person: name, partner }) =>
        userId && !now.delegates.some((one) => one.userId === userId) ? [{ userId, name, partner }] : [],
      ),
    ],
  }
}

const peopleNow = (
  partners: readonly { id: PartnerId; name: string }[],
  members: Awaited<ReturnType<typeof findMembers>>,
): People => ({
  partners: partners.map(({ id, name }) => ({ id, name })),
  delegates: members.flatMap(({ userId, name, email, partnerId }) => {
    const partner = partners.find(({ id }) => id === partnerId)
    return partner ? [{ userId: userId as UserId, name: name || email, partner: partner.name }] : []
  }),
})
