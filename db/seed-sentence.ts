import type { Seat } from '#server/auth/seat.ts'
import { type Membership, membershipIn } from '#server/auth/who-is.ts'
import { findDraft } from '#server/proposition/find.ts'
import { saveVersion } from '#server/proposition/save-version.ts'
import { findSources } from '#server/proposition/sources.ts'
import { writeSlot } from '#server/proposition/write-slot.ts'
import { tellStory } from '#server/story/tell-story.ts'
import { type NetworkId, newId, type SessionId, type UserId } from '#server/vocabulary/ids.ts'
import type { Slot } from '#server/vocabulary/proposition.ts'
import type { Work } from '#server/work.ts'

/** How a demo network says it began, and the sentence it made of that: invented, like the stances. */
export interface DemoSentence {
  /** A partner -> what drew it in, perhaps as somebody else told it. */
  stories: Record<string, { text: string; teller: string }>
  /** `from` is the partner whose story the words were taken from, or the demo's own id of a statement. */
  sentence: Record<Slot, { text: string; from: string }>
}

/** Tells each partner's story from its seat, at the step for that. */
export async function seedStories(
  work: Work,
  seats: ReadonlyMap<string, Seat>,
  { stories }: DemoSentence,
): Promise<void> {
  for (const [partner, story] of Object.entries(stories))
    await tellStory(work, seats.get(partner) as Seat, { storyId: newId<'story'>(), ...story })
}

/** Makes the first version of a demo network's sentence in a running sitting, each part from a story or a statement. */
export async function seedSentence(
  work: Work,
  at: { networkId: NetworkId; sessionId: SessionId; convenor: UserId },
  { stories, sentence }: DemoSentence,
  statements: readonly { id: string; text: string }[],
): Promise<void> {
  const { networkId, sessionId, convenor } = at
  const by = (await membershipIn(work.db, { userId: convenor }, networkId)) as Membership
  const offered = await findSources(work.db, networkId, sessionId)
  for (const [slot, { text, from }] of Object.entries(sentence)) {
    const words = stories[from]?.text ?? statements.find(({ id }) => id === from)?.text
    const sources = offered.filter((one) => one.text === words).slice(0, 1)
    await writeSlot(work, by, { slot: slot as Slot, text, sources: sources as never, version: 0 })
  }
  const { drafted } = await findDraft(work.db, networkId)
  await saveVersion(work, by, { sessionId, drafted })
}
