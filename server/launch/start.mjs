import { spawn } from 'node:child_process'
import { ensureBuilt, ensureInstalled } from './ready.mjs'

ensureInstalled()
ensureBuilt()

const server = spawn(process.execPath, ['--enable-source-maps', 'dist/server.js', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
})
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => server.kill(signal))
server.on('exit', (status) => process.exit(status ?? 1))
