import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { newId } from '#server/vocabulary/ids.ts'
import type { MailsGo } from '#server/work.ts'
import { KeepAnswers } from './keep-answers.tsx'

const shown = (mailsGo: MailsGo) =>
  renderToStaticMarkup(
    <Words messages={pick('keep', 'refusal')}>
      <Procedures>
        <KeepAnswers sessionId={newId<'session'>()} mailsGo={mailsGo} />
      </Procedures>
    </Words>,
  )

test('a server without mail promises none, and says where the link is before an address is typed', () => {
  const page = shown('to-the-log')
  expect(page).toContain('This server sends no e-mail.')
  expect(page).toContain('Make a link')
  expect(page).not.toMatch(/We send|Send me/)
})

test('a server with mail says that it sends a link', () => {
  const page = shown('out')
  expect(page).toContain('We send a link.')
  expect(page).toContain('Send me the link')
})
