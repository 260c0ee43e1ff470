import { router, seated } from '#server/trpc/procedures.ts'
import { findOwnRatings } from './find.ts'
import { giveRating } from './give-rating.ts'
import { GiveRatingInput, OwnRatingsInput } from './input.ts'

export const ratingRouter = router({
  give: seated.input(GiveRatingInput).mutation(({ ctx, input }) => giveRating(ctx.work, ctx.seat, input)),
  mine: seated.input(OwnRatingsInput).query(({ ctx, input }) => findOwnRatings(ctx.work.db, ctx.seat, input.ballot)),
})
