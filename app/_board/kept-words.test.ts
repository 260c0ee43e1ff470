// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'
import { atTheEnd } from '#server/sync/a-stage.ts'
import { keepWords } from './kept-words.ts'
import type { LostWords } from './not-stored.ts'

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
  const [one, other, third] = [aPage(1), aPage(2), aPage(3)]
  one.add([first])
  other.add([first])
  expect(one.all()).toEqual([first])
  other.add([{ ...first, text: 'Young people first, and soon' }])
  expect(one.all().map(({ text }) => text)).toEqual(['Young people first, and soon'])
  third.add([{ ...first, text: 'Old people next' }])
  expect(one.all().map(({ text }) => text)).toEqual(['Young people first, and soon', 'Old people next'])
})

test('what is put away in one tab is gone in all, and nothing else is', () => {
  const [one, other] = [aPage(1), aPage(2)]
  one.add([first, second])
  other.add([first, { ...second, text: 'Other words' }])
  other.putAway(first)
  one.putAway({ ...second, text: 'Other words' })
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
  page.putAway(first)
  expect(aPage(2).all()).toEqual([second])
})

test('what pages of an older version kept again, or twice of one card, takes the place of nothing', () => {
  const keeps = (...words: LostWords[]) => localStorage.setItem('tricorner.board.anna.lost', JSON.stringify(words))
  keeps(first)
  aPage(1)
  // An older tab that is still open loses more.
  keeps({ ...first, text: 'Old people next' }, { ...first, text: 'Everybody at last' })
  expect(aPage(2).all()).toEqual([{ ...first, text: 'Young people first\nOld people next\nEverybody at last' }])
  expect(localStorage.getItem('tricorner.board.anna.lost')).toBeNull()
})

test('what was lost at a seat that was made one with this one is told here, beside what was lost at this one', () => {
  const [was, is] = ['tricorner.board.bela', 'tricorner.board.anna']
  localStorage.setItem(`${was}.lost`, JSON.stringify([{ cardId: 'bela.2', text: 'From an older page' }]))
  const before = keepWords(was, 7, () => {})
  before.add([first])
  before.end()
  aPage(7).add([second])
  const page = keepWords(is, 1, () => {}, [was])
  atTheEnd(() => page.end())
  expect(
    page
      .all()
      .map(({ text }) => text)
      .sort(),
  ).toEqual(['From an older page', 'Safe places', 'Young people first'])
  expect(aPage(2).all()).toEqual(page.all())
  expect(Object.keys(localStorage).filter((key) => key.startsWith(was))).toEqual([])
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
  page.putAway(second)
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

test('a paragraph that was lost stays told when a letter is lost on the same card', () => {
  const page = aPage(1)
  page.add([first])
  page.add([{ cardId: 'anna.1', text: 'W' }])
  expect(page.all()).toEqual([{ ...first, text: 'Young people first\nW' }])
})

test('of a card that an older page left twice, both texts are told', () => {
  const page = aPage(1)
  page.add([first, { cardId: 'anna.1', text: 'Old people next' }])
  expect(page.all().map(({ text }) => text)).toEqual(['Young people first\nOld people next'])
})

test('whoever goes on typing where nothing is taken any more is told it as it stands, and what was lost before', () => {
  const page = aPage(1)
  page.add([first])
  for (const text of ['Old peple', 'Old pe', 'Old people']) page.addLast([{ cardId: 'anna.1', text }])
  expect(page.all().map(({ text }) => text)).toEqual(['Young people first', 'Old people'])
})

test('the name of a group stays told when its card is laid elsewhere in vain', () => {
  const page = aPage(1)
  const named = { cardId: 'anna.1', text: '', to: 'value' as const, groupId: 'anna.g', group: 'My name for it' }
  const elsewhere = { cardId: 'anna.1', text: '', to: 'capacity' as const }
  page.add([named])
  page.add([elsewhere])
  expect(page.all()).toHaveLength(2)
  expect(page.all()).toEqual(expect.arrayContaining([named, elsewhere]))
})

test.each([
  ['two places', { text: '', to: 'value' as const }, { text: '', to: 'capacity' as const }],
  ['words and a place', { text: 'Young people first' }, { text: '', to: 'value' as const }],
  ['two groups', { text: '', to: 'value' as const, groupId: 'g' }, { text: '', to: 'value' as const, groupId: 'h' }],
  [
    'two names of a group',
    { text: '', to: 'value' as const, groupId: 'g', group: 'One name' },
    { text: '', to: 'value' as const, groupId: 'g', group: 'Another' },
  ],
])('%s that two tabs lost of one card are both told, and putting one away leaves the other', (_what, one, other) => {
  // As each of two tabs wrote it, before it heard of the other's.
  const mine: LostWords = { cardId: 'anna.1', ...one }
  const theirs: LostWords = { cardId: 'anna.1', ...other }
  for (const [no, each] of [mine, theirs].entries())
    localStorage.setItem(`tricorner.board.anna.lost.${no}.anna.1`, JSON.stringify(each))
  const page = aPage(3)
  expect(page.all()).toEqual([mine, theirs])
  page.putAway(mine)
  expect(page.all()).toEqual([theirs])
})
