import type { IncomingMessage } from 'node:http'
import { RefusalError } from './refusal.ts'

const BODY_LIMIT_BYTES = 1024 * 1024
/** What is read and thrown away of a body that is too large, so that its sender hears the refusal. */
const DRAIN_LIMIT_BYTES = 8 * BODY_LIMIT_BYTES

/** The whole body; refuses with 413 beyond 1 MB. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue
    sizeBytes += chunk.length
    if (sizeBytes <= BODY_LIMIT_BYTES) chunks.push(chunk)
    if (sizeBytes > DRAIN_LIMIT_BYTES) break
  }
  if (sizeBytes > BODY_LIMIT_BYTES) throw new RefusalError(413, 'request body is larger than 1 MB')
  return Buffer.concat(chunks)
}

/** The body as JSON; refuses with 400 and the reason. */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const bytes = await readBody(request)
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return value
  } catch {
    throw new RefusalError(400, 'request body is not JSON in UTF-8')
  }
}
