'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useDeed } from '#app/_trpc/use-deed.ts'
import type { Draft, Part } from '#server/proposition/find.ts'
import type { NetworkId, SessionId } from '#server/vocabulary/ids.ts'
import { SLOTS, type Slot } from '#server/vocabulary/proposition.ts'

/** A part as the form shows it. `theirs`: what somebody else made of it while this one was being written. */
export interface Written extends Part {
  theirs: string | null
}
/** A part as somebody is writing it here, not kept yet, and the version it stands on. */
interface Typed extends Written {
  from: number
}
type Kept = Map<Slot, Typed>

/**
 * The draft with what is being written here on top of it. What others keep meanwhile shows up, except over a part that is
 * being written: that one keeps its words, and what others made of it is told beside it.
 */
export function useDraft(networkId: NetworkId) {
  const trpc = useTRPC()
  const cache = useQueryClient()
  const [typed, setTyped] = useState<Partial<Record<Slot, Typed>>>({})
  const found = useQuery({ ...trpc.proposition.draft.queryOptions({ networkId }), refetchInterval: 5_000 })
  const { said, options } = useDeed(() => void cache.invalidateQueries(trpc.proposition.pathFilter()))
  const write = useMutation(trpc.proposition.writeSlot.mutationOptions())
  const save = useMutation(trpc.proposition.save.mutationOptions())
  const draft = found.data

  /** Keeps every part that was written here, and notes which; answers what the draft's parts then add up to. */
  async function keepAll(now: Draft, kept: Kept): Promise<number> {
    let drafted = now.drafted
    for (const slot of SLOTS) {
      const mine = typed[slot]
      if (!mine) continue
      const sources = mine.sources.map(({ kind, sessionId, id }) => ({ kind, sessionId: sessionId as SessionId, id }))
      const version = await write.mutateAsync({ networkId, slot, text: mine.text, sources, version: mine.from })
      kept.set(slot, mine)
      drafted += version - now.slots[slot].version
    }
    return drafted
  }
  async function run(deed: (now: Draft, kept: Kept) => Promise<unknown>): Promise<void> {
    if (!draft) return
    const kept: Kept = new Map()
    const wrong = await deed(draft, kept).then(
      () => undefined,
      (error: unknown) => ({ error }),
    )
    const fresh = (await found.refetch()).data
    if (fresh) setTyped((before) => settled(before, kept, fresh))
    if (wrong) options.onError(wrong.error)
    else options.onSuccess()
  }
  return {
    draft,
    said,
    busy: write.isPending || save.isPending,
    dirty: SLOTS.some((slot) => typed[slot]),
    part(slot: Slot): Written {
      const { text, sources, version } = draft?.slots[slot] ?? { text: '', sources: [], version: 0 }
      const mine = typed[slot]
      if (!mine) return { text, sources, theirs: null }
      return mine.from === version || mine.text === text ? mine : { ...mine, theirs: text }
    },
    type(slot: Slot, part: Part) {
      const { from = draft?.slots[slot].version ?? 0, theirs = null } = typed[slot] ?? {}
      setTyped({ ...typed, [slot]: { ...part, from, theirs } })
    },
    keep: () => run(keepAll),
    saveVersion: (sessionId: SessionId | null) =>
      run(async (now, kept) => save.mutateAsync({ networkId, sessionId, drafted: await keepAll(now, kept) })),
  }
}

/**
 * What is still being written, standing on the draft as it is now: what was kept is done, unless it was written on meanwhile.
 * What others made of a part is told beside it, and whoever then presses again means their own words to stand.
 */
const settled = (typed: Partial<Record<Slot, Typed>>, kept: Kept, { slots }: Draft): Partial<Record<Slot, Typed>> =>
  Object.fromEntries(
    SLOTS.flatMap((slot) => {
      const mine = typed[slot]
      if (!mine || kept.get(slot) === mine) return []
      const { version, text } = slots[slot]
      const theirs = kept.has(slot) || mine.from === version ? mine.theirs : text
      return [[slot, { ...mine, from: version, theirs }]]
    }),
  )
