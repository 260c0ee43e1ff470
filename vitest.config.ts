import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['server/**/*.test.{ts,tsx}', 'db/**/*.test.ts', 'app/**/*.test.{ts,tsx}', 'e2e/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
