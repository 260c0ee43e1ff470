import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A proxy as some halls have one: it carries requests and event streams, and lets no socket through. */
export interface HallProxy extends AsyncDisposable {
  readonly address: string
  /** How many sockets it has turned away. */
  turnedAway(): number
}

export async function aHallProxy(): Promise<HallProxy> {
  let away = 0
  const proxy = createServer((asked, answer) => {
    const { method, headers } = asked
    const onward = request(asked.url ?? '', { method, headers, agent: false }, (came) => {
      answer.writeHead(came.statusCode ?? 502, came.headers)
      came.pipe(answer)
    })
    onward.on('error', () => answer.destroy())
    answer.on('close', () => onward.destroy())
    asked.pipe(onward)
  })
  // A browser asks for a tunnel to open a socket through a proxy; one that knows no better upgrades.
  for (const way of ['connect', 'upgrade'])
    proxy.on(way, (_asked, socket) => {
      away += 1
      socket.end('HTTP/1.1 405 Method Not Allowed\r\n\r\n')
    })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    turnedAway: () => away,
    async [Symbol.asyncDispose]() {
      proxy.closeAllConnections()
      proxy.close()
    },
  }
}
