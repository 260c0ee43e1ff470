import type { Answer } from '#server/vocabulary/rating-scale.ts'

/** The catalogue's key for each answer, under `scale`. */
export const SCALE_WORDS = {
  '-2': 'm2',
  '-1': 'm1',
  '0': '0',
  '1': 'p1',
  '2': 'p2',
  unclear: 'unclear',
  remit: 'remit',
} as const
export const scaleWord = (answer: Answer) => SCALE_WORDS[String(answer) as keyof typeof SCALE_WORDS]
