import { expect, test } from 'vitest'
import { failedUnits, journeysOf } from './told.mjs'

test('what failed is told with its file, its name and the beginning of its message, without colours', () => {
  const assertion = (status: string, failureMessages: string[] = []) => ({
    status,
    fullName: `it ${status}`,
    failureMessages,
  })
  expect(
    failedUnits({
      testResults: [
        {
          name: 'a.test.ts',
          message: '',
          assertionResults: [assertion('passed'), assertion('failed', ['\u001b[31mno\u001b[39m'])],
        },
        { name: 'b.test.ts', message: 'could not be read', assertionResults: [] },
      ],
    }),
  ).toEqual(['a.test.ts: it failed\n    no', 'b.test.ts\n    could not be read'])
})

test('every journey is told with its seconds, and one that was left out counts as failed', () => {
  const spec = (title: string, status: string, message?: string) => ({
    file: 'room.spec.ts',
    title,
    tests: [{ status, results: [{ duration: 1500, errors: message ? [{ message }] : [] }] }],
  })
  const report = {
    suites: [
      {
        title: 'room.spec.ts',
        specs: [spec('opens', 'expected')],
        suites: [
          { title: 'on a phone', specs: [spec('closes', 'unexpected', 'it stayed open'), spec('waits', 'skipped')] },
        ],
      },
    ],
    errors: [{ message: 'no browser' }],
  }
  expect(journeysOf(report).map(({ name, seconds, failed }) => [name, seconds, failed])).toEqual([
    ['room.spec.ts: opens', 1.5, false],
    ['room.spec.ts: on a phone › closes', 1.5, true],
    ['room.spec.ts: on a phone › waits', 1.5, true],
    ['outside any journey', 0, true],
  ])
  expect(journeysOf(report)[1]?.why).toBe('    it stayed open')
})
