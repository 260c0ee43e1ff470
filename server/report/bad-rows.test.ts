import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readPolis } from './read-polis.ts'
import { readRatings } from './read-ratings-csv.ts'
import { runAnalyse } from './run-analyse.ts'

const HEADER = 'statement,partner,person,answer'
const aFile = (text: string) => {
  const file = join(mkdtempSync(join(tmpdir(), 'rows-')), 'ratings.csv')
  writeFileSync(file, text)
  return file
}
const problemsOf = (text: string, voice: 'own' | 'named' = 'own') => {
  const read = readRatings(text, { scale: 5, voice })
  return read.is === 'bad' ? read.problems : []
}

describe('a file with bad rows', () => {
  test('of hundreds of thousands is told the first, and how many more there are', async () => {
    const rows = Array.from({ length: 300_000 }, (_, i) => `s,A,${i},9`)
    const { status, out, err } = await runAnalyse([aFile([HEADER, ...rows].join('\n'))])
    const lines = err.split('\n')
    expect([status, out, lines.length]).toEqual([2, '', 51])
    expect(lines[0]).toBe('row 2: answer 9 is outside 1..5')
    expect(lines.at(-1)).toBe('… and 299950 more')
  })

  test('cannot forge a row: each problem is one line, whatever stands in the row', () => {
    expect(problemsOf(`${HEADER}\ns,A,1,"2\nrow 9: partner is empty"\n`)).toEqual([
      'row 2: answer 2 row 9: partner is empty is outside 1..5',
    ])
    expect(problemsOf(`${HEADER},question\ns,A,1,2,"why\nrow 9: x"\n`)).toEqual([
      'row 2: question why row 9: x is neither is nor should',
    ])
    expect(problemsOf(`${HEADER},"a\nb","a\nb"\n`)).toEqual(['row 1: the header has a b twice'])
  })

  test('is read though its header ends otherwise than its rows', () => {
    for (const [first, others] of [
      ['\r\n', '\n'],
      ['\n', '\r\n'],
      ['\r', '\n'],
    ])
      expect(problemsOf(`${HEADER}${first}s,A,1,9${others}s,A,2,5${others}s,A,3,7${others}`)).toEqual([
        'row 2: answer 9 is outside 1..5',
        'row 4: answer 7 is outside 1..5',
      ])
  })

  test('which names its sessions is told every row that names none, and one that names none at all is read', () => {
    const rows = ['s,A,1,5,spring', 's,A,1,1,', 's,A,2,4,autumn', 's,B,1,4, ']
    expect(problemsOf([`${HEADER},session`, ...rows].join('\n'))).toEqual([
      'row 3: session is empty, and other rows name theirs',
      'row 5: session is empty, and other rows name theirs',
    ])
    expect(problemsOf([`${HEADER},session`, 's,A,1,5,', 's,B,1,5,'].join('\n'))).toEqual([])
  })

  test('where each partner has one voice is told a second one, and not what one person took back', () => {
    const rows = ['s,A,1,5', 's,B,1,4', 's,A,2,1', 't,A,2,1', 's,A,1,2', 's,B,2,']
    expect(problemsOf([HEADER, ...rows].join('\n'), 'named')).toEqual([
      'row 4: A gave its one answer to this statement in row 2',
    ])
    expect(problemsOf([HEADER, ...rows].join('\n'))).toEqual([])
  })

  test('which asks two questions has one voice on each of them', () => {
    const text = [`${HEADER},question`, 's,A,1,5,is', 's,A,2,5,should', 's,A,3,4,'].join('\n')
    expect(problemsOf(text, 'named')).toEqual(['row 4: A gave its one answer to this statement in row 3'])
  })
})

describe('whole numbers with nothing behind the point', () => {
  test('are answers, and others are not', () => {
    expect(problemsOf(`${HEADER}\ns,A,1,5.0\ns,A,2,1.00\ns,A,3,1.5\ns,A,4,6.0\ns,A,5,1.\n`)).toEqual([
      'row 4: answer 1.5 is outside 1..5',
      'row 5: answer 6.0 is outside 1..5',
      'row 6: answer 1. is outside 1..5',
    ])
  })
  test('are votes and groups of a Polis export', () => {
    const comments = 'comment-id,comment-body\n0,Zero\n'
    const plain = readPolis({ votes: 'participant,group-id,0\n7,0,1\n8,1,-1\n9,,0\n', comments })
    const pointed = readPolis({ votes: 'participant,group-id,0\n7.0,0.0,1.0\n8.0,1.0,-1.0\n9.0,,0.0\n', comments })
    expect(plain).toMatchObject({ is: 'read', value: { ungrouped: 1 } })
    expect(pointed).toEqual(plain)
  })
})

test('somebody who stands in a Polis export twice is no two people', () => {
  const votes = 'participant,group-id,0\n7,0,1\n8,1,-1\n\n7.0,0,1\n'
  expect(readPolis({ votes, comments: 'comment-id,comment-body\n0,Zero\n' })).toEqual({
    is: 'bad',
    problems: ['participants-votes.csv row 5: participant 7 stands in row 2 already'],
  })
})

test('a Polis export is told all its bad rows at once, and not the broken ones first', () => {
  const votes = 'participant,group-id,0,1\n7,0,2,1\n8,1,1\n9,0,1,1\n9,0,1,1\n'
  const problemsIn = (comments: string, own = votes) => {
    const read = readPolis({ votes: own, comments })
    return read.is === 'bad' ? read.problems.map((problem) => problem.replace('participants-votes.csv ', '')) : []
  }
  const ofVotes = [
    'row 3: Too few fields: expected 4 fields but parsed 3',
    'row 5: participant 9 stands in row 4 already',
    'row 2: vote 2 is none of 1, -1, 0',
  ]
  expect(problemsIn('comment-id,comment-body\n0,Zero\n')).toEqual(ofVotes)
  expect(problemsIn('number,words\n0,Zero\n').sort()).toEqual(
    [...ofVotes, 'comments.csv row 1: the header lacks comment-id or comment-body'].sort(),
  )
  expect(problemsIn('comment-id,comment-body\n0,"Zero\n')).toEqual([
    'row 3: Too few fields: expected 4 fields but parsed 3',
    'comments.csv row 2: Quoted field unterminated',
  ])
})

describe('the text of a report', () => {
  const of = (pairs: readonly (readonly [partner: string, people: number])[]) =>
    [
      HEADER,
      ...pairs.flatMap(([partner, people]) =>
        Array.from({ length: people }, (_, i) => `s,${partner},${i},${1 + (i % 5)}`),
      ),
    ].join('\n')

  test('says of a partner that protects others that it does, and not that it has too few people', async () => {
    const { out } = await runAnalyse([
      aFile(
        of([
          ['A', 2],
          ['B', 4],
          ['C', 5],
          ['D', 5],
        ]),
      ),
    ])
    expect(out).toContain(
      'One partner has too few people to be shown.\n      One partner isn’t shown, for it would give others’ answers away.',
    )
  })
  test('holds each partner and statement in one line', async () => {
    const names = ['"A\nrow"', 'B', 'C']
    const rows = names.flatMap((name) => [1, 2, 3].map((person) => `"s\nt",${name},${person},${person}`))
    const { out } = await runAnalyse([aFile([HEADER, ...rows].join('\n'))])
    expect(out).toContain('s t')
    expect(out).not.toMatch(/^t|^row/m)
  })
})
