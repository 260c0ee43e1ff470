import { createHash, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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

/**
 * Takes a directory for this process by a file beside it that says which process holds it. A dead process's lock is taken
 * over, a living one's never. Returns what gives it back.
 */
export function lockDirectory(directory: string): () => void {
  const file = `${directory}.lock`
  mkdirSync(dirname(file), { recursive: true })
  return hold(file, directory)
}

function hold(file: string, directory: string): () => void {
  const mine = `${process.pid} ${bornAt(process.pid)} ${randomBytes(8).toString('hex')}`
  while (!placed(file, mine)) {
    const found = read(file)
    const holder = found === undefined ? undefined : livingHolder(found)
    if (holder) throw new DirectoryTaken(directory, holder)
    if (found !== undefined) clearAway(file, found, directory)
  }
  return () => removeOnly(file, mine)
}

/**
 * Clears a dead process's lock away. Whoever does holds a lock of its own for just that, named by what it clears: of many that
 * found it at one moment none can take away what another put in its place meanwhile. One that died over it is dead here, too.
 */
function clearAway(file: string, dead: string, directory: string): void {
  const name = createHash('sha256').update(dead).digest('hex').slice(0, 16)
  const done = hold(`${file}.${name}`, directory)
  removeOnly(file, dead)
  done()
}

/** Puts the lock in its place unless one is there: whole from the first moment, so that nobody reads half of it. */
function placed(file: string, text: string): boolean {
  const draft = `${file}.${randomBytes(8).toString('hex')}`
  writeFileSync(draft, text)
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Removes the lock if it is still this one. Only for its holder, and for who alone may clear it away: it can't change in between. */
function removeOnly(file: string, text: string): void {
  if (read(file) === text) rmSync(file, { force: true })
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    // A process that ends while it is looked at answers ESRCH.
    if (['ENOENT', 'ESRCH'].includes(codeOf(error) ?? '')) return undefined
    throw error
  }
}

/**
 * The process that holds a lock, if it lives. A number alone could be anybody's: after a restart of the machine, or in a
 * container, another process soon has it. So the lock also says when its holder was born.
 */
function livingHolder(text: string): number | undefined {
  const [pid = 0, born = 0] = text.split(' ').map(Number)
  if (!pid || !isAlive(pid)) return undefined
  const bornNow = bornAt(pid)
  const isTheSame = born && bornNow ? born === bornNow : pid !== process.pid
  return isTheSame ? pid : undefined
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** When a process began, in the kernel's ticks since its own start; 0 where the system doesn't tell. */
function bornAt(pid: number): number {
  const stat = process.platform === 'linux' ? read(`/proc/${pid}/stat`) : undefined
  // The name in brackets may itself hold spaces and brackets; what follows the last bracket does not.
  return Number(stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? 0)
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code
