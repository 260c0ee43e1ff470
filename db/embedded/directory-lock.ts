import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Another living process holds the directory. */
export class DirectoryTaken extends Error {
  override readonly name = 'DirectoryTaken'
  constructor(
    readonly directory: string,
    readonly pid: number,
  ) {
    super(`${directory} is in use by process ${pid}: stop it first, or set DATA_DIR to another directory`)
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Takes a directory for this process by a file beside it that holds the process id. A dead process's lock is taken over, a
 * living one's never. Returns what gives it back.
 */
export function lockDirectory(directory: string): () => void {
  const file = `${directory}.lock`
  mkdirSync(dirname(file), { recursive: true })
  for (let tries = 0; ; tries += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || tries > 3) throw error
    }
    const holder = Number(readFileSync(file, 'utf8'))
    if (holder && holder !== process.pid && isAlive(holder)) throw new DirectoryTaken(directory, holder)
    rmSync(file, { force: true })
  }
}
