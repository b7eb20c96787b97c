import { XMLParser } from 'fast-xml-parser'
import { Pool } from 'undici'
import { settings } from '../shared/settings.js'

const CONNECTIONS = 8

const restBase = new URL(settings.restUrl)
const soapBase = new URL(settings.soapUrl)
const rest = new Pool(restBase.origin, { connections: CONNECTIONS })
const soap = new Pool(soapBase.origin, { connections: CONNECTIONS })

// Values stay text: contract 007123 must not become 7123.
const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  isArray: (name) => name === 'ret' || name === 'entry',
})

/** Rows of one resource by ids; the billing gives 25 rows unless more are asked for. */
export async function listRows(path, parameter, ids) {
  const list = ids.map(encodeURIComponent).join(';')
  const { statusCode, body } = await rest.request({
    method: 'GET',
    path: `${restBase.pathname}${path}?${parameter}=${list}&limit=500`,
    headers: { 'x-api-key': settings.restKey },
  })
  if (statusCode === 200) return body.json()
  throw new Error(`${path}: HTTP ${statusCode} ${await body.text()}`)
}

let session = null

/** The `ret` elements of an operation's answer. `content` is XML. */
export async function callSoap(operation, content) {
  session ??= logIn()
  let answer = await post(operation, content, await session)
  if (answer.Fault?.detail === 'Authorization required') {
    session = logIn()
    answer = await post(operation, content, await session)
  }
  if (answer.Fault) throw new Error(`${operation}: ${answer.Fault.detail ?? answer.Fault.faultstring}`)
  const response = answer[`${operation}Response`]
  if (response === undefined) throw new Error(`${operation}: no answer to it`)
  return response.ret ?? []
}

/** XML elements of a name, one for each value. */
export function tags(name, values) {
  return values.map((value) => `<${name}>${value}</${name}>`).join('')
}

async function logIn() {
  const { headers, body } = await send(
    'Login',
    `<login>${settings.soapLogin}</login><pass>${settings.soapPassword}</pass>`,
    '',
  )
  await body.dump()
  return [headers['set-cookie']].flat()[0].split(';')[0]
}

async function post(operation, content, cookie) {
  const { body } = await send(operation, content, cookie)
  return parser.parse(await body.text()).Envelope.Body
}

function send(operation, content, cookie) {
  return soap.request({
    method: 'POST',
    path: soapBase.pathname,
    headers: { 'content-type': 'text/xml; charset=utf-8', cookie },
    body:
      '<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" ' +
      `xmlns:b="urn:reference-billing"><s:Body><b:${operation}>${content}</b:${operation}></s:Body></s:Envelope>`,
  })
}
