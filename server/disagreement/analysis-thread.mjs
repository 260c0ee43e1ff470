// Works reports out away from the thread that serves requests. Started as a file of its own, from here and from the build.
import { analystHere } from '#server/disagreement/analyst.ts'

export const analyse = (given) => analystHere.analyse(...given)
export const tell = (given) => analystHere.tell(...given)
export const change = (given) => analystHere.change(...given)
/** Asked for when a thread has to begin. */
export const wake = () => {}
