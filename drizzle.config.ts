import { defineConfig } from 'drizzle-kit'

// npm run migration -- verb_noun_and_so_on: writes what the tables under db/schema need into db/migrations.
export default defineConfig({ dialect: 'postgresql', schema: './db/schema/*.ts', out: './db/migrations' })
