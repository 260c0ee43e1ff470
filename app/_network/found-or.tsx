import type { ReactNode } from 'react'
import { words } from '#app/_words/words.ts'
import { isRefusal } from '#server/refusal.ts'
import { answerWith } from '#server/status.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { Crumbs } from './crumbs.tsx'

/** Shows what was found; what isn't there, or isn't this visitor's to see, gets the same words and the same status. */
export async function foundOr<Found>(
  network: { id: NetworkId; name: string },
  looked: Promise<Found>,
  show: (found: Found) => ReactNode,
): Promise<ReactNode> {
  try {
    return show(await looked)
  } catch (error) {
    if (!isRefusal(error)) throw error
    answerWith(404)
    const t = words('errors')
    return (
      <>
        <Crumbs network={network} />
        <h1>{t('notFoundTitle')}</h1>
        <p>{t('notFound')}</p>
      </>
    )
  }
}
