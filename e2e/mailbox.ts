import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'

/** A mail server of the tests' own: takes every mail, sends none on, and keeps each as a file of the directory. */
export async function openMailbox(directory: string): Promise<{ url: string; close(): void }> {
  let taken = 0
  const server = createServer((socket) => {
    taken += 1
    const file = join(directory, `${taken}.mail`)
    writeFileSync(file, '')
    take(socket, (line) => appendFileSync(file, `${line}\r\n`))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return { url: `smtp://127.0.0.1:${port}`, close: () => server.close() }
}

/** Speaks as much of the mail protocol as a mail needs to arrive. */
function take(socket: Socket, keep: (line: string) => void): void {
  let [rest, inMail] = ['', false]
  const say = (answer: string) => socket.write(`${answer}\r\n`)
  say('220 here')
  socket.on('error', () => socket.destroy())
  socket.on('data', (bytes) => {
    const lines = (rest + bytes.toString('latin1')).split('\r\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (inMail && line !== '.') keep(line)
      else if (inMail || !/^(DATA|QUIT)/i.test(line)) {
        if (/^RCPT TO/i.test(line)) keep(line)
        inMail = false
        say('250 fine')
      } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
      else {
        inMail = true
        say('354 go on')
      }
    }
  })
}

/** The links in the mails that came for an address so far, the oldest first. */
export function linksTo(address: string, directory = process.env.E2E_MAIL_DIR as string): string[] {
  return mailsTo(address, directory).flatMap((mail) => mail.match(/https?:\/\/\S+/g) ?? [])
}

/** The mails that came for an address so far, as they are read. */
export function mailsTo(address: string, directory = process.env.E2E_MAIL_DIR as string): string[] {
  return readdirSync(directory)
    .map((name) => readFileSync(join(directory, name), 'latin1'))
    .filter((mail) => mail.includes(`<${address}>`))
    .map(plain)
}

const plain = (mail: string) =>
  mail
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
