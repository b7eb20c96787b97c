import type { ServerResponse } from 'node:http'
import type { Reply } from './wire/answer.ts'
import { sleep } from './wire/sleep.ts'

const DRIP_BYTES = 3
const DRIP_INTERVAL_MS = 100
const DRIP_LIMIT_MS = 60_000

/** Sends an answer whole, or, when told to drip, a few bytes at a time without ever coming to its end. */
export async function sendReply(
  response: ServerResponse,
  reply: Reply,
  drip?: { readonly closing: AbortSignal },
): Promise<void> {
  if (response.destroyed) return
  if (drip !== undefined) return dripReply(response, reply, drip.closing)
  response.writeHead(reply.status, { ...reply.headers, 'content-length': reply.body.length })
  response.end(reply.body)
}

/** Keeps the caller waiting until it leaves or the sandbox closes. */
export async function waitForLeave(response: ServerResponse, closing: AbortSignal): Promise<void> {
  if (!response.destroyed && !closing.aborted) {
    await new Promise<void>((resolve) => {
      const end = () => {
        closing.removeEventListener('abort', end)
        resolve()
      }
      response.once('close', end)
      closing.addEventListener('abort', end)
    })
  }
  response.destroy()
}

async function dripReply(response: ServerResponse, reply: Reply, closing: AbortSignal): Promise<void> {
  response.writeHead(reply.status, reply.headers)
  const endAt = performance.now() + DRIP_LIMIT_MS
  for (let sent = 0; performance.now() < endAt && !response.destroyed && !closing.aborted; sent += DRIP_BYTES) {
    const next = reply.body.subarray(sent, sent + DRIP_BYTES)
    // The last byte is never sent: the answer goes on with blanks.
    response.write(sent + DRIP_BYTES < reply.body.length ? next : ' ')
    await sleep(DRIP_INTERVAL_MS, closing)
  }
  response.destroy()
}
