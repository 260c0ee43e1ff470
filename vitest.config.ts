import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/**
 * Those with a page around them, those that put something else in a module's place, and those whose stage clears up behind each
 * test (what a module begins when it is loaded is begun for the first file alone): each has its modules to itself.
 */
const ALONE = [
  'app/**/*.test.{ts,tsx}',
  'server/sync/**/*.test.ts',
  'db/embedded/embedded-database.test.ts',
  'server/disagreement/serving-thread.test.ts',
]

export default defineConfig({
  test: {
    // The default leaves one core of two idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // In one process the embedded database's code is compiled once, and not anew for every file.
    pool: 'threads',
    globalSetup: ['db/embedded/keep-compiled.mjs', 'db/keep-seeded.mjs'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'alone', include: ALONE } },
      {
        extends: true,
        test: {
          name: 'together',
          include: ['server/**/*.test.{ts,tsx}', 'db/**/*.test.ts', 'e2e/*.test.ts'],
          exclude: ALONE,
          // Loading the server's modules anew for every file took a sixth of the time, and a fourth on PostgreSQL.
          isolate: false,
        },
      },
    ],
  },
})
