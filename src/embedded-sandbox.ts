import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Log } from './observability/log.ts'

const PROGRAM = fileURLToPath(new URL('./sandbox/main.ts', import.meta.url))
const RESTART_AFTER_MS = 1_000
const STOP_WITHIN_MS = 5_000

export interface EmbeddedSandbox {
  /** "http://127.0.0.1:4100" */
  readonly url: string
  readonly logins: readonly DemoLogin[]
  /** Tells the acquirer beside the billing where this gateway listens; it keeps that over its restarts. */
  announceWebhooks(url: string): Promise<void>
  stop(): Promise<void>
}

export interface DemoLogin {
  readonly login: string
  readonly password: string
  readonly description: string
}

interface SandboxOptions {
  readonly port: number
  readonly accounts: number
  readonly file: string
  /** The credentials under which the gateway will call. */
  readonly restKey: string
  readonly soapLogin: string
  readonly soapPassword: string
  readonly log: Log
}

/**
 * Starts the sandbox billing as a process of its own, so that the gateway meets it over the wire as it would meet any
 * billing. Resolves when it listens; rejects with what it said when it cannot start. One that dies later is started
 * again on the same port.
 */
export async function startEmbeddedSandbox(options: SandboxOptions): Promise<EmbeddedSandbox> {
  let stopping = false
  let running = await launch(options)
  const { url } = running
  const port = Number(new URL(url).port)

  const restartWhenItDies = (child: ChildProcess): void => {
    child.once('exit', (code) => {
      if (stopping) return
      options.log.error({ errorMessage: `exit code ${code}` }, 'the sandbox billing has died and is started again')
      setTimeout(() => void restart(), RESTART_AFTER_MS)
    })
  }
  const restart = async (): Promise<void> => {
    if (stopping) return
    try {
      running = await launch({ ...options, port })
      if (stopping) running.child.kill('SIGTERM')
      else restartWhenItDies(running.child)
    } catch (error) {
      options.log.error({ errorMessage: String(error) }, 'the sandbox billing does not start')
      setTimeout(() => void restart(), RESTART_AFTER_MS)
    }
  }
  restartWhenItDies(running.child)

  return {
    url,
    logins: running.logins,
    async announceWebhooks(webhookUrl) {
      const body = JSON.stringify({ webhookUrl })
      const response = await fetch(`${url}/acquirer/control/settings`, { method: 'PUT', body }).catch(() => null)
      await response?.body?.cancel()
      // Payments are followed without webhooks as well.
      if (response?.ok !== true) options.log.warn({}, 'the sandbox acquirer takes no address for webhooks')
    },
    stop() {
      stopping = true
      return stop(running.child)
    },
  }
}

/** What a program needs to run, what tunes the sandbox, and nothing of the gateway's secrets. */
function childEnvironment({
  port,
  accounts,
  file,
  restKey,
  soapLogin,
  soapPassword,
}: SandboxOptions): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => INHERITED.includes(name))
  return {
    ...Object.fromEntries(inherited),
    SANDBOX_PORT: `${port}`,
    SANDBOX_ACCOUNTS: `${accounts}`,
    SANDBOX_FILE: file,
    SANDBOX_REST_KEY: restKey,
    SANDBOX_SOAP_LOGIN: soapLogin,
    SANDBOX_SOAP_PASSWORD: soapPassword,
  }
}

const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot', 'SANDBOX_START_AT', 'SANDBOX_SESSION_TTL_MS']

interface Running {
  readonly child: ChildProcess
  readonly url: string
  readonly logins: readonly DemoLogin[]
}

function launch(options: SandboxOptions): Promise<Running> {
  const child = fork(PROGRAM, [], {
    env: childEnvironment(options),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Ctrl-C reaches the whole process group; the gateway drains first and then stops its child itself.
    detached: process.platform !== 'win32',
  })
  const said: string[] = []
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said.push(text)
    if (said.length > 50) said.shift()
    options.log.warn({ errorMessage: text.trim() }, 'the sandbox billing says')
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) =>
      reject(new Error(`The sandbox billing ended with code ${code}. ${said.join('').trim()}`)),
    )
    child.on('message', (message: unknown) => {
      const listening = readListening(message)
      if (listening) resolve({ child, ...listening })
    })
  })
}

function readListening(message: unknown): { url: string; logins: readonly DemoLogin[] } | null {
  if (typeof message !== 'object' || message === null) return null
  if (!('type' in message) || message.type !== 'listening') return null
  if (!('url' in message) || typeof message.url !== 'string') return null
  const logins = 'logins' in message && Array.isArray(message.logins) ? message.logins.filter(isDemoLogin) : []
  return { url: message.url, logins }
}

function isDemoLogin(value: unknown): value is DemoLogin {
  return (
    typeof value === 'object' &&
    value !== null &&
    'login' in value &&
    typeof value.login === 'string' &&
    'password' in value &&
    typeof value.password === 'string' &&
    'description' in value &&
    typeof value.description === 'string'
  )
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const hardStop = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
    child.once('exit', () => {
      clearTimeout(hardStop)
      resolve()
    })
    child.kill('SIGTERM')
  })
}
