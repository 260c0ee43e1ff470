// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'
import { atTheEnd } from '#server/sync/a-stage.ts'
import { keepWords } from './kept-words.ts'

beforeEach(() => localStorage.clear())

const aPage = (page: number, heard = () => {}) => {
  const words = keepWords('tricorner.board.anna', page, heard)
  atTheEnd(() => words.end())
  return words
}
const first = { cardId: 'anna.1', text: 'Young people first', to: 'value' as const }
const second = { cardId: 'anna.2', text: 'Safe places' }

test('two tabs keep what each of them lost, and the next page finds all of it', () => {
  const [one, other] = [aPage(1), aPage(2)]
  one.add([first])
  other.add([second])
  one.add([{ cardId: 'anna.3', text: 'Once more' }])
  expect(aPage(3).all()).toHaveLength(3)
  expect(one.all()).toEqual(other.all())
})

test('what two tabs lost of one card is told once where it is the same, and twice where it is not', () => {
  const [one, other] = [aPage(1), aPage(2)]
  one.add([first])
  other.add([first])
  expect(one.all()).toEqual([first])
  other.add([{ ...first, text: 'Young people first, and soon' }])
  expect(one.all().map(({ text }) => text)).toEqual(['Young people first, and soon'])
  other.add([{ ...first, text: 'Old people next' }])
  expect(one.all().map(({ text }) => text)).toEqual(['Young people first', 'Old people next'])
})

test('what is put away in one tab is gone in all, and nothing else is', () => {
  const [one, other] = [aPage(1), aPage(2)]
  one.add([first, second])
  other.add([first, { ...second, text: 'Other words' }])
  other.putAway('anna.1', first.text)
  one.putAway('anna.2', 'Other words')
  for (const page of [one, other, aPage(3)]) expect(page.all()).toEqual([second])
})

test('a tab hears when another one keeps something, until it is closed', () => {
  const heard = vi.fn()
  const page = aPage(1, heard)
  const tell = (key: string) => window.dispatchEvent(new StorageEvent('storage', { key }))
  tell('tricorner.board.anna.lost.2.anna.1')
  tell('tricorner.another.anna.lost.2.anna.1')
  expect(heard).toHaveBeenCalledTimes(1)
  page.end()
  tell('tricorner.board.anna.lost.2.anna.1')
  expect(heard).toHaveBeenCalledTimes(1)
})

test('what pages of an older version kept is still there, and can be put away', () => {
  localStorage.setItem('tricorner.board.anna.lost', JSON.stringify([first, second]))
  const page = aPage(1)
  expect(page.all()).toEqual([first, second])
  page.putAway('anna.1', first.text)
  expect(aPage(2).all()).toEqual([second])
})

test('a device that keeps nothing shows them as long as the page is open', () => {
  const full = () => {
    throw new DOMException('full', 'QuotaExceededError')
  }
  vi.stubGlobal('localStorage', { setItem: full, getItem: () => null, removeItem: () => {} })
  atTheEnd(() => void vi.unstubAllGlobals())
  const page = aPage(1)
  page.add([first, second])
  expect(page.all()).toEqual([first, second])
  page.putAway('anna.2', second.text)
  expect(page.all()).toEqual([first])
  expect(aPage(2).all()).toEqual([])
})

test.each([
  [1, 2],
  [2, 1],
])('words stay when their card is laid somewhere in vain, on page %i and then on page %i', (before, after) => {
  aPage(before).add([{ cardId: 'anna.1', text: 'What I wrote on the train' }])
  const page = aPage(after)
  page.add([{ cardId: 'anna.1', text: '', to: 'capacity' }])
  expect(page.all()).toEqual([{ cardId: 'anna.1', text: 'What I wrote on the train', to: 'capacity' }])
})
