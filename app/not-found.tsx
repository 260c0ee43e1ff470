import { Sorry } from './_ui/sorry.tsx'
import { words } from './_words/words.ts'

export default function NotFound() {
  const t = words('errors')
  return (
    <Sorry title={t('notFoundTitle')} href="/" action={words('common')('home')}>
      {t('notFound')}
    </Sorry>
  )
}
