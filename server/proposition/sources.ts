import type { Db } from '#db/client.ts'
import { refuse } from '#server/refusal.ts'
import { findSession, viewsAreShown } from '#server/session/find.ts'
import { readBoard } from '#server/session/read-board.ts'
import { findStatements } from '#server/statement/find.ts'
import { findStories } from '#server/story/find.ts'
import { PLACES, type Place } from '#server/vocabulary/corner.ts'
import type { NetworkId, SessionId } from '#server/vocabulary/ids.ts'
import type { Source } from '#server/vocabulary/proposition.ts'

/** Something of a workshop that a part of the sentence can be taken from. `place` is null for what lies on no board. */
export type Offered = Source & { readonly place: Place | null }

/**
 * The cards, stories and statements of one workshop that a part can be taken from. No card before views are shown: until then
 * cards are their writers' alone; no story that the room may not read. Another network's workshop is as if it were not there.
 */
export async function findSources(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
  sessionId: SessionId,
): Promise<Offered[]> {
  const session = await findSession(db, sessionId)
  if (session.networkId !== networkId) throw refuse('not_found')
  const board = viewsAreShown(session) ? await readBoard(db, sessionId) : undefined
  const cards = PLACES.flatMap((place) => (board?.places[place] ?? []).map((id) => ({ id, place })))
  const [stories, statements] = [await findStories(db, session), await findStatements(db, networkId, sessionId)]
  const from = (kind: 'story' | 'statement') => (one: { id: string; text: string }) => ({
    ...{ kind, sessionId, id: one.id, text: one.text, place: null },
  })
  return [
    ...cards.map(({ id, place }) => ({
      ...{ kind: 'card' as const, sessionId, id, place },
      text: board?.cards[id]?.text ?? '',
    })),
    ...stories.map(from('story')),
    ...statements.map(from('statement')),
  ].filter(({ text }) => text.trim() !== '')
}

/** The sources as they are kept: each looked up, with its words of now. One that is not there is refused. */
export async function readSources(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
  asked: readonly Pick<Source, 'kind' | 'sessionId' | 'id'>[],
  had: readonly Source[],
): Promise<Source[]> {
  const offered = new Map<string, Offered[]>()
  const kept: Source[] = []
  for (const { kind, sessionId, id } of asked) {
    const same = (one: Source) => one.kind === kind && one.sessionId === sessionId && one.id === id
    if (kept.some(same)) continue
    // A card may have been hidden since it was taken: what it grew from stays told.
    const before = had.find(same)
    const here = offered.get(sessionId) ?? (await findSources(db, networkId, sessionId as SessionId))
    offered.set(sessionId, here)
    const found = here.find(same) ?? before
    if (!found) throw refuse('proposition.source_unknown')
    kept.push({ kind, sessionId, id, text: before?.text ?? found.text })
  }
  return kept
}
