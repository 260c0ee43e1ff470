import type { Db } from '#db/client.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { findSession } from '#server/session/find.ts'
import {
  type Asking,
  PROPOSITION_ANSWERS,
  type PropositionAnswer,
  SLOTS,
  type Slot,
} from '#server/vocabulary/proposition.ts'
import { inHandAt, readProposition, type Version } from './find.ts'

/** The version in hand as the big screen shows it: its words and figures, and nobody's name or reason. */
export interface OnScreen {
  no: number
  slots: Record<Slot, { text: string }>
  /** 'elsewhere' when it was not saved in this workshop: what partners say to it is then not this room's to see. */
  asking: Asking | 'elsewhere'
  answered: number
  asked: number
  /** How many partners gave each answer, and which, where the workshop shows names; null until the asking is closed. */
  counts: { answer: PropositionAnswer; count: number; partners: Version['present'][number]['partner'][] }[] | null
}

/** The version in hand for the big screen of a workshop; null before there is one. */
export async function findOnScreen(
  db: Db,
  { networkId, sessionId }: Pick<Convening, 'networkId' | 'sessionId'>,
): Promise<OnScreen | null> {
  const session = await findSession(db, sessionId)
  const version = inHandAt(sessionId, (await readProposition(db, networkId, undefined, false)).versions)
  if (!version) return null
  const slots = Object.fromEntries(SLOTS.map((slot) => [slot, { text: version.slots[slot].text }])) as OnScreen['slots']
  if (version.sitting?.id !== sessionId)
    return { no: version.no, slots, asking: 'elsewhere', answered: 0, asked: 0, counts: null }
  const { no, asking, answered, asked, answers } = version
  const counts =
    answers &&
    PROPOSITION_ANSWERS.map((answer) => {
      const some = answers.filter((one) => one.answer === answer)
      const partners = session.attribution === 'names' ? some.map(({ partner }) => partner) : []
      return { answer, count: some.length, partners }
    })
  return { no, slots, asking, answered, asked, counts }
}
