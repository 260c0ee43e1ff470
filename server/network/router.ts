import { belonging, leading, router, signedIn } from '#server/trpc/procedures.ts'
import { addMember } from './add-member.ts'
import { addPartner } from './add-partner.ts'
import { changeRole, endMembership } from './change-member.ts'
import { createNetwork } from './create-network.ts'
import { findMembers, findNetwork, findPartners, networksOf } from './find.ts'
import { AddMemberInput, AddPartnerInput, ChangeRoleInput, CreateNetworkInput, EndMembershipInput } from './input.ts'

export const networkRouter = router({
  mine: signedIn.query(({ ctx }) => networksOf(ctx.work.db, ctx.person.userId)),
  create: signedIn
    .input(CreateNetworkInput)
    .mutation(({ ctx, input }) => createNetwork(ctx.work, input, ctx.person.userId)),
  about: belonging.query(({ ctx }) => findNetwork(ctx.work.db, ctx.membership.networkId)),
  partners: belonging.query(({ ctx }) => findPartners(ctx.work.db, ctx.membership.networkId)),
  members: leading.query(({ ctx }) => findMembers(ctx.work.db, ctx.membership.networkId)),
  addPartner: leading
    .input(AddPartnerInput)
    .mutation(({ ctx, input }) => addPartner(ctx.work, ctx.membership.networkId, input, ctx.membership.userId)),
  changeRole: leading.input(ChangeRoleInput).mutation(({ ctx, input }) => changeRole(ctx.work, ctx.membership, input)),
  endMembership: leading
    .input(EndMembershipInput)
    .mutation(({ ctx, input }) => endMembership(ctx.work, ctx.membership, input)),
  addMember: leading
    .input(AddMemberInput)
    .mutation(({ ctx, input }) => addMember(ctx.work, ctx.membership.networkId, input, ctx.membership)),
})
