import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** What of the caller's environment a program needs; everything else would make the figures depend on the machine. */
const KEPT = ['PATH', 'HOME', 'TMPDIR']
const START_WITHIN_MS = 30_000
const STOP_WITHIN_MS = 5_000
/** The kernel counts processor time in these; 100 a second on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100

export interface Program {
  readonly url: string
  /** User and system time of all its threads since it began, in microseconds. */
  cpuMicros(): number
  /** What it holds in memory now, and the most that it ever held, in bytes. */
  memory(): { readonly residentBytes: number; readonly peakBytes: number }
  stop(): Promise<void>
}

export interface ProgramOptions {
  readonly name: string
  /** Relative to the repository. */
  readonly path: string
  readonly environment: Readonly<Record<string, string>>
  /** Arguments of Node itself, e.g. for a profile. */
  readonly nodeOptions?: readonly string[]
}

/** Processor time is read from where Linux has it. */
export function canMeasure(): boolean {
  return existsSync('/proc/self/stat')
}

/** Nothing that was started outlives the benchmark, however that ends. */
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
process.once('SIGINT', () => process.exit(130))
process.once('SIGTERM', () => process.exit(143))

/** Starts a program; resolves when it has printed the line that tells its address. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const kept = Object.fromEntries(KEPT.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
  const script = fileURLToPath(new URL(`../${options.path}`, import.meta.url))
  const child = spawn(process.execPath, [...(options.nodeOptions ?? []), script], {
    env: { ...kept, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  try {
    const url = await listeningUrl(child, options.name)
    const { pid } = child
    if (pid === undefined) throw new Error(`${options.name} has no process id`)
    return {
      url,
      cpuMicros: () => readCpuMicros(pid),
      memory: () => readMemory(pid),
      stop: () => stop(child),
    }
  } catch (error) {
    await stop(child)
    throw error
  }
}

async function listeningUrl(child: ChildProcess, name: string): Promise<string> {
  const { stdout, stderr } = child
  if (!stdout || !stderr) throw new Error(`${name} has no output`)
  let said = ''
  stderr.setEncoding('utf8').on('data', (text: string) => {
    if (said.length < 10_000) said += text
  })
  const lines = createInterface(stdout)
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${name} does not listen. ${said}`)), START_WITHIN_MS)
    child.once('exit', (code) => reject(new Error(`${name} ended with code ${code}. ${said}`)))
    lines.on('line', (line) => {
      const found = readUrl(line)
      if (found === null) return
      clearTimeout(timer)
      resolve(found)
    })
  })
  // The logs go on; somebody must take them.
  lines.close()
  stdout.resume()
  return url
}

/** {"listening":{"url":…}} of the sandbox, {"url":…} of a peer, {…,"url":…,"msg":"listening"} of the gateway's log. */
function readUrl(line: string): string | null {
  if (!line.startsWith('{') || (line.includes('"msg"') && !line.includes('"msg":"listening"'))) return null
  return /"url":"(?<url>[^"]+)"/.exec(line)?.groups?.['url'] ?? null
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const hardStop = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
  child.kill('SIGTERM')
  await once(child, 'exit')
  clearTimeout(hardStop)
}

/** Fields 14 and 15 of /proc/<pid>/stat; the second field may hold spaces, so counting begins behind it. */
function readCpuMicros(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return ((Number(fields[11]) + Number(fields[12])) * 1_000_000) / TICKS_PER_SECOND
}

function readMemory(pid: number) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const bytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024
  return { residentBytes: bytes('VmRSS'), peakBytes: bytes('VmHWM') }
}
