// Works reports out away from the thread that serves requests. Started as a file of its own, from here and from the build.
import { analystHere } from '#server/disagreement/analyst.ts'

/** A fault of the work is an answer too: what isn't one comes of the thread, and is worth trying elsewhere. */
const answer = (work) => async (given) => {
  try {
    return { found: await work(...given) }
  } catch (fault) {
    return { fault }
  }
}

export const analyse = answer(analystHere.analyse)
export const tell = answer(analystHere.tell)
export const change = answer(analystHere.change)
export const sign = answer(analystHere.sign)
/** Asked for when a thread has to begin. */
export const wake = () => {}
