// While nothing is acknowledged it is looked again, each time after twice as long, and four times at most.
const MOST_DOUBLINGS = 2

/** Whether what was done here is stored in good time. */
export interface InGoodTime {
  /** So many changes wait to be stored. */
  waits(count: number): void
  /** Some of them were: for the others it begins anew. */
  moved(): void
  end(): void
}

/**
 * Tells `late` when changes have waited for so many milliseconds and none was acknowledged, and again now and then while it
 * stays so; tells `inTime` once something is.
 */
export function inGoodTime(ms: number, late: () => void, inTime: () => void): InGoodTime {
  let timer: ReturnType<typeof setTimeout> | undefined
  let times = 0
  const rest = () => {
    clearTimeout(timer)
    timer = undefined
    if (times > 0) inTime()
    times = 0
  }
  const look = () => {
    timer = setTimeout(look, ms * 2 ** Math.min(times, MOST_DOUBLINGS))
    times += 1
    late()
  }
  return {
    waits(count) {
      if (count === 0) rest()
      else timer ??= setTimeout(look, ms)
    },
    moved: rest,
    end: () => clearTimeout(timer),
  }
}
