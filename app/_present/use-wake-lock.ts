'use client'
import { useEffect, useState } from 'react'

/** Whether the computer was got to leave its screen on. */
export type Awake = 'asking' | 'awake' | 'may-sleep'

/** Keeps the screen on while this page is looked at. A browser lets go when the page is hidden, so it is asked again. */
export function useWakeLock(): Awake {
  const [awake, setAwake] = useState<Awake>('asking')
  useEffect(() => {
    let lock: WakeLockSentinel | undefined
    let left = false
    const ask = async () => {
      if (document.visibilityState !== 'visible' || (lock && !lock.released)) return
      try {
        const given = await navigator.wakeLock.request('screen')
        if (left) return void given.release()
        lock = given
        setAwake('awake')
        given.addEventListener('release', () => !left && setAwake('may-sleep'))
      } catch {
        // No such thing in this browser, or the battery is low: the page says what to do instead.
        setAwake('may-sleep')
      }
    }
    const returned = () => void ask()
    void ask()
    document.addEventListener('visibilitychange', returned)
    return () => {
      left = true
      document.removeEventListener('visibilitychange', returned)
      void lock?.release()
    }
  }, [])
  return awake
}
