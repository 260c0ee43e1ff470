import { RateLimiterMemory } from 'rate-limiter-flexible'
import { isRefusal, refuse } from '#server/refusal.ts'

// Only wrong codes count: a workshop room is one address, and everybody in it must get in (security.md, section 3).
const fromOnePlace = new RateLimiterMemory({ points: 30, duration: 60 })
const fromEverywhere = new RateLimiterMemory({ points: 20, duration: 1 })

/**
 * Runs what opens a door by its code, and slows down whoever keeps trying wrong ones. A right code always works, also
 * from an address that has tried many wrong ones.
 */
export async function mindingWrongCodes<T>(address: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open()
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'code.not_found') throw error
    const room = await Promise.allSettled([fromOnePlace.consume(address), fromEverywhere.consume('all')])
    throw room.some(({ status }) => status === 'rejected') ? refuse('code.too_many_wrong') : error
  }
}
