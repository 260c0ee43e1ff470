import { absentRouter } from '#server/absent/router.ts'
import { activityRouter } from '#server/activity/router.ts'
import { agreementRouter } from '#server/agreement/router.ts'
import { attentionRouter } from '#server/attention/router.ts'
import { authoriserRouter } from '#server/authoriser/router.ts'
import { bondRouter } from '#server/bond/router.ts'
import { briefingRouter } from '#server/briefing/router.ts'
import { changeRouter } from '#server/change/router.ts'
import { disagreementRouter } from '#server/disagreement/router.ts'
import { dotsRouter } from '#server/dots/router.ts'
import { governanceRouter } from '#server/governance/router.ts'
import { intelligenceRouter } from '#server/intelligence/router.ts'
import { meansRouter } from '#server/means/router.ts'
import { moderationRouter } from '#server/moderation/router.ts'
import { networkRouter } from '#server/network/router.ts'
import { participantRouter } from '#server/participant/router.ts'
import { planRouter } from '#server/plan/router.ts'
import { propositionRouter } from '#server/proposition/router.ts'
import { pulseRouter } from '#server/pulse/router.ts'
import { ratingRouter } from '#server/rating/router.ts'
import { recordRouter } from '#server/record/router.ts'
import { reflectionRouter } from '#server/reflection/router.ts'
import { sessionRouter } from '#server/session/router.ts'
import { sheetRouter } from '#server/sheet/router.ts'
import { statementRouter } from '#server/statement/router.ts'
import { storyRouter } from '#server/story/router.ts'
import { talkRouter } from '#server/talk/router.ts'
import { triangleRouter } from '#server/triangle/router.ts'
import { valueRouter } from '#server/value/router.ts'
import { viewRouter } from '#server/view/router.ts'
import { router } from './procedures.ts'

/** Everything a page can ask for or do, by noun. */
export const appRouter = router({
  network: networkRouter,
  session: sessionRouter,
  plan: planRouter,
  story: storyRouter,
  dots: dotsRouter,
  moderation: moderationRouter,
  participant: participantRouter,
  view: viewRouter,
  statement: statementRouter,
  rating: ratingRouter,
  disagreement: disagreementRouter,
  talk: talkRouter,
  record: recordRouter,
  sheet: sheetRouter,
  authoriser: authoriserRouter,
  briefing: briefingRouter,
  change: changeRouter,
  activity: activityRouter,
  value: valueRouter,
  reflection: reflectionRouter,
  intelligence: intelligenceRouter,
  proposition: propositionRouter,
  agreement: agreementRouter,
  governance: governanceRouter,
  pulse: pulseRouter,
  bond: bondRouter,
  absent: absentRouter,
  means: meansRouter,
  attention: attentionRouter,
  triangle: triangleRouter,
})
export type AppRouter = typeof appRouter
