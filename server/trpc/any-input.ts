import type { z } from 'zod'
import { newId } from '#server/vocabulary/ids.ts'

type Schema = z.core.$ZodType
interface Def {
  type: string
  shape?: Record<string, Schema>
  innerType?: Schema
  element?: Schema
  in?: Schema
  options?: readonly Schema[]
  entries?: Record<string, unknown>
  values?: readonly unknown[]
  items?: readonly Schema[]
}

/** What a field of this name is filled with; undefined leaves it to its shape. */
export type Filling = (key: string) => unknown

/**
 * For tests: something that a procedure takes as its input, whatever its shape asks for. Every field is there. Ids are of
 * nothing, and words are "x", unless `filling` knows the field by its name.
 */
export function anyInput(schema: Schema, filling: Filling, key = ''): unknown {
  const def = schema._zod.def as unknown as Def
  const within = (inner: Schema | undefined, name = key) => (inner ? anyInput(inner, filling, name) : undefined)
  if (def.shape)
    return Object.fromEntries(Object.entries(def.shape).map(([name, inner]) => [name, within(inner, name)]))
  if (def.innerType) return within(def.innerType)
  const known = filling(key)
  if (def.type === 'array') return [within(def.element)]
  if (known !== undefined) return known
  if (def.in) return within(def.in)
  if (def.options) return within(def.options[0])
  if (def.items) return def.items.map((item) => within(item))
  if (def.entries) return Object.values(def.entries)[0]
  if (def.values) return def.values[0]
  return PLAIN[def.type]?.() ?? newId()
}

const PLAIN: Record<string, () => unknown> = {
  string: () => 'x',
  number: () => 1,
  boolean: () => true,
  record: () => ({}),
  date: () => new Date('2026-01-01'),
}
