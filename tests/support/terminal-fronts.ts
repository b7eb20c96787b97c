import type { PartnerAdmin } from '../../src/auth/partner-admin.ts'
import { readXml, type XmlElement } from '../../src/billing/transport/xml.ts'
import { parseMoney } from '../../src/domain/money.ts'
import type { TerminalFront } from '../../src/domain/terminal.ts'

/** Where the network of the tests calls from. */
const NETWORK = '198.51.100.0/24'
export const ADDRESS = '198.51.100.7'

/** An answer as a network reads it. */
export interface TerminalAnswer {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Uint8Array
  /** The text of each element, without those around them. */
  readonly values: Readonly<Record<string, string>>
}

export interface AskOptions {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer>
  /** Which of the gateways. */
  readonly replica?: number
}

export type Parameters = Readonly<Record<string, string>>

export interface Front {
  readonly secret: string
  readonly partnerId: string
  /** `query` is sent as it stands, or written from its parameters. */
  ask(query: string | Parameters, options?: AskOptions): Promise<TerminalAnswer>
}

export type FrontLimits = Partial<Record<'min' | 'max' | 'perDay', string> & Record<'perMinute' | 'misses', number>>

export interface FrontOptions {
  readonly partnerId?: string
  readonly front?: Partial<TerminalFront>
  readonly networks?: readonly string[]
  readonly limits?: FrontLimits
}

/** A partner that calls in a classic protocol. Its limits are wide where nothing else is given. */
export async function createFront(
  gateways: { readonly partners: PartnerAdmin; readonly urls: readonly string[] },
  options: FrontOptions = {},
): Promise<Front> {
  const { partnerId = 'osmp', networks = [NETWORK] } = options
  const limits = {
    min: '1.00',
    max: '15000.00',
    perDay: '900000.00',
    perMinute: 10_000,
    misses: 200,
    ...options.limits,
  }
  const terminal: TerminalFront = {
    protocol: 'OSMP',
    charset: 'utf-8',
    timeZone: null,
    answerWithinMs: 10_000,
    needsPassword: false,
    ...options.front,
  }
  const verdict = await gateways.partners.create(
    {
      id: partnerId,
      name: partnerId,
      networks,
      limits: {
        minAmount: parseMoney(limits.min, 'RUB'),
        maxAmount: parseMoney(limits.max, 'RUB'),
        maxAmountPerDay: parseMoney(limits.perDay, 'RUB'),
        maxPaymentsPerMinute: limits.perMinute,
        maxMissesPerHour: limits.misses,
      },
      referenceTemplate: `${partnerId}/{externalId}`,
      paymentMethod: 'TERMINAL',
      terminal,
      signs: false,
    },
    { actor: 'test' },
  )
  if (verdict.kind !== 'created') throw new Error(JSON.stringify(verdict))
  const path = `/terminals/${terminal.protocol.toLowerCase()}/${partnerId}`
  return {
    partnerId,
    secret: verdict.secrets.secret ?? '',
    ask: (query, given = {}) => {
      const base = (gateways.urls[given.replica ?? 0] ?? '').replace(/\/graphql$/, '')
      return askTerminal(`${base}${path}`, query, given)
    },
  }
}

export async function askTerminal(
  url: string,
  query: string | Parameters,
  { method = 'GET', headers = {}, body }: AskOptions = {},
): Promise<TerminalAnswer> {
  const text = typeof query === 'string' ? query : new URLSearchParams(query).toString()
  const response = await fetch(text === '' ? url : `${url}?${text}`, {
    method,
    headers: { 'x-forwarded-for': ADDRESS, ...headers },
    ...(body === undefined ? {} : { body }),
  })
  const bytes = new Uint8Array(await response.arrayBuffer())
  return { status: response.status, headers: response.headers, bytes, values: readValues(bytes, response.headers) }
}

/** Reads by the declaration alone, and holds the header against it. Whatever is not well-formed is an error. */
function readValues(bytes: Uint8Array, headers: Headers): Readonly<Record<string, string>> {
  if (bytes.length === 0) return {}
  const declared = /^<\?xml version="1\.0" encoding="([\w-]+)"\?>/.exec(Buffer.from(bytes).toString('latin1'))?.[1]
  const label = /charset=([\w-]+)$/.exec(headers.get('content-type') ?? '')?.[1]
  if (declared === undefined || declared.toLowerCase() !== label) throw new Error(`Declared ${declared} and ${label}.`)
  const root = readXml(new TextDecoder(declared, { fatal: true }).decode(bytes))
  if (root.name !== 'response') throw new Error(`The root is ${root.name}.`)
  return Object.fromEntries(leavesOf(root))
}

function leavesOf({ children }: XmlElement): readonly (readonly [string, string])[] {
  return children.flatMap((child) => (child.children.length > 0 ? leavesOf(child) : [[child.name, child.text]]))
}

/** A local time of now, as OSMP writes it. */
export function osmpDate(at = Date.now()): string {
  return moscow(at).replaceAll(/\D/g, '').slice(0, 14)
}

/** The same as Sberbank writes it. */
export function sberbankDate(at = Date.now()): string {
  const [year, month, day, time] = [
    moscow(at).slice(0, 4),
    moscow(at).slice(5, 7),
    moscow(at).slice(8, 10),
    moscow(at).slice(11, 19),
  ]
  return `${day}.${month}.${year}_${time}`
}

/** Moscow has had no summer time since 2014. */
function moscow(at: number): string {
  return new Date(at + 3 * 3_600_000).toISOString()
}
