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

  /** Keeps every part that was written here; answers what the draft's parts then add up to. */
  async function keepAll(now: Draft): Promise<number> {
    let drafted = now.drafted
    for (const slot of SLOTS) {
      const mine = typed[slot]
      if (!mine) continue
      const sources = mine.sources.map(({ kind, sessionId, id }) => ({ kind, sessionId: sessionId as SessionId, id }))
      const had = now.slots[slot].version
      const version = await write.mutateAsync({ networkId, slot, text: mine.text, sources, version: mine.from })
      drafted += version - had
      setTyped((before) => ({ ...before, [slot]: undefined }))
    }
    return drafted
  }
  async function run(deed: (now: Draft) => Promise<unknown>): Promise<void> {
    if (!draft) return
    try {
      await deed(draft)
      options.onSuccess()
    } catch (error) {
      // Told what the others wrote, whoever presses again means their own words to stand.
      const fresh = (await found.refetch()).data
      if (fresh) setTyped((before) => rebased(before, fresh))
      options.onError(error)
    }
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
      return mine.from === version ? mine : { ...mine, theirs: text }
    },
    type(slot: Slot, part: Part) {
      const { from = draft?.slots[slot].version ?? 0, theirs = null } = typed[slot] ?? {}
      setTyped({ ...typed, [slot]: { ...part, from, theirs } })
    },
    keep: () => run(keepAll),
    saveVersion: (sessionId: SessionId | null) =>
      run(async (now) => save.mutateAsync({ networkId, sessionId, drafted: await keepAll(now) })),
  }
}

/** What is being written, standing on the draft as it is now; what others made of a part stays told beside it. */
const rebased = (typed: Partial<Record<Slot, Typed>>, { slots }: Draft): Partial<Record<Slot, Typed>> =>
  Object.fromEntries(
    Object.entries(typed).map(([slot, mine]) => {
      const { version, text } = slots[slot as Slot]
      return [slot, mine && mine.from !== version ? { ...mine, from: version, theirs: text } : mine]
    }),
  )
