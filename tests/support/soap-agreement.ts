import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { AnswerError, type HttpAnswer } from '../../src/billing/transport/answer.ts'
import { type AnswerShape, readDirected } from '../../src/billing/transport/directed-xml.ts'
import { readAnswerShapes } from '../../src/billing/transport/directed-xml-shapes.ts'
import { type ExpectedAnswer, readEnvelope, type SoapReading } from '../../src/billing/transport/soap.ts'
import { findElement, readXml, type XmlElement } from '../../src/billing/transport/xml.ts'

const WSDL = new URL('../../src/billing/reference/billing.wsdl', import.meta.url)

/** Of the reference billing's bundled WSDL. */
export const SHAPES = readAnswerShapes(readFileSync(WSDL, 'utf8'))

export function findShape(operation: string): AnswerShape {
  const shape = SHAPES.get(operation)
  if (shape === undefined) throw new Error(`no shape of ${operation}`)
  return shape
}

/** What the two readers make of one text: 'equal', 'left' when the directed one leaves it to the strict one, or what differs. */
export function compareReaders(operation: string, text: string): string {
  const shape = findShape(operation)
  const directed = readDirected(text, shape)
  if (directed === null) return 'left'
  try {
    const root = readXml(text)
    const body = findElement(root, 'Body')
    const isSoap = [root, body].every((element) => element?.namespace === ENVELOPE) && root.name === 'Envelope'
    if (isSoap && isDeepStrictEqual(body?.children, [copyPlainly(directed)])) return 'equal'
  } catch (error) {
    if (error instanceof AnswerError) return `the strict reader refuses (${error.message}): ${JSON.stringify(text)}`
    throw error
  }
  return `read differently: ${JSON.stringify(text)}`
}

const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/'

/** An answer as both clients would read it, with a shape and without; null when they agree. */
export function compareEnvelopes(answer: HttpAnswer, operation: string): string | null {
  const strict = readStrictly(answer, operation)
  const directed = readStrictly(answer, operation, findShape(operation))
  if (isDeepStrictEqual(describe(strict), describe(directed))) return null
  return `read differently: ${JSON.stringify(Buffer.from(answer.body).toString('latin1'))}`
}

function readStrictly(answer: HttpAnswer, name: string, shape?: AnswerShape): SoapReading | AnswerError {
  const expected: ExpectedAnswer = { namespace: 'urn:reference-billing', name, faults: () => null, shape }
  try {
    return readEnvelope(answer, expected)
  } catch (error) {
    if (error instanceof AnswerError) return error
    throw error
  }
}

function describe(reading: SoapReading | AnswerError): unknown {
  if (reading instanceof AnswerError) return [reading.code, reading.message, reading.outcome]
  return reading.kind === 'answer' ? copyPlainly(reading.element) : reading
}

/** Whatever kinds of elements it is made of. */
function copyPlainly({ name, namespace, text, children }: XmlElement): XmlElement {
  return { name, namespace, text, children: children.map(copyPlainly) }
}
