'use client'
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** Whether the page is being printed: then what a screen scrolls has to be laid out in parts that a sheet can hold. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const print = window.matchMedia('print')
    // At once, for the sheets are laid out as soon as this returns.
    const look = () => flushSync(() => setPrinting(print.matches))
    print.addEventListener('change', look)
    return () => print.removeEventListener('change', look)
  }, [])
  return printing
}
