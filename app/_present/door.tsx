'use client'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { showCode } from '#server/vocabulary/code.ts'

/** How to get in, to be read from the back of the room: the picture, the address, the code. */
export function Door({ host, code, qr }: { host: string; code: string; qr: ReactNode }) {
  const t = useTranslations('present')
  return (
    <div className="door">
      {qr}
      <div>
        <p className="step-words">
          {t('scan')} <strong>{host}/join</strong>
          <br />
          {t('enter')}
        </p>
        <p className="code">{showCode(code)}</p>
        <p>{t('noAccount')}</p>
      </div>
    </div>
  )
}
