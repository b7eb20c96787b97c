import { describe, expect, test } from 'vitest'
import type { HttpAnswer } from '../../src/billing/transport/answer.ts'
import { type FaultTable, readEnvelope, writeEnvelope } from '../../src/billing/transport/soap.ts'
import { elementText, readXml, writeElement } from '../../src/billing/transport/xml.ts'
import { envelope, fault } from '../support/soap-text.ts'

const NAMESPACE = 'urn:test'
const faults: FaultTable = ({ detail, string }) => {
  if (detail === 'log in') return { code: 'BILLING_ACCESS_DENIED', outcome: 'not_applied', sessionExpired: true }
  if (string === 'later') return { code: 'BILLING_OVERLOADED' }
  return null
}
const EXPECTED = { namespace: NAMESPACE, name: 'AskResponse', faults }
const GOOD = '<b:AskResponse xmlns:b="urn:test"><ret>1</ret></b:AskResponse>'

describe('reading an envelope', () => {
  test('the operation element is found whatever the prefixes are', () => {
    const reading = readEnvelope(answer(envelope(GOOD)), EXPECTED)
    expect(reading.kind === 'answer' && elementText(reading.element, 'ret')).toBe('1')
  })

  test('a header before the body is passed over', () => {
    const text = envelope(GOOD).replace('<s:Body>', '<s:Header><x/></s:Header><s:Body>')
    expect(readEnvelope(answer(text), EXPECTED).kind).toBe('answer')
  })

  test.each([200, 500])('Q8 a listed fault is read with status %i', (status) => {
    expect(readEnvelope(answer(fault('error', 'log in'), status), EXPECTED)).toEqual({ kind: 'session_expired' })
    expect(() => readEnvelope(answer(fault('later', ''), status), EXPECTED)).toThrow(
      expect.objectContaining({ code: 'BILLING_OVERLOADED', outcome: null }),
    )
  })

  test.each([
    ['Q8 an unlisted fault with 200', fault('error', 'Ivanov owes 5'), 200, 'BILLING_FAILED'],
    ['an unlisted fault with 500', fault('error', 'Ivanov owes 5'), 500, 'BILLING_FAILED'],
    ['Q8 an empty body', '', 200, 'BILLING_FAILED'],
    ['blanks', '\n', 200, 'BILLING_FAILED'],
    ['an empty 503', '', 503, 'BILLING_OVERLOADED'],
    ['Q5 an HTML page that is well-formed XML', '<html><body/></html>', 200, 'BILLING_FAILED'],
    ['Q5 a plain text with 500', 'Core/Db.pm line 42', 500, 'BILLING_FAILED'],
    ['a 401', 'no', 401, 'BILLING_ACCESS_DENIED'],
    ['a good answer with 500', envelope(GOOD), 500, 'BILLING_FAILED'],
    ['Q6 not well-formed', envelope(GOOD.replace('1', 'Ivanov & Sons')), 200, 'BILLING_MALFORMED_ANSWER'],
    ['truncated', envelope(GOOD).slice(0, -20), 200, 'BILLING_MALFORMED_ANSWER'],
    ['the answer of another operation', envelope(GOOD.replaceAll('Ask', 'Other')), 200, 'BILLING_MALFORMED_ANSWER'],
    [
      'the operation in another namespace',
      envelope(GOOD.replace('urn:test', 'urn:other')),
      200,
      'BILLING_MALFORMED_ANSWER',
    ],
    ['two operation elements', envelope(GOOD + GOOD), 200, 'BILLING_MALFORMED_ANSWER'],
    ['an empty body element', envelope(''), 200, 'BILLING_MALFORMED_ANSWER'],
    ['no envelope', GOOD, 200, 'BILLING_MALFORMED_ANSWER'],
    [
      'a SOAP 1.2 envelope',
      envelope(GOOD).replace('http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope'),
      200,
      'BILLING_MALFORMED_ANSWER',
    ],
    [
      'an envelope without a body',
      '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"/>',
      200,
      'BILLING_MALFORMED_ANSWER',
    ],
    ['JSON', '{"ret":1}', 200, 'BILLING_MALFORMED_ANSWER'],
  ])('%s is refused', (...row) => {
    const [, text, status, code] = row
    const read = () => readEnvelope(answer(text, status), EXPECTED)
    expect(read).toThrow(expect.objectContaining({ name: 'AnswerError', code }))
    expect(read).not.toThrow(/Ivanov|Core/)
  })
})

test('an envelope is written with the operation qualified and its parts not', () => {
  const text = writeEnvelope({ namespace: NAMESPACE, name: 'Ask', content: writeElement('who', 'A & B') })
  const operation = readXml(text).children[0]?.children[0]
  expect([operation?.name, operation?.namespace]).toEqual(['Ask', NAMESPACE])
  expect(operation?.children.map(({ name, namespace, text }) => [name, namespace, text])).toEqual([
    ['who', '', 'A & B'],
  ])
})

test.each([
  [503, 'BILLING_OVERLOADED', { 'content-type': 'text/html; charset=iso-8859-1' }, '<html>'],
  [503, 'BILLING_OVERLOADED', { 'content-type': 'text/html', 'content-encoding': 'gzip' }, '\x1f\x8b'],
  [502, 'BILLING_FAILED', { 'content-type': 'text/html' }, '<html>\xc0\xff'],
  [200, 'BILLING_MALFORMED_ANSWER', { 'content-type': 'text/xml' }, '<a>\xc0\xff</a>'],
] as const)('Q7 status %i of a page that cannot be decoded is %s', (...row) => {
  const [status, code, headers, bytes] = row
  const page = { status, headers, body: Buffer.from(bytes, 'latin1') }
  expect(() => readEnvelope(page, EXPECTED)).toThrow(
    expect.objectContaining({ name: 'AnswerError', code, outcome: null }),
  )
})

function answer(text: string, status = 200): HttpAnswer {
  return { status, headers: { 'content-type': 'text/xml; charset=utf-8' }, body: Buffer.from(text) }
}
