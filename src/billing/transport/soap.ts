import type { BillingErrorCode, Outcome } from '../error.ts'
import { AnswerError, assertNotHtml, assertStatus, type HttpAnswer, malformed } from './answer.ts'
import { readText } from './charset.ts'
import { type AnswerShape, readDirected } from './directed-xml.ts'
import { ENVELOPE } from './directed-xml-prolog.ts'
import { findElement, readXml, type XmlElement } from './xml.ts'

export interface SoapFault {
  readonly code: string
  readonly string: string
  /** All text below `detail`, where many systems put the only words that mean anything. */
  readonly detail: string
}

/** What a vendor's fault table makes of a fault. `outcome` only where the fault is decided before any write. */
export interface FaultMeaning {
  readonly code: BillingErrorCode
  readonly outcome?: Outcome
  /** The session is unknown or over, and nothing was done: log in and ask again. */
  readonly sessionExpired?: boolean
}

/** The meaning of a fault, or null for one that the table does not list. */
export type FaultTable = (fault: SoapFault) => FaultMeaning | null

/** The answer that is waited for. */
export interface ExpectedAnswer<Refusal = never> {
  readonly namespace: string
  readonly name: string
  readonly faults: FaultTable
  /** What it usually looks like, so that it is read quickly then. It changes nothing of what is read or refused. */
  readonly shape?: AnswerShape | undefined
  /** What a fault that the table does not list answers to the question, or null when it says nothing about it. */
  readonly refusal?: ((fault: SoapFault) => Refusal | null) | undefined
}

/** The `operation` element of an answer, a refusal, or that the session has to be opened again. */
export type SoapReading<Refusal = never> =
  | { readonly kind: 'answer'; readonly element: XmlElement }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'session_expired' }

/**
 * A request envelope. `content` is XML already escaped, as `writeElement` makes it; the operation is qualified and its
 * parts are not, as document/literal with unqualified locals wants.
 */
export function writeEnvelope(operation: { namespace: string; name: string; content: string }): string {
  const { namespace, name, content } = operation
  return (
    `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="${ENVELOPE}" xmlns:b="${namespace}">` +
    `<soap:Body><b:${name}>${content}</b:${name}></soap:Body></soap:Envelope>`
  )
}

/**
 * Reads the answer of one operation: envelope, body and operation element are checked by namespace and name, and a fault
 * is looked up whatever the HTTP status is, since a fault may come with 200. Everything else is an `AnswerError`.
 */
export function readEnvelope<R = never>(answer: HttpAnswer, expected: ExpectedAnswer<R>): SoapReading<R> {
  const text = readAnswerText(answer)
  const directed = expected.shape === undefined ? null : readDirected(text, expected.shape)
  if (directed !== null) {
    assertStatus(answer)
    assertNotHtml(answer, text)
    return { kind: 'answer', element: directed }
  }
  if (text.trim() === '') {
    assertStatus(answer)
    throw new AnswerError('BILLING_FAILED', 'an empty answer')
  }
  const body = readBody(answer, text)
  const fault = body.children.find(({ name, namespace }) => name === 'Fault' && namespace === ENVELOPE)
  if (fault !== undefined) return readFault(fault, expected)
  assertStatus(answer)
  const [element, other] = body.children
  if (element === undefined || other !== undefined) throw malformed('a body without exactly one element')
  if (element.name !== expected.name || element.namespace !== expected.namespace) {
    throw malformed('the answer of another operation')
  }
  return { kind: 'answer', element }
}

/** An error status of a page that cannot even be decoded, of a proxy for example, says more than that it cannot be. */
function readAnswerText(answer: HttpAnswer): string {
  try {
    return readText(answer)
  } catch (error) {
    assertStatus(answer)
    throw error
  }
}

function readBody(answer: HttpAnswer, text: string): XmlElement {
  let envelope: XmlElement
  try {
    assertNotHtml(answer, text)
    envelope = readXml(text)
  } catch (error) {
    // An error status with an unreadable page says more by its status.
    assertStatus(answer)
    throw error
  }
  const isEnvelope = envelope.name === 'Envelope' && envelope.namespace === ENVELOPE
  const body = isEnvelope ? findElement(envelope, 'Body') : null
  if (body !== null && body.namespace === ENVELOPE) return body
  assertStatus(answer)
  throw malformed('not a SOAP envelope')
}

function readFault<R>(element: XmlElement, { faults, refusal }: ExpectedAnswer<R>): SoapReading<R> {
  const fault = {
    code: childText(element, 'faultcode'),
    string: childText(element, 'faultstring'),
    detail: childText(element, 'detail'),
  }
  const meaning = faults(fault)
  const refused = meaning === null ? refusal?.(fault) : null
  if (refused !== null && refused !== undefined) return { kind: 'refused', refusal: refused }
  // The fault's own words stay here: they may quote names and contract numbers.
  if (meaning === null) throw new AnswerError('BILLING_FAILED', 'a fault that the table does not list')
  if (meaning.sessionExpired) return { kind: 'session_expired' }
  throw new AnswerError(meaning.code, 'a fault', meaning.outcome === undefined ? {} : { outcome: meaning.outcome })
}

function childText(parent: XmlElement, name: string): string {
  const child = findElement(parent, name)
  return child === null ? '' : allText(child).trim()
}

function allText({ text, children }: XmlElement): string {
  return [text, ...children.map(allText)].join(' ')
}
