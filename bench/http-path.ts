import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeId } from '../src/graphql/ids.ts'
import { createClient, type Question } from './load.ts'

/**
 * Processor time that one operation costs the gateway from socket to socket: a server process of its own with sign-in,
 * rules and logs on, over a billing within that process that answers at once. Contenders rotate, each figure is the median of
 * rounds.
 *
 * Usage: node bench/http-path.ts [ROUNDS] [ANOTHER WORKING TREE]. With a second tree its server is measured beside.
 */
const CONCURRENCY = 8
const SECONDS_PER_ROUND = 1
const WARM_UP_SECONDS = 3
const PROGRAM = 'bench/http-path-server.ts'
const HERE = fileURLToPath(new URL('..', import.meta.url))

interface Server {
  readonly url: string
  readonly token: string
  cpuMicros(): Promise<number>
  stop(): Promise<void>
}

const [roundsText = '9', other] = process.argv.slice(2)
const rounds = Number(roundsText)
if (!Number.isInteger(rounds) || rounds < 1 || rounds > 1000)
  throw new RangeError('ROUNDS must be a whole number from 1 to 1000')
const servers: Record<string, Server> = {
  ours: await start(HERE),
  ...(other === undefined ? {} : { other: await start(resolve(other)) }),
}
try {
  for (const [name, body] of Object.entries(readBodies())) await measure(name, body)
} finally {
  await Promise.all(Object.values(servers).map((server) => server.stop()))
}

function readBodies(): Readonly<Record<string, string>> {
  const account = writeId({ type: 'Account', kind: 'PERSON', accountId: 'a1' })
  return {
    typename: writeBody('{ __typename }', {}),
    tiny: writeBody(readDocument('tiny'), { account }),
    cabinet: writeBody(readDocument('cabinet'), { account }),
  }
}

function writeBody(query: string, variables: object): string {
  return JSON.stringify({ query, variables })
}

function readDocument(name: string): string {
  return readFileSync(new URL(`operations/${name}.graphql`, import.meta.url), 'utf8')
}

async function measure(name: string, body: string): Promise<void> {
  const micros: Record<string, number[]> = {}
  for (let round = -1; round < rounds; round += 1) {
    for (const [contender, server] of Object.entries(servers)) {
      const cost = await ask(server, body, round < 0 ? WARM_UP_SECONDS : SECONDS_PER_ROUND)
      if (round >= 0) (micros[contender] ??= []).push(cost)
    }
  }
  const columns = Object.entries(micros).map(([contender, values]) => {
    const sorted = values.toSorted((left, right) => left - right)
    const [least = Number.NaN] = sorted
    const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
    return `${contender} ${median.toFixed(1)} µs (least ${least.toFixed(1)})`
  })
  process.stdout.write(`${name.padEnd(10)} ${columns.join('   ')}\n`)
}

/** Microseconds of the server's processor time per operation. */
async function ask(server: Server, body: string, seconds: number): Promise<number> {
  const client = createClient(server.url, CONCURRENCY)
  try {
    const question: Question = { url: `${server.url}/graphql`, token: server.token, body }
    const answer = await client.ask(question)
    if (answer.includes('"errors"')) throw new Error(answer.slice(0, 500))
    const before = await server.cpuMicros()
    const { operations } = await client.run(question, { seconds, answerBytes: Buffer.byteLength(answer) })
    return ((await server.cpuMicros()) - before) / operations
  } finally {
    await client.close()
  }
}

async function start(tree: string): Promise<Server> {
  const child = fork(join(tree, PROGRAM), { silent: true })
  // A log that nobody reads would stop its writer.
  child.stdout?.resume()
  child.stderr?.pipe(process.stderr)
  const hello = await receive(child)
  return {
    url: String(hello['url']),
    token: String(hello['token']),
    async cpuMicros() {
      child.send('cpu')
      return Number((await receive(child))['cpuMicros'])
    },
    async stop() {
      child.disconnect()
      await once(child, 'exit')
    },
  }
}

async function receive(child: ChildProcess): Promise<Readonly<Record<string, unknown>>> {
  const left = new AbortController()
  try {
    const [message]: unknown[] = await Promise.race([
      once(child, 'message', { signal: left.signal }),
      once(child, 'exit', { signal: left.signal }).then(() => {
        throw new Error('The server ended.')
      }),
    ])
    return typeof message === 'object' && message !== null ? { ...message } : {}
  } finally {
    left.abort()
  }
}
