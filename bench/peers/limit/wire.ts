import { Pool } from 'undici'

const CONNECTIONS = 8

interface Side {
  readonly pool: Pool
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

const rest = openSide(required('BILLING_REST_URL'), { 'x-api-key': required('BILLING_REST_KEY') })
const soap = openSide(required('BILLING_SOAP_URL'), { 'content-type': 'text/xml; charset=utf-8' })
let cookie = ''

/** What the benchmark tells a contender. */
export function required(name: string): string {
  const value = process.env[name]
  if (value === undefined || value === '') throw new Error(`${name} is not set: contenders are started by bench/run.ts`)
  return value
}

/** The JSON of one resource by ids that need no encoding. */
export async function readRest(resource: string, query: string): Promise<string> {
  const { status, body } = await exchange(rest, { method: 'GET', path: `/${resource}?${query}&limit=500` })
  if (status !== 200) throw new Error(`${resource}: HTTP ${status}`)
  return body
}

/** The XML of an operation's answer. */
export async function callSoap(operation: string, content: string): Promise<string> {
  const { status, body } = await exchange(soap, { method: 'POST', path: '', body: envelope(operation, content) })
  if (status !== 200) throw new Error(`${operation}: HTTP ${status}`)
  return body
}

/** Once, at start: the session is as long as the benchmark. */
export async function logIn(): Promise<void> {
  const content = `<login>${required('BILLING_SOAP_LOGIN')}</login><pass>${required('BILLING_SOAP_PASSWORD')}</pass>`
  const { setCookie } = await exchange(soap, { method: 'POST', path: '', body: envelope('Login', content) })
  cookie = setCookie.split(';', 1)[0] ?? ''
  if (cookie === '') throw new Error('The billing has not let the limit in')
}

interface Exchange {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: string
}

interface Answer {
  readonly status: number
  readonly body: string
  readonly setCookie: string
}

function exchange(side: Side, { method, path, body }: Exchange): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = cookie === '' ? side.headers : { ...side.headers, cookie }
    let status = 0
    let setCookie = ''
    const chunks: Uint8Array[] = []
    side.pool.dispatch(
      { method, path: side.path + path, headers, body: body ?? null },
      {
        onRequestStart() {},
        onResponseStart(_controller, statusCode, received) {
          status = statusCode
          setCookie = [received['set-cookie'] ?? ''].flat()[0] ?? ''
        },
        onResponseData: (_controller, chunk) => void chunks.push(chunk),
        onResponseEnd: () => resolve({ status, body: Buffer.concat(chunks).toString('utf8'), setCookie }),
        onResponseError: (_controller, error) => reject(error),
      },
    )
  })
}

function openSide(address: string, headers: Side['headers']): Side {
  const url = new URL(address)
  return { pool: new Pool(url.origin, { connections: CONNECTIONS }), path: url.pathname, headers }
}

function envelope(operation: string, content: string): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" ' +
    `xmlns:b="urn:reference-billing"><s:Body><b:${operation}>${content}</b:${operation}></s:Body></s:Envelope>`
  )
}
