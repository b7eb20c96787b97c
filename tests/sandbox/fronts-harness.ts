import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SaxesParser } from 'saxes'
import { startSandbox } from '../../src/sandbox/start.ts'

export const START_AT = Date.parse('2026-11-22T10:00:00Z')

/** A sandbox of its own, with the ways to talk to it that a caller has. */
export interface Fronts {
  readonly url: string
  rest(path: string, init?: { method?: string; body?: string }): Promise<Response>
  /** Rows of a REST answer. */
  rows(path: string): Promise<Record<string, unknown>[]>
  /** Posts an operation, as it stands, within an envelope and the session. */
  soap(operation: string, headers?: Record<string, string>): Promise<SoapAnswer>
  /** Posts to the SOAP side, within the session, whatever bytes it is given. */
  post(body: string | Buffer, headers?: Record<string, string>): Promise<SoapAnswer>
  /** Opens a session for the calls that follow; answers its cookie. */
  logIn(): Promise<string>
  control(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown; text: string }>
  /** Both ids of a demo account. */
  account(number: string): Promise<{ restId: number; soapId: number; state: number; balance: string }>
  fault(operation: string, fault: Record<string, unknown>): Promise<void>
  /** Closes the sandbox and opens it again over the same file. */
  restart(): Promise<void>
  close(): Promise<void>
}

interface SoapAnswer {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Buffer
  readonly xml: string
}

export async function startFronts(
  options: { sessionTtlMs?: number; accounts?: number; host?: string } = {},
): Promise<Fronts> {
  const directory = mkdtempSync(join(tmpdir(), 'sandbox-fronts-'))
  const file = join(directory, 'books', 'sandbox.sqlite')
  const start = () => startSandbox({ accounts: 40, file, port: 0, startAt: START_AT, ...options })
  let sandbox = await start()
  let cookie = ''
  const fronts: Fronts = {
    get url() {
      return sandbox.url
    },
    rest: (path, init = {}) =>
      fetch(`${sandbox.url}/rest${path}`, { ...init, headers: { 'x-api-key': 'sandbox-key' } }),
    rows: async (path) => readRows(await (await fronts.rest(path)).json()),
    soap: (operation, headers = {}) =>
      fronts.post(envelope(operation), { 'content-type': 'text/xml; charset=utf-8', ...headers }),
    async post(body, headers = {}) {
      const response = await fetch(`${sandbox.url}/soap`, {
        method: 'POST',
        headers: { cookie, ...headers },
        body: new Uint8Array(Buffer.from(body)),
      })
      const bytes = Buffer.from(await response.arrayBuffer())
      return { status: response.status, headers: response.headers, bytes, xml: bytes.toString('utf8') }
    },
    async logIn() {
      const answer = await fronts.soap('<b:Login><login>gateway</login><pass>gateway</pass></b:Login>')
      cookie = /sessnum=[0-9a-f]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? ''
      return cookie
    },
    async control(method, path, body) {
      const content = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
      const response = await fetch(`${sandbox.url}/control${path}`, { method, ...content })
      const text = await response.text()
      const json = response.headers.get('content-type')?.startsWith('application/json') ?? false
      return { status: response.status, body: json ? JSON.parse(text) : null, text }
    },
    async account(number) {
      const { body } = await fronts.control('GET', `/accounts/${encodeURIComponent(number)}`)
      const field = (name: string): unknown =>
        typeof body === 'object' && body !== null ? Reflect.get(body, name) : null
      return {
        restId: Number(field('restId')),
        soapId: Number(field('soapId')),
        state: Number(field('state')),
        balance: String(field('balance')),
      }
    },
    async fault(operation, fault) {
      const { status, text } = await fronts.control('PUT', `/faults/${operation}`, { faults: [fault] })
      if (status !== 200) throw new Error(text)
    },
    async restart() {
      await sandbox.close()
      sandbox = await start()
      await fronts.logIn()
    },
    async close() {
      await sandbox.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
  await fronts.logIn()
  return fronts
}

export function envelope(operation: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:b="urn:reference-billing"><e:Body>${operation}</e:Body></e:Envelope>`
}

/** The texts of all elements of that local name; an empty element has an empty text. */
export function textsOf(xml: string, name: string): string[] {
  const found = xml.matchAll(new RegExp(`<(?:ns1:)?${name}(?:/>|>([^<]*)</)`, 'g'))
  return [...found].map((match) => match[1] ?? '')
}

export function isWellFormed(xml: string): boolean {
  const parser = new SaxesParser({ xmlns: true })
  let healthy = true
  parser.on('error', () => {
    healthy = false
  })
  parser.write(xml).close()
  return healthy
}

export function readRows(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value)) throw new TypeError(`no rows: ${JSON.stringify(value)}`)
  return value.map((row: unknown) => Object.fromEntries(Object.entries(row ?? {})))
}
