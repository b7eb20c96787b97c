import type { Reader } from './environment.ts'

/** How messages reach people; null where a way is not configured. */
export interface DeliveryConfig {
  /** The URL holds user and password. */
  readonly smtp: { readonly url: string; readonly from: string } | null
  readonly sms: {
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
    readonly contentType: 'application/json' | 'application/x-www-form-urlencoded'
  } | null
}

const SMS_TYPES = ['json', 'form'] as const
const JSON_BODY = '{"id":"{id}","to":"{to}","text":"{text}"}'
const FORM_BODY = 'id={id}&to={digits}&text={text}'

/** Values that may hold a secret are never shown in a mistake. */
export function readDelivery(read: Reader): DeliveryConfig {
  return { smtp: readSmtp(read), sms: readSms(read) }
}

/** The page of the provider's cabinet that an e-mail leads to. */
export function readUnsubscribeUrl(read: Reader): string | null {
  const url = read.optional('UNSUBSCRIBE_URL')
  if (url === null) return null
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '') || !url.includes('{token}')) {
    read.mistake('UNSUBSCRIBE_URL', 'must be an http:// or https:// address with {token} in it')
    return null
  }
  return url
}

function readSmtp(read: Reader): DeliveryConfig['smtp'] {
  const url = read.optional('SMTP_URL')
  const from = read.optional('SMTP_FROM')
  if (url === null) {
    if (from !== null) read.missing('SMTP_URL', 'SMTP_FROM says who sends, and not by which server')
    return null
  }
  const server = URL.parse(url)
  const isServer = (server?.protocol === 'smtp:' || server?.protocol === 'smtps:') && server.hostname !== ''
  if (!isServer) read.mistake('SMTP_URL', 'must begin with smtp:// or smtps:// and name a host')
  if (from === null) read.missing('SMTP_FROM', 'say who sends, like `Provider <noreply@provider.example>`')
  else if (!/^[^\r\n]*[^\s<>]+@[A-Za-z0-9.-]+>?$/.test(from)) read.mistake('SMTP_FROM', 'is no e-mail address')
  return isServer && from !== null ? { url, from } : null
}

function readSms(read: Reader): DeliveryConfig['sms'] {
  const type = read.choice('SMS_CONTENT_TYPE', SMS_TYPES, 'json')
  const body = read.text('SMS_BODY', type === 'json' ? JSON_BODY : FORM_BODY)
  const headers = readHeaders(read)
  const url = read.optional('SMS_URL')
  if (url === null) {
    const stray = ['SMS_HEADERS', 'SMS_BODY', 'SMS_CONTENT_TYPE'].find((name) => read.has(name))
    if (stray !== undefined) read.missing('SMS_URL', `${stray} describes a provider whose address is not given`)
    return null
  }
  const provider = URL.parse(url)
  if (!provider || !/^https?:$/.test(provider.protocol) || provider.username !== '' || provider.password !== '') {
    read.mistake('SMS_URL', 'must be an http:// or https:// address without credentials; SMS_HEADERS carries those')
  }
  if (!body.includes('{text}') || !/\{(?:to|digits)\}/.test(body)) {
    read.mistake('SMS_BODY', 'needs {text} and one of {to} and {digits}')
  }
  if (type === 'json' && !isJson(body))
    read.mistake('SMS_BODY', 'is not JSON; placeholders stand between quotation marks')
  const contentType = type === 'json' ? 'application/json' : 'application/x-www-form-urlencoded'
  return { url, headers, body, contentType }
}

function readHeaders(read: Reader): Readonly<Record<string, string>> {
  const text = read.optional('SMS_HEADERS')
  const value: unknown = text === null ? {} : parse(text)
  const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null
  const headers: Record<string, string> = {}
  for (const [name, content] of entries ?? []) {
    if (/^[\w-]{1,64}$/.test(name) && typeof content === 'string' && /^[\t -~]*$/.test(content)) {
      headers[name.toLowerCase()] = content
    }
  }
  if (entries === null || Object.keys(headers).length !== entries.length) {
    read.mistake('SMS_HEADERS', 'must be a JSON object of header names and texts')
  }
  return headers
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isJson(text: string): boolean {
  return parse(text) !== null
}
