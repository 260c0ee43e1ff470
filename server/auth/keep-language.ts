import { and, eq, ne, or, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/people.ts'
import type { Language } from '#server/vocabulary/language.ts'

/** Remembers which language somebody reads, for what is mailed to them when they have not just asked. */
export async function keepLanguage(db: Db, userId: string, language: Language): Promise<void> {
  const other = or(sql`${users.language} is null`, ne(users.language, language))
  await db
    .update(users)
    .set({ language })
    .where(and(eq(users.id, userId), other))
}
