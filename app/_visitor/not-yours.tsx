import { Sorry } from '#app/_ui/sorry.tsx'
import { words } from '#app/_words/words.ts'
import { answerWith } from '#server/status.ts'

/** What a page says to whoever may not see it: "not there" and "not yours" look the same. */
export function NotYours({ personName }: { personName: string | null }) {
  answerWith(personName ? 404 : 401)
  const t = words('errors')
  return (
    <Sorry
      title={t('notFoundTitle')}
      href={personName ? '/' : '/sign-in'}
      action={words('common')(personName ? 'home' : 'signIn')}
      person={personName}
    >
      {t('notFound')}
    </Sorry>
  )
}
