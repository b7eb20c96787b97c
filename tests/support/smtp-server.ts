import { createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  /** Header and body as they came. */
  readonly data: string
  /** User and password, where they were given. */
  readonly auth: string | null
}

export interface SmtpServer {
  readonly port: number
  readonly mails: readonly ReceivedMail[]
  /** Every command of every client. */
  readonly commands: readonly string[]
  /** What the next recipients are answered, one each. */
  readonly answers: string[]
}

/** An SMTP server of RFC 5321's least, without TLS. */
export async function startSmtpServer(host = '127.0.0.1'): Promise<SmtpServer> {
  const mails: ReceivedMail[] = []
  const commands: string[] = []
  const answers: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    serve(socket, { mails, commands, answers })
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  const address = server.address()
  return { port: typeof address === 'object' && address !== null ? address.port : 0, mails, commands, answers }
}

function serve(socket: Socket, kept: { mails: ReceivedMail[]; commands: string[]; answers: string[] }): void {
  let mail: { from: string; to: string[]; auth: string | null } = { from: '', to: [], auth: null }
  let isData = false
  let pending = ''
  const say = (line: string) => socket.write(`${line}\r\n`)
  say('220 test ESMTP')
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    pending += chunk
    for (;;) {
      const end = pending.indexOf(isData ? '\r\n.\r\n' : '\r\n')
      if (end === -1) return
      const part = pending.slice(0, end)
      pending = pending.slice(end + (isData ? 5 : 2))
      if (isData) {
        isData = false
        kept.mails.push({ ...mail, data: part })
        mail = { from: '', to: [], auth: mail.auth }
        say('250 kept')
        continue
      }
      kept.commands.push(part)
      const [verb = '', argument = ''] = part.split(/ (.*)/s)
      switch (verb.toUpperCase()) {
        case 'EHLO':
          say('250-test')
          say('250-AUTH PLAIN')
          say('250 8BITMIME')
          break
        case 'AUTH':
          mail.auth = Buffer.from(argument.split(' ')[1] ?? '', 'base64')
            .toString()
            .split('\0')
            .slice(1)
            .join(':')
          say('235 welcome')
          break
        case 'MAIL':
          mail.from = argument
          say('250 ok')
          break
        case 'RCPT':
          mail.to.push(argument)
          say(kept.answers.shift() ?? '250 ok')
          break
        case 'DATA':
          isData = true
          say('354 go on')
          break
        case 'QUIT':
          say('221 bye')
          socket.end()
          break
        default:
          say('250 ok')
      }
    }
  })
}
