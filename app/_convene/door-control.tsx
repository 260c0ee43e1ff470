'use client'
import { useTranslations } from 'use-intl/react'
import { useLookAtHour } from '#app/_session/use-look-at-hour.ts'
import { sayMoment } from '#app/_words/say-day.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { OpeningHour } from './opening-hour.tsx'
import type { DeskDeeds } from './use-desk-deeds.ts'

/** The door: locked, open, or to open at its time, and a new code when the old one went where it should not. */
export function DoorControl({ now, deeds }: { now: SessionNow; deeds: DeskDeeds }) {
  const t = useTranslations('convene')
  const sessionId = now.sessionId as SessionId
  const open = now.doors === 'open'
  useLookAtHour(now, deeds.lookAgain)
  return (
    <>
      <p className="row">
        <span role="status">
          {now.opensAt
            ? t('opensAt', { moment: sayMoment(now.opensAt, now.zone) })
            : open
              ? t('doorsOpen')
              : t('doorsLocked')}
        </span>
        <button
          type="button"
          className="button small"
          onClick={() => deeds.setDoors.mutate({ sessionId, doors: open && !now.opensAt ? 'locked' : 'open' })}
        >
          {now.opensAt ? t('openNow') : open ? t('lock') : t('unlock')}
        </button>
        <button
          type="button"
          className="button small"
          onClick={() => window.confirm(t('newCodeAsk')) && deeds.renewCode.mutate({ sessionId })}
        >
          {t('newCode')}
        </button>
      </p>
      {now.opensAt && <OpeningHour now={now} opensAt={now.opensAt} />}
    </>
  )
}
