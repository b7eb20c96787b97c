import type { IncomingMessage, ServerResponse } from 'node:http'

// What the doubles have in common about callers that leave early.

/** The whole body; null when the caller left before its end. */
export async function readAll(request: IncomingMessage): Promise<Buffer | null> {
  try {
    return Buffer.concat(await request.toArray())
  } catch {
    return null
  }
}

/** Once the caller has gone; at once when it has gone already. */
export function whenGone(response: ServerResponse, act: () => void): void {
  if (response.destroyed || response.closed) act()
  else response.once('close', act)
}

export async function pause(delayMs: number): Promise<void> {
  if (delayMs > 0) await new Promise<void>((resolve) => void setTimeout(resolve, delayMs))
}
