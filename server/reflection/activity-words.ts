import { LIMITS } from '#server/vocabulary/limits.ts'
import { cutText } from '#server/vocabulary/text.ts'

type Written = { happened: string; nowWhat: string }

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** What an activity made of a reflection is called: what comes next, or what happened where nothing is said to. */
export const activityTitle = ({ happened, nowWhat }: Written): string =>
  cutText(oneLine(nowWhat || happened), LIMITS.title)

/** What it is for: the same words, as far as an aim has room. */
export const aimOf = ({ happened, nowWhat }: Written): string => cutText(oneLine(nowWhat || happened), LIMITS.viewText)
