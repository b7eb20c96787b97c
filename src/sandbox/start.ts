import { mkdirSync } from 'node:fs'
import type { Server } from 'node:http'
import { dirname } from 'node:path'
import { openAcquirer } from './acquirer/open.ts'
import { openBooks } from './books/open.ts'
import type { Books } from './books/types.ts'
import type { SandboxConfig } from './config.ts'
import { createDesk, type Desk } from './desk.ts'
import { createFronts } from './http.ts'
import { createRegistrar } from './registrar/registrar.ts'

/** Where it listens and what it knows; all but the file have the defaults of the program. */
export interface SandboxOptions extends Partial<SandboxConfig> {
  /** The SQLite file of the books, or ":memory:". */
  readonly file: string
}

export interface Sandbox {
  /** Without a slash at the end: http://127.0.0.1:4100 */
  readonly url: string
  readonly books: Books
  /** Finishes what runs, gives up hung answers, closes the books. */
  close(): Promise<void>
}

/** The longest that a call may still run when the sandbox closes. */
const GRACE_MS = 4000

/** Opens the books and listens. Rejects when the file or the port cannot be had. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const config: SandboxConfig = {
    host: '127.0.0.1',
    port: 4100,
    accounts: 1000,
    startAt: Date.now(),
    restKey: 'sandbox-key',
    soapLogin: 'gateway',
    soapPassword: 'gateway',
    sessionTtlMs: 600_000,
    ...options,
  }
  if (config.file !== ':memory:') mkdirSync(dirname(config.file), { recursive: true })
  const startedAt = performance.now()
  const books = openBooks({
    file: config.file,
    accounts: config.accounts,
    startAt: config.startAt,
    elapsed: () => Math.floor(performance.now() - startedAt),
  })
  const closing = new AbortController()
  const registrar = createRegistrar(registrarFile(config.file))
  let listensAt = ''
  const acquirer = openAcquirer({
    booksFile: config.file,
    url: () => `${listensAt}/acquirer`,
    closing: closing.signal,
  })
  const desk = createDesk({ config, books, acquirer, registrar, closing: closing.signal })
  const server = createFronts(desk)
  try {
    const url = await listen(server, config)
    listensAt = url
    let closed: Promise<void> | null = null
    return { url, books, close: () => (closed ??= close(desk, { server, closing })) }
  } catch (error) {
    acquirer.ledger.close()
    registrar.books.close()
    books.close()
    throw error
  }
}

async function listen(server: Server, { host, port }: SandboxConfig): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  const taken = typeof address === 'object' && address !== null ? address.port : port
  return `http://${host.includes(':') ? `[${host}]` : host}:${taken}`
}

async function close(desk: Desk, { server, closing }: { server: Server; closing: AbortController }): Promise<void> {
  const ended = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  closing.abort()
  desk.late.finish()
  const grace = new AbortController()
  const timer = setTimeout(() => grace.abort(), GRACE_MS)
  await Promise.race([desk.calls.idle(), new Promise((resolve) => grace.signal.addEventListener('abort', resolve))])
  clearTimeout(timer)
  // Answers that are written by now go out before their connections are closed.
  await new Promise((resolve) => setImmediate(resolve))
  server.closeAllConnections()
  await ended
  desk.late.finish()
  desk.acquirer.ledger.close()
  desk.registrar.books.close()
  desk.books.close()
}

/** Beside the billing's books, in a file of its own. */
function registrarFile(file: string): string {
  return file === ':memory:' ? file : `${file.replace(/\.sqlite$/, '')}-registrar.sqlite`
}
