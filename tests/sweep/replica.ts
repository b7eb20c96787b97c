import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { FailpointOrder } from './failpoint-order.ts'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const FAILPOINTS = new URL('./failpoints.ts', import.meta.url).href
const KEPT = ['PATH', 'HOME', 'TMPDIR']
const START_WITHIN_MS = 60_000

/** One gateway process that may die at any time and is started again by whoever killed it. */
export interface Replica {
  readonly name: string
  /** Null while it is not running. */
  url(): string | null
  isStopped(): boolean
  /** Milliseconds from each start to its first answer. */
  readonly startTimesMs: readonly number[]
  start(): Promise<void>
  kill(): Promise<void>
  /** SIGSTOP; SIGCONT after `forMs`, unless it is killed before. */
  freeze(forMs: number): void
  /** SIGCONT for one that has stopped itself. */
  wake(): void
  arm(order: FailpointOrder): void
  /** Resolves when the process ends, by whomever. */
  ended(): Promise<void>
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>
}

/** Nothing that was started outlives the sweep, however that ends. */
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

export function createReplica(options: {
  readonly name: string
  readonly environment: Readonly<Record<string, string>>
  readonly logFile: string
}): Replica {
  const log = createWriteStream(options.logFile, { flags: 'a' })
  const startTimesMs: number[] = []
  let child: ChildProcess | null = null
  let url: string | null = null
  let isStopped = false

  function forget(ended: ChildProcess): void {
    running.delete(ended)
    if (child !== ended) return
    child = null
    url = null
    isStopped = false
  }

  async function finish(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const ending = child
    if (!ending) return null
    const exit = once(ending, 'exit')
    ending.kill('SIGCONT')
    ending.kill(signal)
    await exit
    return ending.exitCode
  }

  return {
    name: options.name,
    url: () => url,
    isStopped: () => isStopped,
    startTimesMs,
    async start() {
      if (child) return
      const startedAt = performance.now()
      const begun = spawnGateway(options.environment)
      child = begun
      running.add(begun)
      begun.once('exit', () => forget(begun))
      const heard = await listeningUrl(begun, log)
      if (heard === null || child !== begun) return
      url = heard
      startTimesMs.push(performance.now() - startedAt)
    },
    async kill() {
      await finish('SIGKILL')
    },
    freeze(forMs) {
      const frozen = child
      if (!frozen || isStopped) return
      isStopped = true
      frozen.kill('SIGSTOP')
      setTimeout(() => {
        if (child !== frozen) return
        isStopped = false
        frozen.kill('SIGCONT')
      }, forMs)
    },
    wake() {
      if (child && !isStopped) child.kill('SIGCONT')
    },
    arm(order) {
      if (child?.connected === true) child.send(order)
    },
    async ended() {
      if (child) await once(child, 'exit')
    },
    stop: () => finish('SIGTERM'),
  }
}

function spawnGateway(environment: Readonly<Record<string, string>>): ChildProcess {
  const kept = Object.fromEntries(KEPT.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
  return spawn(process.execPath, ['--import', FAILPOINTS, MAIN], {
    env: { ...kept, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
}

/** The address, or null when the process ended before it listened. */
function listeningUrl(child: ChildProcess, log: WriteStream): Promise<string | null> {
  const { stdout, stderr } = child
  if (!stdout || !stderr) throw new Error('The gateway has no output.')
  stderr.pipe(log, { end: false })
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('A gateway does not listen.')), START_WITHIN_MS)
    const settle = (url: string | null) => {
      clearTimeout(timer)
      resolve(url)
    }
    child.once('exit', () => settle(null))
    createInterface(stdout).on('line', (line) => {
      log.write(`${line}\n`)
      const url = /"url":"(?<url>[^"]+)".*"msg":"listening"/.exec(line)?.groups?.['url']
      if (url !== undefined) settle(url)
    })
  })
}
