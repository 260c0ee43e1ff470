/** The picture of a board that nothing lies on. In a file of its own, so that whoever only looks loads no Yjs. */
export const EMPTY_BOARD = {
  cards: {},
  places: { value: [], authorising: [], capacity: [], middle: [] },
  groups: [],
  session: { step: 'join', viewsShown: false, closed: false },
} as const
