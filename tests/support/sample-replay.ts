import type { IncomingMessage, ServerResponse } from 'node:http'
import { accountRow } from './account-row.ts'
import { serve } from './http-server.ts'
import { envelope } from './soap-text.ts'

/** A request or an answer as a sample keeps it. */
export interface Message {
  /** The request's method and target, or the status line. */
  readonly start: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export function readMessage(bytes: Buffer): Message {
  const end = bytes.indexOf('\n\n')
  const head = end < 0 ? bytes : bytes.subarray(0, end)
  const [start = '', ...lines] = head.toString('latin1').trim().split('\n')
  const headers = lines.map((line) => [
    line.slice(0, line.indexOf(':')).toLowerCase(),
    line.slice(line.indexOf(':') + 1).trim(),
  ])
  return { start, headers: Object.fromEntries(headers), body: end < 0 ? Buffer.alloc(0) : bytes.subarray(end + 2) }
}

interface Received {
  readonly start: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** Answers the sampled request with the sampled bytes, and what has to come before it with plain answers of its own. */
export async function startReplay(sampled: string, response: Message) {
  const received: Received[] = []
  const respond = async (request: IncomingMessage, answer: ServerResponse) => {
    const body = Buffer.concat(await request.toArray()).toString()
    const start = `${request.method} ${request.url}`
    if (/<b:Log(?:in|out)>/.test(body)) {
      answer.setHeader('set-cookie', 'sessnum=sample;Path=/;HttpOnly')
      answer.end(envelope('<b:LoginResponse xmlns:b="urn:reference-billing"/>'))
    } else if (targetOf(start) === targetOf(sampled)) {
      received.push({ start, headers: request.headers, body })
      const [, status = '200'] = response.start.split(' ')
      answer.writeHead(Number(status), response.headers).end(response.body)
    } else {
      const parameters = new URL(request.url ?? '', 'http://x').searchParams
      const keys = parameters
        .get('agrm_ids')
        ?.split(';')
        .map((key) => String(Number(key) - 900_000))
        .filter((id) => !id.startsWith('-'))
      answer.end(JSON.stringify((parameters.get('ids')?.split(';') ?? keys ?? []).map(accountRow)))
    }
  }
  const { origin } = await serve((request, answer) => void respond(request, answer))
  return { origin, received }
}

function targetOf(start: string): string | undefined {
  return start.split('?')[0]
}
