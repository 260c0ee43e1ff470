import { runAnalyse } from './run-analyse.ts'

const { status, out, err } = await runAnalyse(process.argv.slice(2))
if (err) process.stderr.write(`${err}\n`)
if (out) process.stdout.write(`${out}\n`)
process.exitCode = status
