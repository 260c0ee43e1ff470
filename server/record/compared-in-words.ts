import type { Db } from '#db/client.ts'
import { inReadersWords } from '#server/statement/wordings.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import type { ComparedStatement } from './compare-records.ts'
import type { RecordStatements } from './find-statements.ts'

type Sitting = Pick<RecordStatements, 'sessionId'>

/** What changed, with each statement as whoever asks reads it. Whether it was reworded is told by the words it was written in. */
export async function comparedInWords(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
  earlier: Sitting,
  later: Sitting,
  compared: readonly ComparedStatement[],
): Promise<ComparedStatement[]> {
  const read = (which: 'before' | 'after', { sessionId }: Sitting) => {
    const there = compared.flatMap((one) => one[which] ?? [])
    return inReadersWords(db, networkId, sessionId, there)
  }
  const [before, after] = [await read('before', earlier), await read('after', later)]
  return compared.map((one) => {
    const [words, statement] = one.after ? [after, one.after] : [before, one.before]
    const { text, language } = words.find(({ id }) => id === statement?.id) ?? one
    return { ...one, text, language }
  })
}
