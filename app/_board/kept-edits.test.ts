import { expect, test } from 'vitest'
import { besideEarlier, together } from './kept-edits.ts'

test('what tabs did offline one after another is counted once, however often one is killed', () => {
  const notes = new Map<string, string>()
  /** A page that finds what was noted, does so many changes more, and is killed. */
  const aPage = (page: string, changes: number) => {
    const found = new Map(notes)
    const unstored = together(found)
    for (let done = 1; done <= changes; done += 1)
      notes.set(page, JSON.stringify(besideEarlier({ ...unstored, count: unstored.count + done }, found)))
  }
  aPage('first', 5)
  aPage('second', 2)
  aPage('third', 1)
  expect(together(notes).count).toBe(8)
})

test('what is taken back while earlier changes wait is noted, and is no change itself', () => {
  const earlier = new Map([['first', JSON.stringify({ count: 5, cardIds: ['anna.1'] })]])
  const taken = [{ cardId: 'anna.1', text: 'Young people first' }]
  expect(besideEarlier({ ...together(earlier), count: 1, taken }, earlier)).toMatchObject({ count: 0, taken })
})
