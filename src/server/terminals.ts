import { randomUUID } from 'node:crypto'
import type { TerminalAccess, TerminalVerdict } from '../auth/terminal-access.ts'
import type { TerminalProtocol } from '../domain/terminal.ts'
import { chooseLanguage, type Language } from '../graphql/language.ts'
import type { Log } from '../observability/log.ts'
import { thrownFields } from '../observability/thrown.ts'
import { StoreError } from '../store/error.ts'
import { type Terminals, writeUndecided } from '../terminals/terminals.ts'
import { type Answer, refuse } from './answer.ts'
import { readBytes, type Unread } from './body.ts'
import { type AddressReader, joinValues } from './caller.ts'
import type { RefusalCode } from './refusal.ts'
import { refusalStatus } from './refusal.ts'
import type { Exchange } from './traffic.ts'

export interface TerminalRoutes {
  readonly access: TerminalAccess
  readonly terminals: Terminals
}

export interface TerminalRoutesOptions extends TerminalRoutes {
  readonly readAddress: AddressReader
  readonly maxBodySizeBytes: number
  readonly log: Log
}

const PATH = '/terminals/'
const PROTOCOLS: ReadonlyMap<string, TerminalProtocol> = new Map([
  ['osmp', 'OSMP'],
  ['sberbank', 'SBERBANK'],
])

export function isTerminal(path: string): boolean {
  return path.startsWith(PATH)
}

/**
 * Answers a network of terminals in its own protocol, or null when it left before its request was read. What is refused
 * before the protocol has a word has a status that no network takes for an answer, and a document that decides nothing.
 */
export async function answerTerminal(
  exchange: Exchange,
  path: string,
  options: TerminalRoutesOptions,
): Promise<Answer | null> {
  const [name = '', partnerId = '', ...rest] = path.slice(PATH.length).split('/')
  const protocol = PROTOCOLS.get(name)
  if (protocol === undefined || rest.length > 0) return refuse(exchange, 'NOT_FOUND')
  const turnAway = (code: RefusalCode, headers: Readonly<Record<string, string>> = {}): Answer =>
    refuseTerminal(exchange, { protocol, code, headers })
  const { request } = exchange
  // A HEAD would pay and bring nothing.
  if (request.method !== 'GET' && request.method !== 'POST')
    return turnAway('METHOD_NOT_ALLOWED', { allow: 'GET, POST' })
  if (isOfBrowser(request.headers)) return turnAway('FORBIDDEN')
  const body = await readForm(exchange, options.maxBodySizeBytes)
  if (body.kind === 'left') return null
  if (body.kind === 'refused') return turnAway(body.code)
  try {
    const verdict = await admit(exchange, { protocol, partnerId, options })
    if (verdict.kind !== 'admitted') return turnAway(...refusalOf(verdict))
    const { partner, front } = verdict
    const document = await options.terminals.answer({
      partner,
      front,
      texts: [queryOf(request.url ?? ''), body.text],
      language: languageOf(exchange),
      requestId: exchange.requestId,
      controller: exchange.controller,
      elapsedMs: performance.now() - exchange.startedAt,
    })
    return { status: 200, headers: { 'content-type': `text/xml; charset=${front.charset}` }, body: document }
  } catch (error) {
    const fields = { requestId: exchange.requestId, ...thrownFields(error) }
    if (error instanceof StoreError || exchange.controller.signal.aborted) {
      options.log.warn(fields, 'a terminal could not be let in')
      return turnAway('SERVICE_UNAVAILABLE')
    }
    options.log.error({ ...fields, incidentId: randomUUID() }, 'a terminal failed unexpectedly')
    return turnAway('INTERNAL_SERVER_ERROR')
  }
}

function admit(
  exchange: Exchange,
  parts: { protocol: TerminalProtocol; partnerId: string; options: TerminalRoutesOptions },
): Promise<TerminalVerdict> {
  const { protocol, partnerId, options } = parts
  const { request, controller, requestId } = exchange
  const { authorization, 'x-forwarded-for': forwardedFor, 'user-agent': userAgent } = request.headers
  const address = options.readAddress(request.socket.remoteAddress, joinValues(forwardedFor))
  return options.access.admit(
    { partnerId, protocol, authorization },
    {
      caller: { address, requestId, userAgent },
      call: { signal: controller.signal },
      elapsedMs: () => performance.now() - exchange.startedAt,
    },
  )
}

function refusalOf(
  verdict: Exclude<TerminalVerdict, { kind: 'admitted' }>,
): [code: RefusalCode, headers?: Readonly<Record<string, string>>] {
  switch (verdict.kind) {
    case 'absent':
      return ['NOT_FOUND']
    case 'turned_away':
      return [verdict.reason === 'blocked' ? 'FORBIDDEN' : 'ADDRESS_NOT_ALLOWED']
    case 'unauthenticated': {
      const { retryAfterSeconds } = verdict
      const retry = retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) }
      return ['UNAUTHENTICATED', { 'www-authenticate': 'Basic realm="terminals", charset="UTF-8"', ...retry }]
    }
  }
}

function refuseTerminal(
  exchange: Exchange,
  options: { protocol: TerminalProtocol; code: RefusalCode; headers: Readonly<Record<string, string>> },
): Answer {
  const { protocol, code, headers } = options
  exchange.code = code
  const status = refusalStatus(code)
  return {
    status,
    headers: {
      'content-type': 'text/xml; charset=utf-8',
      ...(status === 503 ? { 'retry-after': '1' } : {}),
      ...headers,
    },
    body: writeUndecided(protocol, { language: languageOf(exchange) }),
  }
}

/** Payers read what stands in an answer, and hardly a network says in which language: some libraries ask for any. */
function languageOf({ request }: Exchange): Language {
  const { 'accept-language': acceptLanguage = '*' } = request.headers
  return acceptLanguage === '*' ? 'ru' : chooseLanguage(acceptLanguage)
}

/**
 * What a browser fetches by itself: ahead of time, or because a page says so. A GET moves money here, and a browser may sit
 * behind an address of the network's; one that a person typed is let through.
 */
function isOfBrowser(headers: Exchange['request']['headers']): boolean {
  const { 'sec-fetch-site': site = 'none' } = headers
  return site !== 'none' || SIGNS_OF_A_BROWSER.some((name) => headers[name] !== undefined)
}

/** Browsers that send no Sec-Fetch-Site, old ones and those on plain HTTP, send these. */
const SIGNS_OF_A_BROWSER = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz', 'origin', 'referer'] as const

type Form = { readonly kind: 'read'; readonly text: string } | Unread

const FORM_TYPE = /^application\/x-www-form-urlencoded *(?:;|$)/i

/** The parameters that stand in a body; a POST may have them in its address as well. */
async function readForm(exchange: Exchange, maxSizeBytes: number): Promise<Form> {
  const { headers, method } = exchange.request
  if (method === 'GET') return { kind: 'read', text: '' }
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
  if (!hasBody) return { kind: 'read', text: '' }
  if (!FORM_TYPE.test(headers['content-type'] ?? '')) return { kind: 'refused', code: 'UNSUPPORTED_MEDIA_TYPE' }
  const encoding = headers['content-encoding']
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity')
    return { kind: 'refused', code: 'UNSUPPORTED_CONTENT_ENCODING' }
  const body = await readBytes(exchange, maxSizeBytes)
  return Buffer.isBuffer(body) ? { kind: 'read', text: body.toString('latin1') } : body
}

/** What stands behind the question mark. Node reads it with one character a byte. */
function queryOf(target: string): string {
  const at = target.indexOf('?')
  return at === -1 ? '' : (target.slice(at + 1).split('#', 1)[0] ?? '')
}
