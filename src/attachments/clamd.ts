import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { createConnection, type NetConnectOpts, type Socket } from 'node:net'
import type { Scanner } from './scanner.ts'

/** An answer is a line. */
const MAX_ANSWER_BYTES = 4096

/** clamd (ClamAV) at `tcp://host:port` or `unix:/path`, by its command INSTREAM: the file need not be where clamd can read it. */
export function createClamdScanner(address: string): Scanner {
  const options = readAddress(address)
  return {
    async scan(file, { signal }) {
      signal.throwIfAborted()
      const socket = createConnection({ ...options, noDelay: true })
      // Whoever waits for the socket hears of it.
      socket.on('error', () => {})
      const leave = (): void => void socket.destroy(new Error('The scan was given up.'))
      signal.addEventListener('abort', leave, { once: true })
      const over = new AbortController()
      let sending: Promise<void> | null = null
      try {
        await once(socket, 'connect')
        // What it answers decides, also before it has read everything; without an answer there is nobody to send to.
        sending = sendFile(socket, file, over.signal).catch(leave)
        const text = await readAnswer(socket)
        if (/^stream: OK\0?$/.test(text)) return 'clean'
        if (/^stream: .+ FOUND\0?$/.test(text)) return 'infected'
        throw new Error('clamd said neither that it found something nor that it did not.')
      } finally {
        signal.removeEventListener('abort', leave)
        over.abort()
        socket.destroy()
        await sending
      }
    },
  }
}

/** Until the signal: a socket that is closed is drained no more. */
async function sendFile(socket: Socket, file: string, signal: AbortSignal): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0'), signal)
  for await (const chunk of createReadStream(file)) {
    const bytes = Buffer.from(chunk)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    await write(socket, Buffer.concat([length, bytes]), signal)
  }
  await write(socket, Buffer.alloc(4), signal)
}

async function write(socket: Socket, bytes: Buffer, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  if (!socket.write(bytes)) await once(socket, 'drain', { signal })
}

async function readAnswer(socket: Socket): Promise<string> {
  let text = ''
  for await (const chunk of socket) {
    text += String(chunk)
    if (text.length > MAX_ANSWER_BYTES) throw new Error('clamd says more than a line.')
    if (text.endsWith('\0') || text.endsWith('\n')) break
  }
  return text.trim()
}

/** Throws a RangeError for what is no address. */
function readAddress(address: string): NetConnectOpts {
  if (address.startsWith('unix:/')) return { path: address.slice('unix:'.length) }
  const url = URL.parse(address)
  if (url?.protocol !== 'tcp:' || url.hostname === '' || url.port === '')
    throw new RangeError('tcp://host:port or unix:/path')
  return { host: url.hostname, port: Number(url.port) }
}
