import { words } from '#app/_words/words.ts'
import type { Version } from '#server/proposition/find.ts'
import type { Stand } from '#server/vocabulary/agreement.ts'
import { type PropositionAnswer, SLOTS, type Slot, withinSentence } from '#server/vocabulary/proposition.ts'
import type { Material } from './agreement-form.tsx'

const STAND_OF: Partial<Record<PropositionAnswer, Stand>> = {
  support: 'support',
  live_with: 'live_with',
  cannot: 'against',
}

/**
 * The material that the form begins with when it is opened from a workshop's statement, as the form names it: its line, whose
 * words may have changed since. '' for none, and for what is not there.
 * @example beginningWith(materials, [{ id: 's2', rootId: 's1' }], 's2') // 'statement:s1'
 */
export function beginningWith(
  materials: readonly Material[],
  said: readonly { id: string; rootId: string }[],
  from: unknown,
): string {
  const line = said.find(({ id }) => id === from)?.rootId
  return materials.some(({ kind, id }) => kind === 'statement' && id === line) ? `statement:${line}` : ''
}

/** What an agreement can be made of: versions of the proposition with what partners said to them, and statements. */
export function materialsOf(versions: readonly Version[], lines: readonly { id: string; text: string }[]): Material[] {
  const t = words('proposition')
  const said = ({ slots }: Version) =>
    t(
      'sentence',
      Object.fromEntries(SLOTS.map((slot) => [slot, withinSentence(slots[slot].text) || '…'])) as Record<Slot, string>,
    )
  return [
    ...versions.map((version) => ({
      ...{ kind: 'proposition' as const, id: String(version.no), text: said(version) },
      stands: Object.fromEntries(
        (version.answers ?? []).flatMap(({ partner, answer, reason }) => {
          const stand = STAND_OF[answer]
          return stand ? [[partner.id, { stand, reason }]] : []
        }),
      ),
    })),
    ...lines.map(({ id, text }) => ({ kind: 'statement' as const, id, text, stands: {} })),
  ]
}
