import { and, eq } from 'drizzle-orm'
import { propositionDrafts } from '#db/schema/propositions.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { noteChange } from '#server/change/note-change.ts'
import { fieldTextOrNone } from '#server/field.ts'
import { holdNetwork } from '#server/network/hold-network.ts'
import { refuse } from '#server/refusal.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Work } from '#server/work.ts'
import type { WriteSlotInput } from './input.ts'
import { readSources } from './sources.ts'

type By = Pick<Membership, 'networkId' | 'userId'>

/**
 * Writes one part of the sentence into the draft, with the cards its words were taken from. Whoever saw an older version of
 * this part is refused, so that nobody's words are lost. Answers the part's new version.
 */
export async function writeSlot({ db, clock }: Work, by: By, input: WriteSlotInput): Promise<number> {
  const { networkId } = by
  const { slot } = input
  // One sentence: what was typed in several lines is read as one.
  const text = fieldTextOrNone('slotText', input.text, LIMITS.viewText).replace(/\s+/g, ' ')
  return db.transaction(async (tx) => {
    await holdNetwork(tx, networkId)
    const one = and(eq(propositionDrafts.networkId, networkId), eq(propositionDrafts.slot, slot))
    const [row] = await tx.select().from(propositionDrafts).where(one)
    if ((row?.version ?? 0) !== input.version) {
      // The same words again are a phone that did not hear the first answer.
      if (row?.text === text && row.version === input.version + 1) return row.version
      throw refuse('proposition.changed_meanwhile')
    }
    const sources = await readSources(tx, networkId, input.sources, row?.sources ?? [])
    const written = { text, sources, version: input.version + 1, changedAt: clock.now(), changedBy: by.userId }
    await tx
      .insert(propositionDrafts)
      .values({ networkId, slot, ...written })
      .onConflictDoUpdate({ target: [propositionDrafts.networkId, propositionDrafts.slot], set: written })
    const takenFrom = sources.map((source) => source.text)
    const before = row && { slotText: row.text, takenFrom: row.sources.map((source) => source.text) }
    if (JSON.stringify(before) === JSON.stringify({ slotText: text, takenFrom })) return written.version
    await noteChange(tx, {
      ...{
        networkId,
        at: clock.now(),
        by: by.userId,
        noun: 'proposition',
        thingId: networkId,
        label: text || (row?.text ?? ''),
      },
      before: before ?? {},
      after: { slot, slotText: text, takenFrom },
    })
    return written.version
  })
}
