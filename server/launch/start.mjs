// npm start: installs what is missing, builds what changed, and runs the server. Plain Node until packages are there.
import { keepRunning } from './keep-running.mjs'
import { ensureBuilt, ensureInstalled } from './ready.mjs'

ensureInstalled()
ensureBuilt()

const args = ['--enable-source-maps', 'dist/server.js', ...process.argv.slice(2)]
const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
process.exit(await keepRunning(process.execPath, args, env))
