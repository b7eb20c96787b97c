import type { IncomingMessage, ServerResponse } from 'node:http'
import { serve } from './http-server.ts'
import { type Message, readMessage } from './sample-replay.ts'

/** One call on the wire. */
export interface Exchange {
  readonly request: Message
  readonly response: Message
}

/** A sample of several exchanges in one text, in the order in which they happen. */
export interface Sample {
  readonly asked: string
  readonly exchanges: readonly Exchange[]
  readonly expected: string
}

/** "### ASKED", then "### REQUEST" and "### RESPONSE" by turns, then "### EXPECTED", each on a line of its own. */
export function readSample(bytes: Buffer): Sample {
  const [, ...parts] = bytes.toString().split(/^### (ASKED|REQUEST|RESPONSE|EXPECTED)\n/m)
  const sections = parts.flatMap((title, at) => (at % 2 === 0 ? [{ title, text: (parts[at + 1] ?? '').trim() }] : []))
  const textsOf = (wanted: string) => sections.filter(({ title }) => title === wanted).map(({ text }) => text)
  const messagesOf = (wanted: string) => textsOf(wanted).map((text) => readMessage(Buffer.from(text)))
  const responses = messagesOf('RESPONSE')
  return {
    asked: textsOf('ASKED').join(''),
    exchanges: messagesOf('REQUEST').flatMap((request, at) => {
      const response = responses[at]
      return response === undefined ? [] : [{ request, response }]
    }),
    expected: textsOf('EXPECTED').join(''),
  }
}

/** Answers one call after the other with what stands there, whatever is asked; what was asked is for the test to judge. */
export async function startExchanges(exchanges: readonly Exchange[]) {
  const received: Message[] = []
  const respond = async (request: IncomingMessage, answer: ServerResponse) => {
    const at = received.length
    const headers = Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    )
    const body = Buffer.concat(await request.toArray())
    received.push({ start: `${request.method} ${request.url}`, headers: Object.fromEntries(headers), body })
    const response = exchanges[at]?.response
    if (response === undefined) return void answer.destroy()
    const [, status = '200'] = response.start.split(' ')
    answer.writeHead(Number(status), response.headers).end(response.body)
  }
  const { origin } = await serve((request, answer) => void respond(request, answer))
  return { origin, received }
}
