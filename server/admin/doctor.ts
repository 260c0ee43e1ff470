import { sql } from 'drizzle-orm'
import { examineBoard } from '#db/examine-board.ts'
import { boardDocs } from '#db/schema/boards.ts'
import { networks } from '#db/schema/networks.ts'
import { sessions } from '#db/schema/sessions.ts'
import type { Desk, Told } from './desk.ts'

/** Looks at what could be wrong, and says it in words. Changes nothing. */
export async function examine({ work, origin }: Desk): Promise<Told> {
  const { db } = work
  const networkCount = (await db.select({ id: networks.id }).from(networks)).length
  const sessionCount = (await db.select({ id: sessions.id }).from(sessions)).length
  const [at] = await db.execute<{ version: string; migrations: number }>(
    sql`select version(), (select count(*)::int from drizzle.__drizzle_migrations) as migrations`,
  )
  const boards = await db.select({ boardId: boardDocs.boardId }).from(boardDocs)
  const damaged: string[] = []
  for (const { boardId } of boards)
    for (const wrong of await examineBoard(db, boardId)) damaged.push(`board ${boardId}: ${wrong}`)
  const facts = {
    database: at?.version ?? '',
    migrations: at?.migrations ?? 0,
    networks: networkCount,
    workshops: sessionCount,
    boards: boards.length,
    damaged,
    origin,
  }
  const words = [
    `Database: ${facts.database.split(' on ')[0]}, ${facts.migrations} migrations`,
    `${networkCount} networks, ${sessionCount} workshops, ${boards.length} boards`,
    `Addresses begin with ${origin}`,
    ...(damaged.length > 0 ? damaged : ['Every stored row matches its checksum.']),
  ]
  return { facts, words, failed: damaged.length > 0 }
}
