import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Test files by what stands in them. */
const testsWith = (words: string) =>
  ['app', 'server', 'db', 'e2e'].flatMap((room) =>
    readdirSync(room, { recursive: true })
      .map((name) => `${room}/${name}`.replaceAll('\\', '/'))
      .filter((file) => /[.]test[.]tsx?$/.test(file) && readFileSync(file, 'utf8').includes(words)),
  )

/**
 * Those that put something else in a module's place, and those whose server lasts for a file (what a module begins when it is
 * loaded is begun for the first file alone): each has modules to itself.
 */
const ALONE = [...testsWith('vi.mock('), ...testsWith("'./a-server.ts'")]
const WITH_A_PAGE = testsWith('@vitest-environment happy-dom')

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
      // Each on a page of its own: what one left on a shared page, a listener or a focus, failed now this one and now that.
      { extends: true, test: { name: 'page', include: WITH_A_PAGE, exclude: ALONE } },
      {
        extends: true,
        test: {
          name: 'together',
          include: ['{app,server,db}/**/*.test.{ts,tsx}', 'e2e/*.test.ts'],
          exclude: [...ALONE, ...WITH_A_PAGE],
          // Loading modules anew for every file took a fifth of the time, and a fourth on PostgreSQL.
          isolate: false,
        },
      },
    ],
  },
})
