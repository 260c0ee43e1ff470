import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addCard, editText, groupCards, joinGroup, moveCard, ungroup } from '#server/board/commands.ts'
import { followOwn } from './not-stored.ts'

const anna = { id: 'anna', kind: 'participant' as const, partnerId: 'council' }
const bela = { ...anna, id: 'bela' }

/** Anna's copy of a board with two cards that she did not write, the server's, and what it takes back. */
function aBoard() {
  const [server, mine] = [new Y.Doc(), new Y.Doc()]
  for (const id of ['bela.1', 'bela.2', 'bela.3', 'bela.4'])
    addCard(server, bela, { id, text: `Words of ${id}`, place: 'value', facet: null, createdAt: '' })
  groupCards(server, bela, 'bela.g', 'Bela’s secret', ['bela.3', 'bela.4'])
  const hear = () => Y.applyUpdate(mine, Y.encodeStateAsUpdate(server), 'server')
  hear()
  const own = followOwn(mine, () => {})
  return {
    ...{ mine, own },
    /** The server has what anna did, but puts the card back where it lay. */
    takesBackMove(id: string, says: 'what' | 'nothing' = 'what') {
      own.remember(says === 'what' ? [['places', id]] : undefined)
      Y.applyUpdate(server, Y.encodeStateAsUpdate(mine))
      moveCard(server, bela, id, { place: 'value' })
      hear()
    },
    /** The server has what anna did; then the group is there, under this name. */
    theyName(title: string) {
      Y.applyUpdate(server, Y.encodeStateAsUpdate(mine))
      groupCards(server, bela, 'bela.g', title, ['bela.3', 'bela.4'])
      hear()
    },
    /** Somebody else lays it there; the server takes that. */
    theyMove(id: string, place: 'middle') {
      Y.applyUpdate(server, Y.encodeStateAsUpdate(mine))
      moveCard(server, bela, id, { place })
      hear()
    },
  }
}

test('a move that was taken back is told, and one that was taken is not, wherever somebody lays the card then', () => {
  const { mine, own, takesBackMove, theyMove } = aBoard()
  moveCard(mine, anna, 'bela.1', { place: 'capacity' })
  moveCard(mine, anna, 'bela.2', { place: 'capacity' })
  takesBackMove('bela.1')
  theyMove('bela.2', 'middle')
  expect(own.settle()).toEqual([{ cardId: 'bela.1', text: '', to: 'capacity' }])
})

test('whoever lays a card elsewhere after a move was taken back is told of it no more', () => {
  const { mine, own, takesBackMove } = aBoard()
  moveCard(mine, anna, 'bela.1', { place: 'capacity' })
  takesBackMove('bela.1')
  moveCard(mine, anna, 'bela.1', { place: 'authorising' })
  expect(own.settle()).toEqual([])
})

test('words that were taken back are kept when their card is laid elsewhere', () => {
  const { mine, own, takesBackMove } = aBoard()
  editText(mine, anna, 'bela.1', 'Words of mine')
  own.remember([['cards', 'bela.1']])
  editText(mine, anna, 'bela.1', '')
  moveCard(mine, anna, 'bela.1', { place: 'capacity' })
  takesBackMove('bela.1')
  moveCard(mine, anna, 'bela.1', { place: 'authorising' })
  expect(own.settle()).toEqual([{ cardId: 'bela.1', text: 'Words of mine' }])
})

test('where the server doesn’t say what it takes back, all that doesn’t stand there then is told', () => {
  const { mine, own, takesBackMove } = aBoard()
  moveCard(mine, anna, 'bela.1', { place: 'capacity' })
  moveCard(mine, anna, 'bela.2', { place: 'capacity' })
  takesBackMove('bela.1', 'nothing')
  expect(own.settle()).toEqual([{ cardId: 'bela.1', text: '', to: 'capacity' }])
})

test('of a group that somebody else named, what was taken back holds no word: whoever named it may take it back', () => {
  const { mine, own, takesBackMove } = aBoard()
  joinGroup(mine, anna, 'bela.1', 'bela.g')
  takesBackMove('bela.1')
  const lost = own.settle()
  expect(lost).toEqual([{ cardId: 'bela.1', text: '', to: 'value', groupId: 'bela.g' }])
  expect(JSON.stringify(lost)).not.toContain('secret')
})

test('a group of somebody else that one took apart in vain is not told as one that one made', () => {
  const { mine, own, theyName } = aBoard()
  ungroup(mine, anna, 'bela.g')
  theyName('Bela’s secret')
  expect(JSON.stringify(own.all())).not.toContain('secret')
})

test('of a group that one named oneself the name is kept', () => {
  const { mine, own, takesBackMove } = aBoard()
  groupCards(mine, anna, 'anna.g', 'My name for it', ['bela.1', 'bela.2'])
  takesBackMove('bela.1', 'nothing')
  expect(own.settle()).toContainEqual({
    ...{ cardId: 'bela.1', text: '', to: 'value', groupId: 'anna.g', group: 'My name for it' },
  })
})

test('a card that lies in its group is not called lost because somebody else named the group anew', () => {
  const { mine, own, theyName } = aBoard()
  joinGroup(mine, anna, 'bela.1', 'bela.g')
  own.remember()
  theyName('Bela’s second name')
  expect(own.settle()).toEqual([])
})
