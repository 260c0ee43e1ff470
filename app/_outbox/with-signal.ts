import type { OwnSignals } from '#server/participant/find-signals.ts'
import type { DeedOf } from './deed.ts'

/** What one has up once a signal has arrived. Nobody is done and needs more time: what was said last stands. */
export function withSignal(own: OwnSignals, { kind, up }: Pick<DeedOf<'signal'>, 'kind' | 'up'>): OwnSignals {
  if (kind === 'hand') return { ...own, hand: up ? (own.hand ?? 0) : null }
  return {
    ...own,
    moreTime: kind === 'more_time' ? up : own.moreTime && !up,
    done: kind === 'done' ? up : own.done && !up,
  }
}
