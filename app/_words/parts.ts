import type { Messages } from './words.ts'

/**
 * Only some parts of what was picked: a phone that needs the names of nine kinds loads no more of that room's words.
 * @example parts(pick('activity'), 'activity.kinds') // { activity: { kinds: … } }
 */
export function parts(picked: Messages, ...paths: readonly `${string}.${string}`[]): Messages {
  const all = picked as unknown as Record<string, Record<string, unknown>>
  const kept: Record<string, Record<string, unknown>> = {}
  for (const path of paths) {
    const [room, part] = path.split('.') as [string, string]
    kept[room] = { ...kept[room], [part]: all[room]?.[part] }
  }
  return kept as unknown as Messages
}
