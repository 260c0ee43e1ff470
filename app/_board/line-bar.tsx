'use client'
import { useTranslations } from 'use-intl/react'
import { LostWordsList } from './lost-words.tsx'
import type { Scene } from './scene.ts'
import { type LiveBoard, useLineState } from './use-board.ts'
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

interface Props {
  scene: Scene
  /** Whether the live line comes through here at all: else nobody writes, or is seen, by it. */
  isLive: boolean
  onGo(cardId: string): void
}

/** Whether what one did is stored, or that one is connected where nothing was done; why something was taken back, and who else is at the board. */
export function LineBar({ scene: { live, me, partnerOf }, isLive, onGo }: Props) {
  return (
    <>
      {isLive && (
        <div className="row">
          <Standing live={live} />
          <WhoIsHere live={live} me={me} partnerOf={partnerOf} onGo={onGo} />
        </div>
      )}
      <Ended live={live} />
      <Refused live={live} />
      <LostWordsList live={live} />
    </>
  )
}

interface OfLine {
  live: LiveBoard
}

/** By itself, for it is said anew with every letter. */
function Standing({ live }: OfLine) {
  const t = useTranslations('board')
  const line = useLineState(live.line, (state) => state)
  const isKept = line.is === 'offline' || (line.late && line.unsaved > 0)
  const state = isKept
    ? t(line.keeps ? 'offline' : 'onlyHere', { count: line.unsaved })
    : line.is === 'connecting'
      ? t('connecting')
      : line.unsaved > 0
        ? t('saving')
        : t(line.stored ? 'saved' : live.isBrought ? 'connected' : 'connecting')
  return (
    <span role="status" className={isKept ? 'wrong' : 'muted'}>
      {line.is === 'ended' ? '' : state}
    </span>
  )
}

function Ended({ live }: OfLine) {
  const t = useTranslations('board')
  const code = useLineState(live.line, (state) => state.code)
  const comesBack = useLineState(live.line, ({ keeps, unsaved }) => (code === 4426 && keeps ? unsaved : 0))
  const end = ENDS.find((one) => one === String(code))
  if (!end) return null
  return (
    <div className="banner bad row apart" role="alert">
      <span>
        {t(`ended.${end}`)} {comesBack > 0 && t('comesBack', { count: comesBack })}
      </span>
      {RELOAD.includes(code) && (
        <button type="button" className="button first" onClick={() => window.location.reload()}>
          {t('reload')}
        </button>
      )}
    </div>
  )
}

function Refused({ live }: OfLine) {
  const t = useTranslations('board')
  const refused = useLineState(live.line, (state) => state.refused)
  const why = REFUSALS.find((one) => one === refused?.why)
  return (
    why && (
      <p className="banner warn" role="alert" key={refused?.no}>
        {t(`refused.${why}`)}
      </p>
    )
  )
}
