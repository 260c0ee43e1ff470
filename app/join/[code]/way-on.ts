import type { visitor } from '#app/_visitor/visitor.ts'
import { words } from '#app/_words/words.ts'
import { findEnded } from '#server/participant/find-door.ts'
import type { RefusalCode } from '#server/refusal.ts'

/**
 * Where whoever is turned away at the door may go on: at a locked one they can ask to be let in; before it opens they can note the day; of a workshop that ended,
 * whoever sat in it or belongs to the network can read what was shown; everybody else can try another code.
 */
export async function wayOn(
  { work, seatIn, membershipIn }: Pick<Awaited<ReturnType<typeof visitor>>, 'work' | 'seatIn' | 'membershipIn'>,
  code: string,
  refusal: RefusalCode,
): Promise<{ href: string; action: string }> {
  const t = words('join')
  if (refusal === 'session.locked') return { href: `/join/${encodeURIComponent(code)}/again`, action: t('askIn') }
  if (refusal === 'session.not_begun')
    return { href: `/join/${encodeURIComponent(code)}/calendar`, action: t('calendar') }
  const ended = refusal === 'session.ended' ? await findEnded(work, code) : undefined
  if (ended && (await membershipIn(ended.networkId)))
    return { href: `/network/${ended.networkId}/workshops/${ended.id}`, action: t('results') }
  if (ended && (await seatIn(ended.id))) return { href: `/session/${ended.id}`, action: t('results') }
  return { href: '/join', action: t('otherCode') }
}
