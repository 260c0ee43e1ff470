import type { BoardStore, Claims } from './store.ts'

type Owners = ReadonlyMap<number, string>

interface Asked {
  readonly claims: Claims
  answer(owners: Owners): void
  fail(error: unknown): void
}

/**
 * Asks the store whose client ids are, of all boards together: whatever is asked in one turn, or while a question is on its way,
 * goes into the next. There is never a second one: a hundred people's first edits are not to stand in a commit's way.
 */
export class ClaimDesk {
  #waiting: Asked[] = []
  #running: Promise<void> | undefined

  constructor(readonly store: Pick<BoardStore, 'claim'>) {}

  /** Whose these client ids of a board are from now on; fails when the store can't be asked. */
  ask(claims: Claims): Promise<Owners> {
    return new Promise((answer, fail) => {
      this.#waiting.push({ claims, answer, fail })
      this.#running ??= this.#run()
    })
  }

  async #run(): Promise<void> {
    for (;;) {
      // Once everything is heard that has arrived by now.
      await new Promise((resolve) => setImmediate(resolve))
      const all = this.#waiting.splice(0)
      if (all.length === 0) break
      try {
        const owners = await this.store.claim(all.map(({ claims }) => claims))
        for (const { claims, answer } of all) answer(owners.get(claims.boardId) ?? new Map())
      } catch (error) {
        for (const { fail } of all) fail(error)
      }
    }
    // In the same breath as the loop's end, as the writer's.
    this.#running = undefined
  }
}
