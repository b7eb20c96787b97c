import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { sendReply, waitForLeave } from '../deliver.ts'
import type { Desk } from '../desk.ts'
import { htmlPage, leakyError, plain, unavailable } from '../faults/bytes.ts'
import type { Reply } from '../wire/answer.ts'
import { readJsonBody } from '../wire/body.ts'
import { decimalText } from '../wire/money.ts'
import {
  DRIVE_NUMBER,
  drawFate,
  fiscalSignOf,
  REGISTRAR_LOGIN,
  REGISTRAR_PASSWORD,
  type Registrar,
} from './registrar.ts'
import { readWanted } from './request.ts'
import type { ReceiptDocument } from './types.ts'

const PREFIX = '/registrar/v4'

/** Serves /registrar: the shape of ATOL Online, service v4, and a page for each receipt in place of an operator of fiscal data. */
export async function handleRegistrar(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { registrar } = desk
  const path = new URL(request.url ?? '/', 'http://sandbox').pathname
  const receipt = /^\/registrar\/receipts\/([\w-]+)$/.exec(path)
  if (receipt) return sendReply(response, showReceipt(registrar, receipt[1] ?? ''))
  if (registrar.strikes('hang')) return waitForLeave(response, desk.closing)
  if (registrar.strikes('unavailable')) return sendReply(response, unavailable())
  if (registrar.strikes('html')) return sendReply(response, htmlPage())
  if (path === `${PREFIX}/getToken` && request.method === 'POST')
    return sendReply(response, await logIn(registrar, request))
  const token = request.headers['token']
  if (registrar.strikes('expiredToken')) registrar.expireTokens()
  if (typeof token !== 'string' || !registrar.knowsToken(token)) {
    return sendReply(response, refuse(registrar, 401, { code: token === undefined ? 10 : 11, text: 'token' }))
  }
  const sale = /^\/registrar\/v4\/([^/]+)\/(sell|sell_refund)$/.exec(path)
  if (sale && request.method === 'POST') {
    const [, group = '', operation] = sale
    const reply = await register(registrar, request, {
      group,
      operation: operation === 'sell' ? 'sell' : 'sell_refund',
    })
    if (registrar.strikes('dropAfterTaking')) return void response.destroy()
    return sendReply(response, registrar.strikes('errorAfterTaking') ? leakyError('sell') : reply)
  }
  const report = /^\/registrar\/v4\/([^/]+)\/report\/([^/]+)$/.exec(path)
  if (report && request.method === 'GET') {
    const base = `http://${request.headers.host ?? '127.0.0.1'}`
    return sendReply(response, readReport(registrar, { group: report[1] ?? '', uuid: report[2] ?? '', base }))
  }
  return sendReply(response, refuse(registrar, 400, { code: 40, text: 'no such operation' }))
}

async function logIn(registrar: Registrar, request: IncomingMessage): Promise<Reply> {
  const body: unknown = await readJsonBody(request).catch(() => null)
  const fields = typeof body === 'object' && body !== null ? body : {}
  const fits = Reflect.get(fields, 'login') === REGISTRAR_LOGIN && Reflect.get(fields, 'pass') === REGISTRAR_PASSWORD
  if (!fits) return refuse(registrar, 401, { code: 12, text: 'login or password' })
  return json(200, { error: null, token: registrar.logIn(), timestamp: clockText(registrar.now()) })
}

async function register(
  registrar: Registrar,
  request: IncomingMessage,
  { group, operation }: { readonly group: string; readonly operation: ReceiptDocument['operation'] },
): Promise<Reply> {
  const wanted = readWanted(await readJsonBody(request).catch(() => null))
  if (registrar.strikes('refuse'))
    return refuse(registrar, 400, { code: 32, text: 'wrong fields: receipt.client.email' })
  if (!('externalId' in wanted)) return refuse(registrar, 400, { code: 32, text: `wrong fields: ${wanted.join(', ')}` })
  const known = registrar.books.findByExternalId(group, wanted.externalId)
  if (known) {
    const uuid = registrar.strikes('takenWithoutUuid') ? null : known.uuid
    const text = `external_id ${wanted.externalId} is there already`
    return refuse(registrar, 400, { code: 33, text, status: 'wait', uuid })
  }
  const takenAt = registrar.now()
  const { uuid } = registrar.books.take({
    ...wanted,
    groupCode: group,
    operation,
    takenAt,
    dueAt: takenAt + registrar.delayMs,
    fate: drawFate(registrar),
  })
  return json(200, { uuid, status: 'wait', error: null, timestamp: clockText(takenAt) })
}

function readReport(
  registrar: Registrar,
  { group, uuid, base }: { readonly group: string; readonly uuid: string; readonly base: string },
): Reply {
  const document = registrar.books.findByUuid(group, uuid)
  if (document === null) return refuse(registrar, 400, { code: 30, text: `no document ${uuid}`, status: 'fail' })
  const { fate, kopecks, number, dueAt } = document
  const head = {
    uuid,
    group_code: group,
    daemon_code: 'sandbox-agent-1',
    device_code: 'SANDBOX-1',
    external_id: document.externalId,
    callback_url: '',
    timestamp: clockText(registrar.now()),
  }
  if (registrar.now() < dueAt) {
    const error = { error_id: randomUUID(), code: 34, text: 'not worked on yet', type: 'system' }
    return json(200, { ...head, status: 'wait', error, payload: null })
  }
  if (fate !== 'done' && fate !== 'otherTotal') {
    const error = { error_id: randomUUID(), code: fate === 'driver' ? -3804 : 1, text: 'not registered', type: fate }
    return json(200, { ...head, status: 'fail', error, payload: null })
  }
  const payload = {
    total: Number(decimalText(fate === 'otherTotal' ? kopecks + 1n : kopecks)),
    fns_site: 'www.nalog.gov.ru',
    fn_number: DRIVE_NUMBER,
    shift_number: 1,
    receipt_datetime: clockText(dueAt),
    fiscal_receipt_number: number,
    fiscal_document_number: number,
    ecr_registration_number: '0000000001012345',
    fiscal_document_attribute: fiscalSignOf(document),
    ofd_receipt_url: `${base}/registrar/receipts/${uuid}`,
  }
  return json(200, { ...head, status: 'done', error: null, payload })
}

/** What the buyer sees. */
function showReceipt(registrar: Registrar, uuid: string): Reply {
  const document = registrar.books.list(MOST_SHOWN).find((one) => one.uuid === uuid)
  if (document === undefined || registrar.now() < document.dueAt) return plain(404, 'No such receipt.')
  const lines = [
    document.operation === 'sell' ? 'ПРИХОД' : 'ВОЗВРАТ ПРИХОДА',
    `${document.itemName}: ${decimalText(document.kopecks)}`,
    `ФН ${DRIVE_NUMBER} ФД ${document.number} ФП ${fiscalSignOf(document)}`,
    clockText(document.dueAt),
  ]
  return plain(200, lines.join('\n'))
}

const MOST_SHOWN = 100_000

function refuse(
  registrar: Registrar,
  status: number,
  error: { code: number; text: string; status?: string; uuid?: string | null },
): Reply {
  const { code, text } = error
  return json(status, {
    uuid: error.uuid ?? null,
    status: error.status ?? null,
    error: { error_id: randomUUID(), code, text, type: 'system' },
    timestamp: clockText(registrar.now()),
  })
}

function json(status: number, value: object): Reply {
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  return { status, headers, body: Buffer.from(JSON.stringify(value)) }
}

const MOSCOW_MS = 3 * 3_600_000

/** "28.11.2026 12:30:00", in Moscow. */
function clockText(at: number): string {
  const text = new Date(at + MOSCOW_MS).toISOString()
  return `${text.slice(8, 10)}.${text.slice(5, 7)}.${text.slice(0, 4)} ${text.slice(11, 19)}`
}
