import type { Work } from '#server/work.ts'
import { theProcess } from '#server/work.ts'

/** What every procedure starts from: the work, the cookies the request came with, and how the page names what it sends. */
export interface Context {
  readonly work: Work
  readonly cookies: string | null
  readonly secret: string
  /** One for each of what came together, by commas (`at-most-once.ts`). */
  readonly deeds?: string | null
}

export function contextOf(request: Request): Context {
  const { work, secret } = theProcess()
  return { work, cookies: request.headers.get('cookie'), secret, deeds: request.headers.get('x-deeds') }
}
