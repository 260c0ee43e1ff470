import { RateLimiterMemory } from 'rate-limiter-flexible'
import { isRefusal, refuse } from '#server/refusal.ts'
import { readCode } from '#server/vocabulary/code.ts'

const MINUTE_S = 60
// Nothing longer is read as a code.
const LONGEST = 40

// Only wrong codes count: a workshop room is one address, and everybody in it must get in (security.md, section 3).
const fromOnePlace = new RateLimiterMemory({ points: 30, duration: MINUTE_S })
const fromEverywhere = new RateLimiterMemory({ points: 20, duration: 1 })
const guessed = new RateLimiterMemory({ points: 1, duration: MINUTE_S })

/**
 * Runs what opens a door by its code, and slows down whoever keeps trying wrong ones. A right code always works, also
 * from an address that has tried many wrong ones. The same wrong code from there again is no new guess: a link that is out of date
 * leads over two pages, and a misprinted code is typed by a whole room.
 */
export async function mindingWrongCodes<T>(
  address: string,
  typed: string,
  open: (typed: string) => Promise<T>,
): Promise<T> {
  try {
    return await open(typed)
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'code.not_found') throw error
    const guess = `${address} ${readCode(typed) ?? typed.slice(0, LONGEST)}`
    if (await guessed.get(guess)) throw error
    const room = await Promise.allSettled([fromOnePlace.consume(address), fromEverywhere.consume('all')])
    if (room.some(({ status }) => status === 'rejected')) throw refuse('code.too_many_wrong')
    await guessed.set(guess, 1, MINUTE_S)
    throw error
  }
}
