import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'

/** Says each call that comes to the operator's socket of a server, and hands back what is answered there. */
const ASK = `
  const { port, answered } = require('node:worker_threads').workerData
  port.on('message', ({ socket, args }) => {
    let [out, failed] = ['', 'no answer']
    require('node:net')
      .connect(socket, function () { this.write(JSON.stringify(args) + '\\n') })
      .setEncoding('utf8')
      .on('data', (part) => { out += part })
      .on('error', ({ message }) => { failed = message })
      .on('close', () => {
        port.postMessage(out || JSON.stringify({ status: 1, err: failed }))
        Atomics.store(answered, 0, 1)
        Atomics.notify(answered, 0)
      })
  })`

let thread: { port: MessageChannel['port1']; answered: Int32Array<SharedArrayBuffer> } | undefined

/** A thread that asks while the test stands still, begun with the first question: a process for each took a tenth of a second. */
function aThread() {
  const { port1, port2 } = new MessageChannel()
  const answered = new Int32Array(new SharedArrayBuffer(4))
  new Worker(ASK, { eval: true, workerData: { port: port2, answered }, transferList: [port2] }).unref()
  return { port: port1, answered }
}

/** Waits for what a running server answers to one of the operator's commands. */
export function askOperator(socket: string, args: string[]): { status: number; out: string; err: string } {
  thread ??= aThread()
  const { port, answered } = thread
  Atomics.store(answered, 0, 0)
  port.postMessage({ socket, args })
  Atomics.wait(answered, 0, 0)
  return JSON.parse(receiveMessageOnPort(port)?.message)
}
