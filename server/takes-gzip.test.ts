import { expect, test } from 'vitest'
import { takesGzip } from './takes-gzip.ts'

test.each([
  ['gzip', true],
  ['br, GZIP;q=0.001 , zstd', true],
  ['gzip;q=1.0', true],
  ['gzip;q=0', false],
  ['br, gzip ; Q = 0.000', false],
  ['identity', false],
  ['x-gzipped', false],
  [undefined, false],
])('whoever accepts %s is packed for: %s', (accepted, isTaken) => {
  expect(takesGzip({ headers: { 'accept-encoding': accepted } })).toBe(isTaken)
})
