'use client'

/** What went wrong while a page was made. Its words stand ready on the body, so that no page loads a catalogue for them. */
export default function Fault({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const words = typeof document === 'undefined' ? {} : document.body.dataset
  return (
    <main id="main" className="page narrow">
      <h1>{words.faultTitle}</h1>
      <p>{words.fault?.replace('{reference}', error.digest ?? '–')}</p>
      <button type="button" className="button first" onClick={reset}>
        {words.tryAgain}
      </button>
    </main>
  )
}
