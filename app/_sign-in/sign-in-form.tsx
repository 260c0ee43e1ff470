'use client'
import { signIn } from 'next-auth/react'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'

/** Asks for a link by e-mail. The answer is the same whether or not the address is known. */
export function SignInForm() {
  const t = useTranslations('signIn')
  const [state, setState] = useState<'asking' | 'sent' | 'failed'>('asking')
  async function send(form: FormData) {
    const answer = await signIn('email', { email: String(form.get('email')), redirect: false, callbackUrl: '/' }).catch(
      () => undefined,
    )
    setState(answer?.ok && !answer.error ? 'sent' : 'failed')
  }
  if (state === 'sent') return <p role="status">{t('sent')}</p>
  return (
    <form action={send}>
      <div className="field">
        <label htmlFor="email">{t('email')}</label>
        {state === 'failed' && (
          <span className="wrong" role="alert">
            {t('failed')}
          </span>
        )}
        <input id="email" name="email" type="email" autoComplete="email" required maxLength={254} />
      </div>
      <button type="submit" className="button first wide">
        {t('send')}
      </button>
    </form>
  )
}
