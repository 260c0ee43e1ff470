import { UnfitDatabase } from '#db/client.ts'
import { DirectoryTaken } from '#db/embedded/directory-lock.ts'
import { BadEnv } from './env.ts'

/** Why the server could not start: one line for the operator, and the exit status (2: asked wrongly, 1: not possible now). */
export interface StartFault {
  readonly status: 1 | 2
  readonly line: string
}

/** Finds the words for what an operator can mend; undefined for a fault of ours. */
export function explainStart(
  error: NodeJS.ErrnoException & { port?: number; address?: string },
): StartFault | undefined {
  if (error instanceof BadEnv) return { status: 2, line: error.message }
  if (error instanceof DirectoryTaken || error instanceof UnfitDatabase) return { status: 1, line: error.message }
  const { code, port, address } = error
  if (code === 'EADDRINUSE')
    return { status: 1, line: `Port ${port} is taken: stop what uses it, or set PORT to another number.` }
  if (code === 'EACCES' && port)
    return { status: 1, line: `Port ${port} may not be opened by this user: set PORT to 1024 or more.` }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return { status: 1, line: `HOST=${address ?? ''} is no address of this machine.` }
  return undefined
}

/** What went wrong at the bottom, in a line: a driver's own message holds the whole query, with what people wrote in it. */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? causeOf(error.cause) : (error.message.split('\n')[0] as string)
}
