import { describe, expect, test } from 'vitest'
import { readDirected } from '../../src/billing/transport/directed-xml.ts'
import { readAnswerShapes } from '../../src/billing/transport/directed-xml-shapes.ts'
import { SHAPES } from '../support/soap-agreement.ts'

describe('shapes from a WSDL', () => {
  test('every answer of the bundled WSDL that holds something has a shape', () => {
    const answers = [...SHAPES.keys()].filter((name) => name.endsWith('Response'))
    expect(answers.toSorted()).toEqual([
      'AddDebitResponse',
      'AddOrderResponse',
      'AddPaymentResponse',
      'AddPromiseResponse',
      'AddTicketMessageResponse',
      'CancelOrderResponse',
      'CancelPaymentResponse',
      'ChangeTicketResponse',
      'FindDebitResponse',
      'FindPaymentResponse',
      'FindTicketMessageResponse',
      'FindTicketResponse',
      'GetChargesResponse',
      'GetOrderTermsResponse',
      'GetOrdersResponse',
      'GetPaymentsResponse',
      'GetPromiseOffersResponse',
      'GetPromisesResponse',
      'GetRegistryPaymentsResponse',
      'GetServerTimeResponse',
      'GetStatementResponse',
      'GetTicketMessagesResponse',
      'GetTicketQueueResponse',
      'GetTicketStatesResponse',
      'GetTicketsResponse',
      'OpenTicketResponse',
      'QuoteOrdersResponse',
    ])
  })

  test('a list of texts, a row with lists and rows within rows are read', () => {
    const shape = readAnswerShapes(
      schema(`<complexType name="T"><sequence>${field('a')}<element name="b" type="xsd:string" maxOccurs="unbounded"/>
        <element name="c"><complexType><sequence>${field('d')}</sequence></complexType></element></sequence></complexType>
        <element name="R"><complexType><sequence>${field('n')}<element name="t" type="tns:T"/></sequence></complexType></element>`),
    ).get('R')
    const answer = shape && readDirected(envelope('<n>1</n><t><a>2</a><b>3</b><b/><c><d>4</d></c></t>'), shape)
    expect(answer?.children.map(({ name, text, children }) => [name, text, children.length])).toEqual([
      ['n', '1', 0],
      ['t', '', 4],
    ])
    expect(answer?.children[1]?.children.map(({ name, text }) => name + text)).toEqual(['a2', 'b3', 'b', 'c'])
  })

  test.each([
    ['a choice', `<element name="R"><complexType><choice>${field('a')}</choice></complexType></element>`],
    [
      'attributes',
      `<element name="R"><complexType><sequence>${field('a')}</sequence><attribute name="x"/></complexType></element>`,
    ],
    [
      'a reference',
      '<element name="R"><complexType><sequence><element ref="tns:a"/></sequence></complexType></element>',
    ],
    ['any element', '<element name="R"><complexType><sequence><any/></sequence></complexType></element>'],
    [
      'a type that holds itself',
      '<complexType name="T"><sequence><element name="t" type="tns:T"/></sequence></complexType><element name="R" type="tns:T"/>',
    ],
    [
      'a name that is no plain one',
      `<element name="R"><complexType><sequence>${field('a.b')}</sequence></complexType></element>`,
    ],
    ['no content', '<element name="R"><complexType/></element>'],
  ])('%s gives no shape, so that the strict reader reads it', (_name, content) => {
    expect(readAnswerShapes(schema(content)).size).toBe(0)
  })

  test('a WSDL that is not well-formed is an error', () => {
    expect(() => readAnswerShapes('<definitions>')).toThrow(/unclosed tag/)
  })
})

function schema(content: string): string {
  return (
    '<definitions><types><schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:xsd="http://www.w3.org/2001/XMLSchema" ' +
    `xmlns:tns="urn:test" targetNamespace="urn:test">${content}</schema></types></definitions>`
  )
}

function field(name: string): string {
  return `<element name="${name}" type="xsd:string"/>`
}

function envelope(content: string): string {
  return (
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>' +
    `<q:R xmlns:q="urn:test">${content}</q:R></s:Body></s:Envelope>`
  )
}
