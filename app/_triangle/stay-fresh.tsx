'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import type { NetworkId } from '#server/vocabulary/ids.ts'

interface Props {
  networkId: NetworkId
  /** The last change that the page was drawn with. */
  last: string
}

const LOOK_EVERY_MS = 2_500

/** Draws the page afresh, without a reload, once somebody changed a record of the network. Looks only while it is seen. */
export function StayFresh(props: Props) {
  return (
    <Procedures>
      <Look {...props} />
    </Procedures>
  )
}

function Look({ networkId, last }: Props) {
  const router = useRouter()
  const asked = useRef(last)
  const { data } = useQuery(
    useTRPC().change.last.queryOptions({ networkId }, { refetchInterval: LOOK_EVERY_MS, staleTime: 0 }),
  )
  useEffect(() => {
    // Once for every change: the page that comes back may be of an even later one.
    if (data === undefined || data === last || data === asked.current) return
    asked.current = data
    router.refresh()
  }, [data, last, router])
  return null
}
