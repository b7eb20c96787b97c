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
      const leave = () => socket.destroy(new Error('The scan was given up.'))
      signal.addEventListener('abort', leave, { once: true })
      try {
        await once(socket, 'connect')
        const answer = readAnswer(socket)
        // Whoever has said what it found may close before it has read everything.
        const [text] = await Promise.all([answer, sendFile(socket, file).catch(() => {})])
        if (/^stream: OK\0?$/.test(text)) return 'clean'
        if (/^stream: .+ FOUND\0?$/.test(text)) return 'infected'
        throw new Error('clamd said neither that it found something nor that it did not.')
      } finally {
        signal.removeEventListener('abort', leave)
        socket.destroy()
      }
    },
  }
}

async function sendFile(socket: Socket, file: string): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0'))
  for await (const chunk of createReadStream(file)) {
    const bytes = Buffer.from(chunk)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    await write(socket, Buffer.concat([length, bytes]))
  }
  await write(socket, Buffer.alloc(4))
}

async function write(socket: Socket, bytes: Buffer): Promise<void> {
  if (!socket.write(bytes)) await once(socket, 'drain')
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
