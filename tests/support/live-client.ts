import { createClient } from 'graphql-ws'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'

export interface LiveResult<T> {
  readonly data?: T | null
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[]
}

/** A subscription over a WebSocket of its own, by a client that others wrote. */
export interface LiveSubscription<T> {
  /** The next result; rejects when none comes in time, or when the subscription has ended. */
  next(withinMs?: number): Promise<LiveResult<T>>
  /** Resolves with why it ended: the errors that refused it, the code of the closed socket, or `complete`. */
  readonly ended: Promise<unknown>
  end(): void
}

export function watch<T>(
  url: string,
  query: string,
  options: { readonly variables?: Record<string, unknown>; readonly token?: string; readonly language?: string } = {},
): LiveSubscription<T> {
  const { variables = {}, token, language } = options
  const client = createClient({
    url: url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(language === undefined ? {} : { acceptLanguage: language }),
    },
  })
  onTestFinished(() => client.dispose())
  const results: LiveResult<T>[] = []
  let wake: (() => void) | null = null
  const over = Promise.withResolvers<unknown>()
  let isOver = false
  const finish = (why: unknown) => {
    isOver = true
    over.resolve(why)
    wake?.()
  }
  const end = client.subscribe<T>(
    { query, variables },
    {
      next: (result) => {
        results.push(JSON.parse(JSON.stringify(result)))
        wake?.()
      },
      error: (error) => finish(isClosing(error) ? error.code : error),
      complete: () => finish('complete'),
    },
  )
  return {
    async next(withinMs = 5_000) {
      const until = performance.now() + withinMs
      while (results.length === 0) {
        const left = until - performance.now()
        if (isOver) throw new Error('The subscription has ended.')
        if (left <= 0) throw new Error(`Nothing came within ${withinMs} ms.`)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, left)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      const result = results.shift()
      if (!result) throw new Error('No result.')
      return result
    },
    ended: over.promise,
    end,
  }
}

function isClosing(error: unknown): error is { readonly code: number } {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number'
}
