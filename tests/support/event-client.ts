import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { onTestFinished } from 'vitest'
import type { LiveResult } from './live-client.ts'

/** A subscription by server-sent events, over a connection of its own. */
export interface EventStream<T> {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  /** The next result; rejects when none comes in time, or when the stream has ended. */
  next(withinMs?: number): Promise<LiveResult<T>>
  /** How it ended: said so, or just broken off. */
  readonly ended: Promise<'complete' | 'broken'>
  /** Everything that came, for answers that are no stream. */
  readonly text: () => string
  leave(): void
}

/** Resolves with the headers of the answer. */
export async function openEvents<T>(
  url: string,
  body: { readonly query: string; readonly variables?: Readonly<Record<string, unknown>> } | string,
  options: { readonly token?: string | undefined; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<EventStream<T>> {
  const { token, headers = {} } = options
  const asking = request(url, {
    method: 'POST',
    agent: false,
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
  })
  onTestFinished(() => void asking.destroy())
  asking.end(typeof body === 'string' ? body : JSON.stringify(body))
  const answered: unknown[] = await once(asking, 'response')
  const answer = answered[0]
  if (!isAnswer(answer)) throw new TypeError('No answer.')
  let text = ''
  let taken = 0
  const over = Promise.withResolvers<'complete' | 'broken'>()
  answer.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  // A connection that breaks off is what some tests wait for.
  answer.on('error', () => undefined).on('close', () => over.resolve(isComplete(text) ? 'complete' : 'broken'))
  asking.on('error', () => undefined)
  const results = () => [...text.matchAll(/event: next\ndata: (.*)\n\n/g)].map(([, data]) => data ?? '')
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    async next(withinMs = 5_000) {
      const until = performance.now() + withinMs
      while (results().length <= taken) {
        if (answer.closed) throw new Error(`The stream has ended: ${text}`)
        if (performance.now() > until) throw new Error(`Nothing came within ${withinMs} ms.`)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      taken += 1
      return JSON.parse(results()[taken - 1] ?? '')
    },
    ended: over.promise,
    text: () => text,
    leave: () => void asking.destroy(),
  }
}

function isComplete(text: string): boolean {
  return text.includes('event: complete\n')
}

function isAnswer(value: unknown): value is IncomingMessage {
  return typeof value === 'object' && value !== null && 'statusCode' in value
}
