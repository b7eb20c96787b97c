import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readAnswerShapes } from '../../src/billing/transport/directed-xml-shapes.ts'
import { readXml } from '../../src/billing/transport/xml.ts'

const FOLDER = new URL('../../src/billing/lanbilling/', import.meta.url)
const TEXT = readFileSync(new URL('lanbilling.wsdl', FOLDER), 'utf8')
const OPERATIONS = [...TEXT.matchAll(/<operation name="(\w+)"><input/g)].map(([, name]) => name ?? '')

test('every operation has its elements, its messages and a binding with an empty SOAPAction', () => {
  expect(readXml(TEXT).name).toBe('definitions')
  expect(OPERATIONS.length).toBeGreaterThan(25)
  for (const name of OPERATIONS) {
    for (const part of [name, `${name}Response`]) {
      expect(TEXT).toContain(`<xsd:element name="${part}">`)
      expect(TEXT).toContain(`<message name="${part}"><part name="parameters" element="tns:${part}"/></message>`)
    }
    expect(TEXT).toContain(`<operation name="${name}"><soap:operation soapAction=""/>`)
  }
})

test('every answer can be read directed by it', () => {
  const shapes = readAnswerShapes(TEXT)
  for (const name of OPERATIONS) expect(shapes.has(`${name}Response`), name).toBe(true)
})
