import { z } from 'zod'
import { ID_SHAPE, type Id } from '#server/vocabulary/ids.ts'

/** An id in a request: the right shape, and branded with its noun. */
export const idOf = <Noun extends string>() =>
  z.custom<Id<Noun>>((thing) => typeof thing === 'string' && ID_SHAPE.test(thing), 'id')
