import { Pool } from 'undici'

/** What is asked again and again. */
export interface Question {
  readonly url: string
  /** Null for whoever has not signed in yet. */
  readonly token: string | null
  /** JSON of operationName, query and variables. */
  readonly body: string
}

export interface Window {
  readonly operations: number
  /** Sorted, in milliseconds. */
  readonly latenciesMs: readonly number[]
}

export interface Client {
  /** Asks once. Rejects unless the answer is HTTP 200. */
  ask(question: Question): Promise<string>
  /**
   * Asks for so many seconds, always as many at once as the client was made for. Rejects as soon as an answer is not
   * HTTP 200 or has another size than `answerBytes`: figures of wrong answers are worth nothing.
   */
  run(question: Question, options: { readonly seconds: number; readonly answerBytes: number }): Promise<Window>
  close(): Promise<void>
}

/** A client with connections of its own, which are kept alive. */
export function createClient(origin: string, concurrency: number): Client {
  const pool = new Pool(origin, { connections: concurrency })

  async function send({ url, token, body }: Question): Promise<Buffer> {
    const answer = await pool.request({
      method: 'POST',
      path: new URL(url).pathname,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body,
    })
    const bytes = Buffer.from(await answer.body.arrayBuffer())
    if (answer.statusCode === 200) return bytes
    throw new Error(`${url}: HTTP ${answer.statusCode} ${bytes.toString().slice(0, 500)}`)
  }

  return {
    ask: async (question) => (await send(question)).toString(),
    async run(question, { seconds, answerBytes }) {
      const latenciesMs: number[] = []
      const until = performance.now() + seconds * 1000
      const askOn = async () => {
        for (let now = performance.now(); now < until; ) {
          const { byteLength } = await send(question)
          const after = performance.now()
          latenciesMs.push(after - now)
          now = after
          if (byteLength !== answerBytes)
            throw new Error(`${question.url}: an answer of ${byteLength} bytes instead of ${answerBytes}`)
        }
      }
      await Promise.all(Array.from({ length: concurrency }, askOn))
      return { operations: latenciesMs.length, latenciesMs: latenciesMs.toSorted((one, other) => one - other) }
    },
    close: () => pool.close(),
  }
}
