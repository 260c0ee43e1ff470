import { copyFileSync } from 'node:fs'
import { build } from 'esbuild'

// The server in one file; packages stay outside, our own sources (#server, #db) go in.
await build({
  entryPoints: ['server/main.ts'],
  outfile: 'dist/server.js',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  plugins: [
    {
      name: 'packages-stay-outside',
      setup: (on) =>
        on.onResolve({ filter: /^[^./#]/ }, ({ path, kind }) =>
          kind === 'entry-point' ? undefined : { path, external: true },
        ),
    },
  ],
})
// The embedded database's thread is started as a file of its own.
copyFileSync('db/embedded/worker.mjs', 'dist/worker.mjs')
