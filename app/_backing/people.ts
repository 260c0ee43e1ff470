import type { findMembers } from '#server/network/find.ts'
import type { PartnerId, UserId } from '#server/vocabulary/ids.ts'
import type { People } from './backer-form.tsx'

/** Who can hold a tie: the partners, and the members who speak for one. */
export const peopleOf = (
  partners: readonly { id: PartnerId; name: string }[],
  members: Awaited<ReturnType<typeof findMembers>>,
): People => ({
  partners: partners.map(({ id, name }) => ({ id, name })),
  delegates: members.flatMap(({ userId, name, email, partnerId }) => {
    const partner = partners.find(({ id }) => id === partnerId)
    return partner ? [{ userId: userId as UserId, name: name || email, partner: partner.name }] : []
  }),
})
