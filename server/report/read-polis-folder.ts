import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PolisFiles } from './read-polis.ts'
import type { ReadFile } from './read-ratings-csv.ts'
import { decodeText } from './read-text.ts'

/**
 * The files of a Polis export, as text; those that are not UTF-8 are each named with their first bad row. `summary.csv`, which
 * says what the conversation was about, is read when asked for. Throws as reading a file does where one is not there.
 */
export async function readPolisFolder(folder: string, { summary = false } = {}): Promise<ReadFile<PolisFiles>> {
  const problems: string[] = []
  const at = async (name: string) => {
    const read = decodeText(await readFile(join(folder, name)))
    if (read.is === 'read') return read.value
    problems.push(...read.problems.map((problem) => `${name} ${problem}`))
    return ''
  }
  const value = {
    votes: await at('participants-votes.csv'),
    comments: await at('comments.csv'),
    ...(summary && { summary: await at('summary.csv') }),
  }
  return problems.length > 0 ? { is: 'bad', problems } : { is: 'read', value }
}
