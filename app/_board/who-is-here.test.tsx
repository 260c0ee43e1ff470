// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test } from 'vitest'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { LiveBoard } from './use-board.ts'
import type { Present } from './use-others.ts'
import { WhoIsHere } from './who-is-here.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

test('whoever has two tabs is one person, found where they write, and one’s own other tab is nobody else', async () => {
  const person = { partner: null, isConvenor: false, editing: undefined, dragging: undefined, over: undefined }
  const others: Present[] = [
    { ...person, clientId: 1, seat: 'bela', name: 'Bela' },
    { ...person, clientId: 2, seat: 'bela', name: 'Bela', editing: 'bela.1' },
    { ...person, clientId: 3, seat: 'anna', name: 'Anna', editing: 'anna.1' },
    { ...person, clientId: 4, seat: 'desk', name: '', isConvenor: true },
  ]
  const live = { others, view: { cards: { 'bela.1': { id: 'bela.1', text: 'Safe places' } } } } as unknown as LiveBoard
  const went: string[] = []
  const root = createRoot(document.body)
  await act(async () =>
    root.render(
      <Words messages={pick('board')}>
        <WhoIsHere
          live={live}
          me={{ id: 'anna', kind: 'participant', partnerId: null }}
          partnerOf={() => undefined}
          onGo={(cardId) => void went.push(cardId)}
        />
      </Words>,
    ),
  )
  expect(document.querySelector('summary')?.textContent).toBe('2 others are here')
  const [row, ...more] = document.querySelectorAll('li')
  expect(row?.textContent).toBe('BelaGo to “Safe places”')
  expect(more.map(({ textContent }) => textContent)).toEqual(['The convenor'])
  await act(async () => row?.querySelector('button')?.click())
  expect(went).toEqual(['bela.1'])
  await act(async () => root.unmount())
})
