import { type ChildProcess, fork } from 'node:child_process'
import { afterAll } from 'vitest'
import { BOARD } from './a-stage.ts'

const children: ChildProcess[] = []
afterAll(() => children.forEach((child) => void child.kill()))

/** A live line in a process of its own, where everybody has a seat. Is ended after the last test of the file. */
export async function aServer() {
  const child = fork(new URL('./a-line-process.ts', import.meta.url), [BOARD], {
    // The young generation has its whole room from the beginning, so that what grows is what is held.
    execArgv: ['--expose-gc', '--min-semi-space-size=16', '--import', 'tsx'],
  })
  const state = { hasEnded: false }
  child.on('exit', () => {
    state.hasEnded = true
  })
  children.push(child)
  const hear = () =>
    new Promise<Record<string, unknown>>((resolve) => child.once('message', (told) => resolve(told as never)))
  const { url } = await hear()
  const ask = async () => {
    const answer = hear()
    child.send('how are you?')
    return (await answer) as { rss: number; cpuMs: number; lines: number; boards: number }
  }
  return { url: url as string, state, ask }
}
