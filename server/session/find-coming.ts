import type { NetworkId, SessionId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import { findSessions } from './find.ts'

/** A workshop that is open, or opens on a day to come. */
export interface Coming<Of> {
  sessionId: SessionId
  name: string
  network: Of
  /** When its door opens; null once it is open. */
  opensAt: string | null
}

/** The workshops of these networks that are not closed: those that are open first, then by the day they open. */
export async function findComing<Of extends { id: NetworkId }>(
  { db, clock }: Pick<Work, 'db' | 'clock'>,
  networks: readonly Of[],
): Promise<Coming<Of>[]> {
  const now = clock.now()
  const found: Coming<Of>[] = []
  for (const network of networks)
    for (const { id, name, opensAt } of await findSessions(db, network.id, 'running'))
      found.push({
        ...{ sessionId: id, name, network },
        opensAt: opensAt && opensAt > now ? opensAt.toISOString() : null,
      })
  return found.sort((a, b) => (a.opensAt ?? '').localeCompare(b.opensAt ?? ''))
}
