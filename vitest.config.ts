import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['server/**/*.test.{ts,tsx}', 'db/**/*.test.ts', 'app/**/*.test.{ts,tsx}', 'e2e/*.test.ts'],
    // The default leaves one core of two idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // In one process the embedded database's code is compiled once, and not anew for every file.
    pool: 'threads',
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
