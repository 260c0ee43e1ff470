// What a run of tests leaves to be read at its end: what failed and why, and which journeys took longest.
import { stripVTControlCharacters } from 'node:util'

const firstLines = (message) =>
  stripVTControlCharacters(String(message ?? ''))
    .split('\n')
    .slice(0, 12)
    .map((line) => `    ${line}`)
    .join('\n')

/** Failed tests of Vitest's report, each its name and the beginning of its message. */
export function failedUnits({ testResults }) {
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => `${name}: ${fullName}\n${firstLines(failureMessages.join('\n'))}`)
    return failed.length === 0 && message ? [`${name}\n${firstLines(message)}`] : failed
  })
}

/** Every journey of Playwright's report: its name, seconds, whether it failed, and the beginning of its message. */
export function journeysOf({ suites, errors }) {
  const within = (suite, above) => {
    const title = [...above, suite.title]
    const own = (suite.specs ?? []).flatMap((spec) =>
      spec.tests.map(({ results, status }) => ({
        name: `${spec.file}: ${[...title.slice(1), spec.title].join(' › ')}`,
        seconds: results.reduce((sum, { duration }) => sum + duration, 0) / 1000,
        failed: status !== 'expected',
        why: firstLines(
          results
            .flatMap((result) => result.errors ?? [])
            .map((error) => error.message)
            .join('\n'),
        ),
      })),
    )
    return [...own, ...(suite.suites ?? []).flatMap((child) => within(child, title))]
  }
  const journeys = (suites ?? []).flatMap((suite) => within(suite, []))
  const outside = (errors ?? []).map(({ message }) => ({
    name: 'outside any journey',
    seconds: 0,
    failed: true,
    why: firstLines(message),
  }))
  return [...journeys, ...outside]
}
