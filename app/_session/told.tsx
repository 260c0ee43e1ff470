'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { walkOf } from '#app/_plan/walk.ts'
import { behind } from '#app/_ui/behind.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { Call } from '#server/vocabulary/signal.ts'
import { takesViews } from '#server/vocabulary/step.ts'

// There long before anybody is called.
const Called = behind(() => import('./called.tsx').then((file) => file.Called), { soon: true })

const CALLED_IN_S = 3
// Nobody asked those at the board to leave it: the words there are read to the end first.
const MOVED_ON_IN_S = 20

interface Props {
  now: SessionNow
  here: Call
  hrefs: Record<Call, string>
}

/** What the convenor tells everybody, where they ask everybody to come, and at the board, that the room is not at it any more. */
export function Told(props: Props) {
  const offer = useOffer(props)
  return (
    <>
      <Notice now={props.now} />
      {offer && <Called key={offer.says} {...offer} />}
    </>
  )
}

/** Where to go, until somebody stays; the next call, and the room's next move, are told anew. */
function useOffer({ now, here, hrefs }: Props) {
  const t = useTranslations('told')
  const step = useTranslations('step')
  const { call, closed } = now
  const at = `${now.stepNo} ${closed}`
  const [openedAt] = useState(at)
  // Whoever opens the page after a call is where they want to be.
  const [stayed, setStayed] = useState({ call: call?.no, at: call?.to === here || closed ? at : '' })
  const onStay = () => setStayed({ call: call?.no, at })
  const isCalled = call !== null && call.no !== stayed.call
  if (isCalled && call.to !== here)
    return { says: t(`to.${call.to}`), href: hrefs[call.to], seconds: CALLED_IN_S, onStay }
  if (isCalled) onStay()
  if (here === 'steps' || stayed.at === at || (takesViews(now.step) && !closed)) return undefined
  const name = closed ? step('finish') : walkOf(now).at?.title || step(now.step)
  // What was opened since was opened for the board.
  const seconds = at === openedAt ? undefined : MOVED_ON_IN_S
  return { says: t('movedOn', { step: name }), href: hrefs.steps, seconds, onStay }
}

/** Stands until the next one, or until its reader puts it away. */
function Notice({ now: { notice } }: { now: SessionNow }) {
  const t = useTranslations('told')
  const [read, setRead] = useState(0)
  const seen = notice && notice.no > read
  return (
    // There before the words are, so that they are read out when they come.
    <div role="status">
      {seen && (
        <p className="banner told row apart">
          <span>
            <strong>{t('convenor')}</strong> {notice.text}
          </span>
          <button type="button" className="button small" onClick={() => setRead(notice.no)}>
            {t('read')}
          </button>
        </p>
      )}
    </div>
  )
}
