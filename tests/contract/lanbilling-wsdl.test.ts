import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readDirected } from '../../src/billing/transport/directed-xml.ts'
import { readAnswerShapes } from '../../src/billing/transport/directed-xml-shapes.ts'
import { readXml } from '../../src/billing/transport/xml.ts'
import { readMessage } from '../support/sample-replay.ts'

const FOLDER = new URL('../../src/billing/lanbilling/', import.meta.url)
const SAMPLES = new URL('../samples/lanbilling/', import.meta.url)
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

test('every answer with anything in it can be read directed by it, and the answers of the samples are', () => {
  const shapes = readAnswerShapes(TEXT)
  const empty = ['Login', 'Logout']
  expect(OPERATIONS.filter((name) => !shapes.has(`${name}Response`))).toEqual(empty)
  for (const operation of readdirSync(SAMPLES)) {
    for (const name of readdirSync(new URL(`${operation}/`, SAMPLES))) {
      const { start, body } = readMessage(readFileSync(new URL(`${operation}/${name}/response.http`, SAMPLES)))
      const shape = shapes.get(`${operation}Response`)
      if (!start.includes('200') || !body.includes('<ret>') || shape === undefined) continue
      expect(readDirected(body.toString(), shape), `${operation}: ${name}`).not.toBeNull()
    }
  }
})
