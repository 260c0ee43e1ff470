import { chanceFrom } from './chance.ts'
import { type LongAnswer, type Matrix, type MatrixAnswer, makeMatrix } from './matrix.ts'

interface Asked {
  readonly partners: number
  readonly statements: number
  readonly seed: number
  /** How strongly two camps of partners pull apart: 0 not at all, 1 to either end on every third statement. */
  readonly camps?: number
  /** Draws the second of two rounds: the same people, some of whom think otherwise now. */
  readonly round?: 1 | 2
}

const NAMES = ['Council', 'University', 'Charity', 'Traders', 'Housing', 'Hospital', 'College', 'Quay', 'Youth', 'Arts']
const PLACES = ['City', 'Harbour', 'North', 'Mill', 'Riverside', 'Old Town']
const THINGS = ['one voice', 'young people first', 'a shared budget', 'the quay', 'skills for work', 'a public report']
const VERBS = ['We put', 'We pay for', 'We speak up for', 'We wait with', 'We begin with']

export const partnerName = (j: number) =>
  `${PLACES[Math.floor(j / NAMES.length) % PLACES.length]} ${NAMES[j % NAMES.length]}`
export const statementText = (s: number) =>
  `${VERBS[s % VERBS.length]} ${THINGS[Math.floor(s / VERBS.length) % THINGS.length]}${s >= 30 ? `, part ${Math.floor(s / 30) + 1}` : ''}`

/**
 * For tests and pictures: a network drawn by chance, of partners with one to nine people, in two camps on every third statement,
 * one statement in seven unclear to many, and one in five mixed inside partners. The same seed draws the same network.
 */
export function aNetwork({ partners, statements, seed, camps = 1, round = 1 }: Asked): Matrix {
  const sizes = chanceFrom(seed)
  const people = Array.from({ length: partners }, () => 1 + Math.floor(sizes() * 9))
  const answers: LongAnswer[] = []
  for (let s = 0; s < statements; s += 1)
    for (let j = 0; j < partners; j += 1)
      for (let i = 0; i < (people[j] as number); i += 1) {
        const chance = chanceFrom(seed * 7919 + s * 104_729 + j * 1_299_709 + i * 15_485_863)
        for (let skip = 0; skip < 3; skip += 1) chance()
        const first = answerOf(s, j, camps, chance)
        const changed = round === 2 && chance() < 0.5 ? closer(first) : first
        answers.push({ statement: `S${s}`, partner: `P${j}`, person: `${j}-${i}`, answer: changed })
      }
  return makeMatrix({
    scale: 5,
    voice: 'own',
    partners: people.map((_, j) => ({ id: `P${j}`, label: partnerName(j) })),
    statements: Array.from({ length: statements }, (_, s) => ({ id: `S${s}`, text: statementText(s) })),
    answers,
  })
}

function answerOf(s: number, j: number, camps: number, chance: () => number): MatrixAnswer {
  if (chance() < (s % 7 === 3 ? 0.5 : 0.04)) return 'unsure'
  if (chance() < 0.02) return 'remit'
  const side = j % 2 === 0 ? 1 : -1
  const pull = s % 3 === 0 ? side * camps * 1.6 : s % 5 === 1 ? 0 : s % 5 === 4 ? -1 : 1
  const wide = s % 5 === 1 && s % 3 !== 0 ? 5 : 2
  return Math.min(5, Math.max(1, Math.round(3 + pull + (chance() + chance() - 1) * wide)))
}

const closer = (answer: MatrixAnswer): MatrixAnswer =>
  typeof answer === 'number' ? (answer < 3 ? answer + 1 : answer > 4 ? answer - 1 : answer) : answer
