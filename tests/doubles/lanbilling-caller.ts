import { request } from 'node:http'

/** A caller that sees an answer as it came: its headers in order, its body to the byte. */
export interface Heard {
  readonly status: number
  readonly reason: string
  /** Name, value, name, value … */
  readonly headers: readonly string[]
  readonly body: string
}

export interface CallOptions {
  readonly cookie?: string
  /** From another address of this machine. */
  readonly from?: string
  readonly signal?: AbortSignal
}

function inEnvelope(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns1="urn:api3"><e:Body>${body}</e:Body></e:Envelope>`
}

/** Posts an envelope around the body; null when the connection ends before the whole answer is there. */
export async function call(url: string, body: string, options: CallOptions = {}): Promise<Heard | null> {
  return post(url, inEnvelope(body), options)
}

export async function post(
  url: string,
  text: string,
  { cookie, from, signal }: CallOptions = {},
): Promise<Heard | null> {
  const { promise, resolve } = Promise.withResolvers<Heard | null>()
  const headers = { 'content-type': 'text/xml; charset=utf-8', ...(cookie === undefined ? {} : { cookie }) }
  const outgoing = request(
    url,
    { method: 'POST', headers, ...(from ? { localAddress: from } : {}), ...(signal ? { signal } : {}) },
    (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => void chunks.push(chunk))
      incoming.on('error', () => resolve(null))
      incoming.on('close', () => {
        const { statusCode = 0, statusMessage = '', rawHeaders, complete } = incoming
        const heard = Buffer.concat(chunks).toString()
        resolve(complete ? { status: statusCode, reason: statusMessage, headers: rawHeaders, body: heard } : null)
      })
    },
  )
  outgoing.on('error', () => resolve(null))
  outgoing.end(text)
  return promise
}

/** The cookie of a manager's session. */
export async function logIn(url: string, options: CallOptions = {}): Promise<string> {
  const heard = await call(url, '<ns1:Login><login>manager</login><pass>secret</pass></ns1:Login>', options)
  return cookieOf(heard)
}

export function cookieOf(heard: Heard | null): string {
  const cookie = heard?.headers.find((_value, index) => heard.headers[index - 1] === 'Set-Cookie') ?? ''
  return cookie.split(';')[0] ?? ''
}

/** What stands in the body of the answer's envelope. */
export function inside(heard: Heard | null): string {
  return /<SOAP-ENV:Body>(.*)<\/SOAP-ENV:Body>/s.exec(heard?.body ?? '')?.[1] ?? ''
}

export function detailOf(heard: Heard | null): string | null {
  return /<detail>(.*)<\/detail>/s.exec(heard?.body ?? '')?.[1] ?? null
}

/** The texts of all elements of that name. */
export function texts(heard: Heard | null, name: string): readonly string[] {
  return [...(heard?.body ?? '').matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map((match) => match[1] ?? '')
}
