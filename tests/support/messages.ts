import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Gateway } from './gateway.ts'

/** A message as a person got it. */
export interface ReceivedMessage {
  readonly file: string
  readonly channel: string
  readonly to: string
  readonly subject: string
  /** The first line. */
  readonly text: string
  readonly body: string
  /** What the message is about, without its blanks. */
  readonly code: string
}

/** The messages with codes that were sent so far, oldest first. */
export async function receiveMessages(gateway: Gateway): Promise<readonly ReceivedMessage[]> {
  return (await receiveEverything(gateway)).filter(({ code }) => code !== '')
}

/** The messages without codes: notices and invitations. */
export async function receiveNotices(gateway: Gateway): Promise<readonly ReceivedMessage[]> {
  return (await receiveEverything(gateway)).filter(({ code }) => code === '')
}

/** Waits until nothing that was asked for is still on its way. */
async function receiveEverything(gateway: Gateway): Promise<readonly ReceivedMessage[]> {
  await settleOutbox(gateway)
  const files = await readdir(gateway.outboxFolder).catch(() => [])
  const paths = files.map((file) => join(gateway.outboxFolder, file))
  const dated = await Promise.all(paths.map(async (path) => ({ path, at: (await stat(path)).mtimeMs })))
  return Promise.all(dated.toSorted((one, other) => one.at - other.at).map(({ path }) => readMessage(path)))
}

/** The code of the last message. */
export async function receiveCode(gateway: Gateway): Promise<string> {
  const code = (await receiveMessages(gateway)).at(-1)?.code
  if (code === undefined) throw new Error('nobody has got a message')
  return code
}

async function settleOutbox(gateway: Gateway): Promise<void> {
  const deadline = Date.now() + 10_000
  for (;;) {
    const rows = await gateway.auditRows()
    const asked = rows.filter(({ outcome }) => outcome === 'requested').length
    if (rows.filter(({ act }) => act === 'delivery').length >= asked) return
    if (Date.now() > deadline) throw new Error('messages are still on their way')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

async function readMessage(file: string): Promise<ReceivedMessage> {
  const whole = await readFile(file, 'utf8')
  const [head = '', subject = '', , text = ''] = whole.split('\n')
  const [channel = '', to = ''] = head.split(' to ')
  const code = /^[0-9A-Z]{4}(?: [0-9A-Z]{4})+/.exec(text)?.[0].replaceAll(' ', '') ?? ''
  return { file, channel, to, subject, text, body: whole, code }
}
