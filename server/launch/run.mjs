// Runs one of our TypeScript files as a command: run.mjs FILE [ARGUMENT …]. Prints nothing of its own when all is installed.
import { spawnSync } from 'node:child_process'
import { ensureInstalled } from './ready.mjs'

ensureInstalled()
const { status } = spawnSync(process.execPath, ['--import', 'tsx', ...process.argv.slice(2)], { stdio: 'inherit' })
process.exit(status ?? 1)
