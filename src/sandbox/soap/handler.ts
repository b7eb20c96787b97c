import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { sendReply } from '../deliver.ts'
import type { Desk } from '../desk.ts'
import { plain } from '../faults/bytes.ts'
import { SOAP_OPERATIONS, type SoapOperationName, UNKNOWN_SOAP } from '../operations.ts'
import { type Call, serveCall } from '../serve.ts'
import type { Answer } from '../wire/answer.ts'
import { readBody } from '../wire/body.ts'
import { RefusalError } from '../wire/refusal.ts'
import type { XmlElement } from '../wire/xml.ts'
import { repeatDebit } from './debits.ts'
import { createSoapFront } from './front.ts'
import { OPERATIONS, readNewPayment } from './operations.ts'
import { readNewOrder } from './orders.ts'
import { BILLING_URI, readEnvelope, readSessnum, wantedCharset } from './request.ts'
import { swapAgreement } from './stranger.ts'
import { readNewTicket } from './tickets.ts'
import { addMessage } from './ticketWrites.ts'

const WSDL = readFileSync(new URL('../contract/billing.wsdl', import.meta.url), 'utf8')
const WSDL_ADDRESS = 'http://127.0.0.1:4100/soap'

/** Serves /soap: the WSDL by GET, operations by POST. */
export async function handleSoap(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'GET' && /\?wsdl$/i.test(request.url ?? '')) return sendWsdl(request, response)
  if (request.method !== 'POST') return sendReply(response, plain(405, 'method not allowed, use POST'))
  const read = await readOperation(request)
  const name = SOAP_OPERATIONS.find((known) => read.kind === 'operation' && isOperation(read.element, known))
  const front = createSoapFront(name ?? 'Unknown', wantedCharset(request))
  const sessnum = readSessnum(request)
  // Judged on arrival: a request that was let in is carried out, however late.
  const letIn = name === 'Login' || desk.sessions.isLive(sessnum)
  const run = (element: (original: XmlElement) => XmlElement): Answer => {
    if (read.kind === 'refusal') throw read.refusal
    if (name === undefined) throw unknownMethod(read.element)
    if (!letIn) throw new RefusalError(401, 'Authorization required')
    return OPERATIONS[name](desk, element(read.element), sessnum)
  }
  const call: Call = {
    operation: name === undefined ? UNKNOWN_SOAP : `soap.${name}`,
    front,
    run: () => run((element) => element),
    double() {
      if (read.kind !== 'operation') return
      if (name === 'AddOrder') desk.books.repeatOrder(readNewOrder(desk, read.element))
      else if (name === 'AddTicketMessage') addMessage(desk.books, read.element)
      else if (name === 'AddDebit') noteDouble(desk, repeatDebit(desk, read.element))
      else if (name === 'OpenTicket') desk.books.addTicket(readNewTicket(desk.books, read.element))
      else noteDouble(desk, desk.books.addPayment(readNewPayment(desk, read.element)))
    },
    // A stranger's write must not be carried out: its echo alone is strange.
    rehearse: () => desk.books.rehearse(() => run((element) => element)),
    runForStranger: () =>
      read.kind === 'operation' ? swapAgreement(desk, name, { element: read.element, run }) : null,
    runWrongOperation: () => null,
    endSession: () => desk.sessions.end(sessnum),
  }
  await serveCall(desk, call, response)
}

const MAX_DOUBLES = 10_000

/** Whoever judges a ledger must know which of its rows nobody has asked for. */
function noteDouble({ doubles }: Desk, row: { readonly recordId: number } | null): void {
  if (row !== null && doubles.size < MAX_DOUBLES) doubles.add(row.recordId)
}

type Read = { kind: 'operation'; element: XmlElement } | { kind: 'refusal'; refusal: RefusalError }

async function readOperation(request: IncomingMessage): Promise<Read> {
  try {
    const bytes = await readBody(request)
    return { kind: 'operation', element: readEnvelope(bytes, request.headers['content-type'] ?? '') }
  } catch (error) {
    if (error instanceof RefusalError) return { kind: 'refusal', refusal: error }
    throw error
  }
}

function isOperation(element: XmlElement, name: SoapOperationName): boolean {
  return element.name === name && element.uri === BILLING_URI
}

function unknownMethod(element: XmlElement): RefusalError {
  const name = element.name.slice(0, 60)
  return new RefusalError(400, name, `Method '${name}' not implemented: method name or namespace not recognized`)
}

function sendWsdl(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const host = /^[\w.:[\]-]+$/.exec(request.headers.host ?? '')?.[0]
  const wsdl = host === undefined ? WSDL : WSDL.replace(WSDL_ADDRESS, `http://${host}/soap`)
  const headers = { 'content-type': 'text/xml; charset=utf-8' }
  return sendReply(response, { status: 200, headers, body: Buffer.from(wsdl, 'utf8') })
}
