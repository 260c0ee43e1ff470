'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const LOOK_MS = 3_000

/** Looks every three seconds whether the answer is there, and goes where it leads. */
export function LookAgain({ goTo }: { goTo: string | undefined }) {
  const router = useRouter()
  useEffect(() => {
    if (goTo) return window.location.assign(goTo)
    const looking = setInterval(() => router.refresh(), LOOK_MS)
    return () => clearInterval(looking)
  }, [goTo, router])
  return null
}
