import { createServer, type Server } from 'node:net'
import type { Gateway } from './gateway.ts'

export interface UploadAnswer {
  readonly __typename: string
  readonly attachmentId?: string
  readonly uploadUrl?: string
  readonly expiresAt?: string
  readonly code?: string
  readonly field?: string | null
}

interface TestFile {
  readonly name?: string
  readonly bytes?: Buffer<ArrayBuffer>
}

export interface SentFile {
  readonly status: number
  readonly body: {
    readonly attachmentId?: string
    readonly mediaType?: string
    readonly sizeBytes?: number
    readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[]
  }
}

export const CREATE_UPLOAD = `mutation ($input: CreateAttachmentUploadInput!) { answer: createAttachmentUpload(input: $input) { __typename
  ... on AttachmentUpload { attachmentId uploadUrl expiresAt } ... on TicketChangeRefused { code field } } }`

/** A drawing of one point. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Sends files over HTTP as an app does. */
export function attachmentClient(gateway: Gateway) {
  const base = gateway.url.replace(/\/graphql$/, '')
  const announce = (input: object, token?: string) =>
    gateway.query<{ answer: UploadAnswer }>(CREATE_UPLOAD, { input }, token === undefined ? {} : { token })
  return {
    async create(input: object, token: string): Promise<UploadAnswer> {
      const answer = await announce(input, token)
      if (answer.errors.length > 0) throw new Error(answer.text)
      return answer.data.answer
    },
    async send(path: string, bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<SentFile> {
      const response = await fetch(base + path, { method: 'POST', body: bytes, headers })
      return { status: response.status, body: JSON.parse(await response.text()) }
    },
    /** The id of a file that has been sent. */
    async upload(ticketId: string, token: string, file: TestFile = {}): Promise<string> {
      const { name = 'a.png', bytes = PNG } = file
      const created = await this.create({ ticketId, fileName: name, sizeBytes: bytes.length }, token)
      const sent = await this.send(created.uploadUrl ?? '', bytes)
      if (sent.status !== 201) throw new Error(JSON.stringify(sent))
      return created.attachmentId ?? ''
    },
    fetch: (path: string, init: RequestInit = {}) => fetch(base + path, init),
  }
}

/** A clamd that finds harm in whatever holds "EICAR", and answers nothing of use where told so. */
export async function startClamd(): Promise<{ address: string; breakDown(): void; close(): Promise<void> }> {
  let isBroken = false
  const server: Server = createServer((socket) => {
    const chunks: Buffer[] = []
    socket.on('error', () => {})
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      const whole = Buffer.concat(chunks)
      if (!whole.subarray(-4).equals(Buffer.alloc(4))) return
      if (isBroken) return void socket.end('INSTREAM size limit exceeded. ERROR\0')
      const isFramed = whole.subarray(0, 10).toString() === 'zINSTREAM\0'
      socket.end(isFramed && !whole.includes('EICAR') ? 'stream: OK\0' : 'stream: Eicar-Test FOUND\0')
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    address: `tcp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    breakDown() {
      isBroken = true
    },
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}
