'use client'
import messages from '#messages/en-GB.json' with { type: 'json' }

/** What went wrong while a page was made. It has no provider above it, so it reads its few words itself. */
export default function Fault({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const { faultTitle, fault, tryAgain } = messages.errors
  return (
    <main id="main" className="page narrow">
      <h1>{faultTitle}</h1>
      <p>{fault.replace('{reference}', error.digest ?? '–')}</p>
      <button type="button" className="button first" onClick={reset}>
        {tryAgain}
      </button>
    </main>
  )
}
