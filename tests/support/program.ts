import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** What of the caller's environment the program needs; everything else would make a test depend on the machine. */
const KEPT = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot', 'TEMP']

export interface Program {
  readonly url: string
  readonly dataDir: string
  readonly child: ChildProcess
  /** Everything printed so far on both streams. */
  output(): string
  /** Sends SIGTERM and answers the exit code. */
  stop(): Promise<number | null>
}

/** Starts the gateway as a user would, on free ports and in a new data directory; resolves when it listens. */
export async function startProgram(environment: Record<string, string> = {}): Promise<Program> {
  const dataDir = environment['DATA_DIR'] ?? (await mkdtemp(join(tmpdir(), 'gateway-')))
  const child = spawnMain([], { PORT: '0', SANDBOX_PORT: '0', DATA_DIR: dataDir, ...environment })
  const output = collect(child)
  const url = await listeningUrl(child, output)
  return {
    url,
    dataDir,
    child,
    output,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      if (environment['DATA_DIR'] === undefined) await rm(dataDir, { recursive: true, force: true })
      return child.exitCode
    },
  }
}

/** Runs the program to its end. */
export async function runProgram(
  options: readonly string[],
  environment: Record<string, string> = {},
): Promise<{ code: number | null; output: string }> {
  const child = spawnMain(options, environment)
  const output = collect(child)
  await once(child, 'close')
  return { code: child.exitCode, output: output() }
}

function spawnMain(options: readonly string[], environment: Record<string, string>): ChildProcess {
  const kept = Object.fromEntries(KEPT.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
  return spawn(process.execPath, [MAIN, ...options], {
    env: { ...kept, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function collect(child: ChildProcess): () => string {
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  return () => text
}

function listeningUrl(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The program ended with code ${code}:\n${output()}`)))
    if (!child.stdout) throw new Error('The program has no standard output')
    createInterface(child.stdout).on('line', (line) => {
      const url = /"url":"(?<url>[^"]+)".*"msg":"listening"/.exec(line)?.groups?.['url']
      if (url) resolve(url)
    })
  })
}
