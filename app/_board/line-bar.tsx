'use client'
import { useTranslations } from 'use-intl/react'
import { LostWordsList } from './lost-words.tsx'
import type { Scene } from './scene.ts'
import { WhoIsHere } from './who-is-here.tsx'

const ENDS = ['4401', '4403', '4404', '4409', '4413', '4426', '4529'] as const
const REFUSALS = [
  'closed',
  'not-the-time',
  'looking-on',
  'belongs-to-another',
  'signed-as-another',
  'signs-nobody',
  'checked-first',
  'servers-own',
  'odd',
  'too-many',
] as const
// After these a page that is loaded anew goes on.
const RELOAD: readonly (number | undefined)[] = [4409, 4413, 4426]

/** Whether what one did is stored, or that one is connected where nothing was done; why something was taken back, and who else is at the board. */
export function LineBar({ scene: { live, me, partnerOf }, onGo }: { scene: Scene; onGo(cardId: string): void }) {
  const t = useTranslations('board')
  const { line } = live
  const end = ENDS.find((code) => code === String(line.code))
  const refused = REFUSALS.find((why) => why === line.refused?.why)
  const isKept = line.is === 'offline' || (line.late && line.unsaved > 0)
  const state = isKept
    ? t(line.keeps ? 'offline' : 'onlyHere', { count: line.unsaved })
    : line.is === 'connecting'
      ? t('connecting')
      : line.unsaved > 0
        ? t('saving')
        : t(line.stored ? 'saved' : 'connected')
  return (
    <>
      <div className="row">
        <span role="status" className={isKept ? 'wrong' : 'muted'}>
          {line.is === 'ended' ? '' : state}
        </span>
        <WhoIsHere live={live} me={me} partnerOf={partnerOf} onGo={onGo} />
      </div>
      {end && (
        <div className="banner bad row apart" role="alert">
          <span>
            {t(`ended.${end}`)}{' '}
            {line.code === 4426 && line.keeps && line.unsaved > 0 && t('comesBack', { count: line.unsaved })}
          </span>
          {RELOAD.includes(line.code) && (
            <button type="button" className="button first" onClick={() => window.location.reload()}>
              {t('reload')}
            </button>
          )}
        </div>
      )}
      {refused && (
        <p className="banner warn" role="alert" key={line.refused?.no}>
          {t(`refused.${refused}`)}
        </p>
      )}
      <LostWordsList live={live} />
    </>
  )
}
