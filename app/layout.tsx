import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { nonceIn } from '#server/nonce.ts'
import { directionOf } from '#server/vocabulary/language.ts'
import { aboutLanguage } from '#server/vocabulary/language-names.ts'
import { holdEarly } from './_ui/hold-early.ts'
import { sayLate } from './_ui/say-late.ts'
import { locale } from './_words/locale.ts'
import { readyNumbers } from './_words/ready-numbers.ts'
import { words } from './_words/words.ts'
import './globals.css'

export const metadata: Metadata = { title: { default: 'Tricorner', template: '%s – Tricorner' } }
export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

export default async function Layout({ children }: { children: ReactNode }) {
  // Each answer's scripts carry a nonce of its own: no page can be made ahead.
  await connection()
  const { tag, draft } = aboutLanguage(locale())
  const t = words('common')
  const errors = words('errors')
  const fault = {
    'data-fault-title': errors('faultTitle'),
    'data-fault': errors('fault', { reference: '{reference}' }),
    'data-try-again': errors('tryAgain'),
    'data-late': errors('late'),
    'data-load-again': errors('loadAgain'),
  }
  return (
    <html lang={tag} dir={directionOf(tag)}>
      <body {...fault}>
        {/* Its sign is hidden from scripts by the browser. */}
        <script nonce={nonceIn((await headers()).get('content-security-policy'))} suppressHydrationWarning>
          {`(${holdEarly})();(${sayLate})();(${readyNumbers})()`}
        </script>
        <a className="skip" href="#main">
          {t('skip')}
        </a>
        {children}
        {draft && <footer className="draft-note">{t('draftLanguage')}</footer>}
      </body>
    </html>
  )
}
