// Works reports out away from the thread that serves requests. Started as a file of its own, from here and from the build.
import { analyse as analyseHere } from '#server/analysis/analyse.ts'

export const analyse = ([matrix, options]) => analyseHere(matrix, options)
