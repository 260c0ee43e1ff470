import { build } from 'esbuild'

// Packages stay outside, our own sources (#server, #db) go in.
const packagesStayOutside = {
  name: 'packages-stay-outside',
  setup: (on) =>
    on.onResolve({ filter: /^[^./#]/ }, ({ path, kind }) =>
      kind === 'entry-point' ? undefined : { path, external: true },
    ),
}
const settings = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  outdir: 'dist',
  plugins: [packagesStayOutside],
}
await build({ ...settings, entryPoints: [{ in: 'server/main.ts', out: 'server' }] })
// The embedded database's thread and its first beginning are started as files of their own.
await build({
  ...settings,
  entryPoints: ['db/embedded/worker.mjs', 'db/embedded/begin.mjs'],
  outbase: 'db/embedded',
  outExtension: { '.js': '.mjs' },
})
// So are the thread that works reports out, and the one that watches over the server.
await build({
  ...settings,
  entryPoints: [
    { in: 'server/disagreement/analysis-thread.mjs', out: 'analysis-thread' },
    { in: 'server/watchdog-thread.mjs', out: 'watchdog-thread' },
  ],
  outExtension: { '.js': '.mjs' },
})
