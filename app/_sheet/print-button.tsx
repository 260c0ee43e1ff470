'use client'

/** Opens the browser's own way to print. */
export function PrintButton({ word }: { word: string }) {
  return (
    <button type="button" className="button first" onClick={() => window.print()}>
      {word}
    </button>
  )
}
