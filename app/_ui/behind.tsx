'use client'
import { type ComponentType, useEffect, useState } from 'react'

const AGAIN_MS = 3_000

/**
 * A part of a page that is fetched behind what stands first, in a browser alone. Nothing is in its place until it is there.
 * Where the network drops meanwhile it is tried again every three seconds: a page is not lost for a part of it.
 */
export function behind<Props extends object>(
  fetchPart: () => Promise<ComponentType<Props>>,
): (props: Props) => React.ReactNode {
  let fetched: ComponentType<Props> | undefined
  return function Behind(props) {
    const [Part, setPart] = useState(() => fetched)
    useEffect(() => {
      let again: ReturnType<typeof setTimeout> | undefined
      let isGone = false
      const attempt = async () => {
        try {
          fetched ??= await fetchPart()
          if (!isGone) setPart(() => fetched)
        } catch {
          if (!isGone) again = setTimeout(attempt, AGAIN_MS)
        }
      }
      void attempt()
      return () => {
        isGone = true
        clearTimeout(again)
      }
    }, [])
    return Part ? <Part {...props} /> : null
  }
}
