import type { Work } from '#server/work.ts'
import { theProcess } from '#server/work.ts'

/** What every procedure starts from: the work, and the cookies the request came with. */
export interface Context {
  readonly work: Work
  readonly cookies: string | null
  readonly secret: string
}

export function contextOf(request: Request): Context {
  const { work, secret } = theProcess()
  return { work, cookies: request.headers.get('cookie'), secret }
}
