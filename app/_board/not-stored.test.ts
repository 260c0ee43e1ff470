import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  addCard,
  deleteCard,
  editText,
  groupCards,
  joinGroup,
  moveCard,
  renameGroup,
  ungroup,
} from '#server/board/commands.ts'
import { cardOn, eraseCard, restore, writeCard } from '#server/board/document.ts'
import { viewBoard } from '#server/board/view.ts'
import { both, followOwn, type Unheard } from './not-stored.ts'

const anna = { id: 'anna', kind: 'participant' as const, partnerId: 'council' }
const bela = { ...anna, id: 'bela' }

test('what is taken back is told as no change of one’s own', () => {
  const doc = new Y.Doc()
  const heard: boolean[] = []
  const own = followOwn(doc, (isNew) => void heard.push(isNew))
  addCard(doc, anna, { id: 'anna.1', text: 'Young people first', place: 'value', facet: null, createdAt: '' })
  expect(new Set(heard)).toEqual(new Set([true]))
  heard.length = 0
  own.remember([['cards', 'anna.1']])
  const server = new Y.Doc()
  Y.applyUpdate(server, Y.encodeStateAsUpdate(doc))
  eraseCard(server, 'anna.1')
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(server), 'server')
  expect(new Set(heard)).toEqual(new Set([false]))
})

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
    ...{ mine, own, server, hear },
    /** The server has what anna did. */
    takes: () => Y.applyUpdate(server, Y.encodeStateAsUpdate(mine)),
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

test('of two edits of one card that are taken back one after the other, both are told', () => {
  const { mine, own, server, takes, hear } = aBoard()
  const [pasted, typed] = [' A whole paragraph that somebody pasted here.', ' And more.']
  const takesBack = (words: string) => {
    own.remember([['cards', 'bela.1']])
    editText(server, bela, 'bela.1', viewBoard(server).cards['bela.1']?.text.replace(words, '') ?? '')
    hear()
  }
  editText(mine, anna, 'bela.1', `Words of bela.1${pasted}`)
  editText(mine, anna, 'bela.1', `Words of bela.1${pasted}${typed}`)
  takes()
  takesBack(pasted)
  takesBack(typed)
  const [lost, ...more] = own.settle()
  expect(more).toEqual([])
  expect(lost?.text).toBe(`Words of bela.1${pasted}${typed}`)
})

test('of what two tabs had lost of one card when the device was turned off, both is told', () => {
  const { own } = aBoard()
  const taken = ['Young people first', 'Safe places'].map((text) => ({ cardId: 'anna.1', text }))
  own.restore({ cardIds: ['anna.1'], movedIds: [], groupIds: [], since: [], stood: [], taken })
  expect(own.settle()).toEqual([{ cardId: 'anna.1', text: 'Young people first\nSafe places' }])
})

test.each([
  ['it is said already', 'Young people first', 'people', 'Young people first'],
  ['it says all of it', 'people', 'Young people first', 'Young people first'],
  ['a piece of it is gone', 'Young people first, and soon', 'Young people, and soon', 'Young people first, and soon'],
  ['a piece was put into it', 'Young people, and soon', 'Young people first, and soon', 'Young people first, and soon'],
  ['each letter that is typed is taken back', 'Young people fir', 'Young people s', 'Young people firs'],
  [
    'another word was written instead',
    'Young people first',
    'Young people last',
    'Young people first\nYoung people last',
  ],
  ['letters are found in it by chance only', 'Alle Kinder zuerst', 'Alt', 'Alle Kinder zuerst\nAlt'],
  ['letters have two halves', 'Young people 😀', 'Young people 😁', 'Young people 😀😁'],
])('where %s, words and what was written since are said whole', (_where, gone, since, all) => {
  expect(both(gone, since)).toBe(all)
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

describe('though the server is not heard to say what it takes back', () => {
  const aCardOfHers = (text: string) => ({ id: 'anna.1', text, place: 'value' as const, facet: null, createdAt: '' })

  test('a card that is gone before it was known to be stored is told, with where it lay', () => {
    const { mine, own, server, takes, hear } = aBoard()
    addCard(mine, anna, aCardOfHers('Young people first'))
    takes()
    eraseCard(server, 'anna.1')
    hear()
    expect(own.settle()).toEqual([{ cardId: 'anna.1', text: 'Young people first', to: 'value' }])
  })

  test('words that are gone from a card before they were known to be stored are told', () => {
    const { mine, own, server, takes, hear } = aBoard()
    addCard(mine, anna, aCardOfHers('Young people'))
    takes()
    expect(own.settle()).toEqual([])
    editText(mine, anna, 'anna.1', 'Young people first')
    takes()
    editText(server, anna, 'anna.1', 'Young people')
    hear()
    expect(own.settle()).toEqual([{ cardId: 'anna.1', text: 'Young people first' }])
  })

  test('what is typed into a card that is written anew meanwhile is told', () => {
    const { mine, own, server, takes, hear } = aBoard()
    addCard(mine, anna, aCardOfHers('Young people'))
    takes()
    own.settle()
    editText(mine, anna, 'anna.1', 'Young people first')
    const card = cardOn(server, 'anna.1')
    if (card) writeCard(server, 'anna.1', card)
    hear()
    takes()
    expect(own.settle()).toEqual([{ cardId: 'anna.1', text: 'Young people first' }])
  })

  test('what its author deletes, shortens and writes on another device is no loss', () => {
    const { mine, own, server, takes, hear } = aBoard()
    for (const no of [1, 2, 3]) addCard(mine, anna, { ...aCardOfHers('Young people in town'), id: `anna.${no}` })
    takes()
    own.settle()
    for (const no of [1, 2, 3]) editText(mine, anna, `anna.${no}`, 'Young people first in town')
    deleteCard(server, anna, 'anna.1')
    editText(server, anna, 'anna.2', 'Young people')
    editText(server, anna, 'anna.3', 'All young people in my town')
    hear()
    takes()
    expect(own.settle()).toEqual([])
  })

  test('what its author takes away again is no loss, on this page', () => {
    const { mine, own, server, takes, hear } = aBoard()
    addCard(mine, anna, aCardOfHers('Young people first'))
    addCard(mine, anna, { ...aCardOfHers('Safe places'), id: 'anna.2' })
    editText(mine, anna, 'anna.1', 'Young')
    deleteCard(mine, anna, 'anna.2')
    moveCard(server, bela, 'bela.1', { place: 'capacity' })
    hear()
    takes()
    expect(own.settle()).toEqual([])
  })

  /** The server has what anna did, and puts back what stood there before, as its gate does. */
  function putsBack({ mine, server, hear }: ReturnType<typeof aBoard>, act: () => void) {
    const stood = (['places', 'groups'] as const).map((shelf) => [shelf, server.getMap(shelf).toJSON()] as const)
    act()
    Y.applyUpdate(server, Y.encodeStateAsUpdate(mine))
    for (const [shelf, before] of stood)
      for (const [id, now] of Object.entries(server.getMap(shelf).toJSON()))
        if (JSON.stringify(now) !== JSON.stringify(before[id])) restore(server, shelf, id, before[id])
    hear()
  }
  const hasGroup = { groupId: 'anna.g', group: 'My name for it' }

  test('a move that is put back where its card lay is told, and of two the last', () => {
    const board = aBoard()
    const { mine, own } = board
    putsBack(board, () => {
      moveCard(mine, anna, 'bela.1', { place: 'capacity' })
      moveCard(mine, anna, 'bela.1', { place: 'authorising' })
    })
    expect(own.settle()).toEqual([{ cardId: 'bela.1', text: '', to: 'authorising' }])
  })

  test('a group that is put away again is told with its cards, and so is a name that was given in vain', () => {
    const board = aBoard()
    const { mine, own } = board
    putsBack(board, () => {
      groupCards(mine, anna, 'anna.g', 'My name for it', ['bela.1', 'bela.2'])
      renameGroup(mine, anna, 'bela.g', 'My name for hers')
    })
    expect(own.settle()).toEqual([
      { cardId: 'bela.1', text: '', to: 'value', ...hasGroup },
      { cardId: 'bela.2', text: '', to: 'value', ...hasGroup },
      { cardId: 'bela.g', text: 'My name for hers', is: 'group', to: 'value' },
    ])
  })

  test('who lays a card elsewhere, brings it back, or takes a group apart takes nothing back', () => {
    const { mine, own, server, takes, hear } = aBoard()
    moveCard(mine, anna, 'bela.3', { place: 'capacity' })
    groupCards(mine, anna, 'anna.g', 'My name for it', ['bela.1', 'bela.2'])
    takes()
    moveCard(server, bela, 'bela.3', { place: 'value' })
    ungroup(server, bela, 'anna.g')
    hear()
    expect(own.settle()).toEqual([])
  })

  test('a move that loses against one of the same moment is not told, wherever that led', () => {
    for (const me of [1, 4_000_000_000]) {
      const { mine, own, server, takes, hear } = aBoard()
      mine.clientID = me
      const stood = server.getMap('places').get('bela.1')
      moveCard(server, bela, 'bela.1', { place: 'middle' })
      restore(server, 'places', 'bela.1', stood)
      moveCard(mine, anna, 'bela.1', { place: 'capacity' })
      takes()
      hear()
      expect(own.settle()).toEqual([])
    }
  })

  test('when nothing more will be taken, what is gone is told with what was written in its stead', () => {
    const { mine, own, server, takes, hear } = aBoard()
    addCard(mine, anna, aCardOfHers('Young people'))
    takes()
    own.settle()
    editText(mine, anna, 'anna.1', 'Young people first')
    takes()
    editText(server, anna, 'anna.1', 'Young people')
    hear()
    expect(own.all()).toEqual([{ cardId: 'anna.1', text: 'Young people first' }])
    editText(mine, anna, 'anna.1', 'Old people')
    expect(own.all()).toEqual([{ cardId: 'anna.1', text: 'Young people first\nOld people' }])
  })

  /** The next page, with what an earlier one left on the device. */
  function nextPage(earlier: Y.Doc, left: Unheard) {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(earlier))
    const own = followOwn(doc, () => {})
    own.restore(JSON.parse(JSON.stringify(left)) as Unheard)
    return { own, hearFrom: (server: Y.Doc) => Y.applyUpdate(doc, Y.encodeStateAsUpdate(server)) }
  }

  test('a tab that is killed when it has heard of it leaves the words to the next page', () => {
    const { mine, own, server, takes, hear } = aBoard()
    addCard(mine, anna, aCardOfHers('Young people first'))
    own.remember([
      ['cards', 'anna.1'],
      ['places', 'anna.1'],
    ])
    takes()
    eraseCard(server, 'anna.1')
    hear()
    expect(nextPage(mine, own.unheard()).own.settle()).toEqual([
      { cardId: 'anna.1', text: 'Young people first', to: 'value' },
    ])
  })

  test('a tab that is killed before it heard of anything leaves them, too, and what it knew to be stored is its author’s to delete', () => {
    const { mine, own, server, takes } = aBoard()
    addCard(mine, anna, { ...aCardOfHers('Safe places for all'), id: 'anna.2' })
    takes()
    own.settle()
    addCard(mine, anna, aCardOfHers('Young people first'))
    editText(mine, anna, 'anna.2', 'Safe places for all of us')
    const next = nextPage(mine, own.unheard())
    takes()
    eraseCard(server, 'anna.1')
    editText(server, anna, 'anna.2', 'Places for all of us')
    next.hearFrom(server)
    expect(next.own.settle()).toEqual([{ cardId: 'anna.1', text: 'Young people first', to: 'value' }])
  })

  test('so it leaves a move that is put back then', () => {
    const { mine, own, server, takes } = aBoard()
    const stood = server.getMap('places').get('bela.1')
    moveCard(mine, anna, 'bela.1', { place: 'capacity' })
    const next = nextPage(mine, own.unheard())
    takes()
    restore(server, 'places', 'bela.1', stood)
    next.hearFrom(server)
    expect(next.own.settle()).toEqual([{ cardId: 'bela.1', text: '', to: 'capacity' }])
  })
})
