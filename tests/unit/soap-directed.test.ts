import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readDirected } from '../../src/billing/transport/directed-xml.ts'
import { readEnvelope } from '../../src/billing/transport/soap.ts'
import { elements, elementText, findElementText } from '../../src/billing/transport/xml.ts'
import { compareEnvelopes, compareReaders, findShape } from '../support/soap-agreement.ts'
import { SOAP_DOCUMENTS } from '../support/soap-documents.ts'

const OPERATION = 'GetPaymentsResponse'
const shape = findShape(OPERATION)
const ROW = '<ret><recordid>1</recordid><comment>x</comment></ret>'
const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'
const OPEN = openWith('s:')
const CLOSE = `</b:${OPERATION}></s:Body></s:Envelope>`
const PLAIN = `${OPEN}${ROW}${CLOSE}`

describe('the directed reader', () => {
  test.each([
    ['the usual answer', PLAIN],
    ['a declaration', `<?xml version="1.0" encoding="UTF-8"?>\n${PLAIN}`],
    ['blanks after the end', `${PLAIN} \r\n\t`],
    ['another prefix', withPrefix('soap-env')],
    ['an empty header', PLAIN.replace('<s:Body>', '<s:Header/><s:Body>')],
    ['a default namespace', PLAIN.replaceAll('b:', '').replace('xmlns:b=', 'xmlns=')],
    ['blanks between elements', PLAIN.replaceAll('><', '>\r\n\t<')],
    ['the five entities', PLAIN.replace('>x<', '>&amp;lt; &lt;a&gt; &quot;&apos;<')],
    ['an empty field', PLAIN.replace('<comment>x</comment>', '<comment/>')],
    ['a greater-than sign', PLAIN.replace('>x<', '>a > b ]]<')],
    ['any character of XML', PLAIN.replace('>x<', '>\t\n\u0085\u00A0\uFEFF\uFFFDЯ\u{1F600}<')],
  ])('SOAP-READ %s is read as by the strict reader', (_name, text) => {
    expect(compareReaders(OPERATION, text)).toBe('equal')
  })

  test.each([
    [
      'another order',
      PLAIN.replace('<recordid>1</recordid><comment>x</comment>', '<comment>x</comment><recordid>1</recordid>'),
    ],
    ['an unknown element', PLAIN.replace('<comment>', '<other>1</other><comment>')],
    ['an attribute', PLAIN.replace('<comment>', '<comment a="1">')],
    ['CDATA', PLAIN.replace('>x<', '><![CDATA[x]]><')],
    ['a character reference', PLAIN.replace('>x<', '>&#1071;<')],
    ['a comment', PLAIN.replace('<ret>', '<!-- x --><ret>')],
    ['no row', `${OPEN}${CLOSE}`],
    ['an empty row', `${OPEN}<ret> </ret>${CLOSE}`],
    ['a byte order mark', `\uFEFF${PLAIN}`],
  ])('SOAP-READ %s is left to the strict reader, which reads it', (_name, text) => {
    expect(readDirected(text, shape)).toBeNull()
    expect(compareEnvelopes(toAnswer(text), OPERATION)).toBeNull()
  })

  test.each([
    ['a control character', PLAIN.replace('>x<', '>\u0001<')],
    ['a lone surrogate', PLAIN.replace('>x<', '>\uD800<')],
    ['a non-character', PLAIN.replace('>x<', '>\uFFFE<')],
    ['the end of a CDATA section', PLAIN.replace('>x<', '>]]><')],
    ['a bare ampersand', PLAIN.replace('>x<', '>A & B<')],
    ['an undeclared entity', PLAIN.replace('>x<', '>&nbsp;<')],
    ['an entity without its end', PLAIN.replace('>x<', '>&amp<')],
    ['another closing tag', PLAIN.replace('</comment>', '</recordid>')],
    ['a missing closing tag', PLAIN.replace('</ret>', '')],
    ['a document cut short', PLAIN.slice(0, -1)],
    ['text after the root', `${PLAIN}x`],
    ['a second root', PLAIN + PLAIN],
    ['a DOCTYPE', `<!DOCTYPE s:Envelope>${PLAIN}`],
    ['an instruction', `<?php x?>${PLAIN}`],
    ['a late declaration', ` <?xml version="1.0"?>${PLAIN}`],
    ['a version that is none', `<?xml version="1-0"?>${PLAIN}`],
    ['an encoding that is none', `<?xml version="1.0" encoding="-"?>${PLAIN}`],
    ['a doubled declaration', PLAIN.replace('<s:Body>', '<s:Body xmlns:q="urn:q" xmlns:q="urn:r">')],
    ['an unbound prefix', PLAIN.replace('xmlns:b=', 'xmlns:c=')],
    ['a declared prefix xmlns', PLAIN.replace('<s:Body>', '<s:Body xmlns:xmlns="urn:q">')],
    ['a reserved namespace', PLAIN.replace('<s:Body>', '<s:Body xmlns:q="http://www.w3.org/2000/xmlns/">')],
    ['another envelope', PLAIN.replace(SOAP, 'http://www.w3.org/2003/05/soap-envelope')],
    ['another namespace of the body', PLAIN.replace('<s:Body>', '<s:Body xmlns:s="urn:q">')],
    ['another namespace of the operation', PLAIN.replace('urn:reference-billing', 'urn:other')],
    ['another operation', PLAIN.replaceAll(OPERATION, 'GetChargesResponse')],
    ['more elements than the limit', `${OPEN}${ROW.repeat(33_400)}${CLOSE}`],
  ])('SOAP-READ %s is refused with a shape as without', (_name, text) => {
    const answer = toAnswer(text)
    expect(compareEnvelopes(answer, OPERATION)).toBeNull()
    expect(compareReaders(OPERATION, text)).toBe('left')
  })

  test('SOAP-READ rows are read with their fields, text as it was written', () => {
    const answer = readDirected(PLAIN.replace('>x<', '> A &amp; B <'), shape)
    const [row, ...others] = answer === null ? [] : elements(answer, 'ret')
    expect(others).toEqual([])
    expect(row && [elementText(row, 'recordid'), findElementText(row, 'comment'), findElementText(row, 'mgr')]).toEqual(
      ['1', 'A & B', null],
    )
  })

  test('SOAP-READ an answer that is taken for a page by its look is refused', () => {
    const page = toAnswer(withPrefix('html'))
    expect(compareEnvelopes(page, OPERATION)).toBeNull()
    expect(() =>
      readEnvelope(page, { namespace: 'urn:reference-billing', name: OPERATION, faults: () => null, shape }),
    ).toThrow(expect.objectContaining({ code: 'BILLING_FAILED' }))
  })

  test('SOAP-READ an answer with an error status is refused whatever it holds', () => {
    expect(compareEnvelopes({ ...toAnswer(PLAIN), status: 500 }, OPERATION)).toBeNull()
  })

  test.each([
    ['blanks in a row', `${OPEN}<ret>${' '.repeat(2_000_000)}`],
    ['blanks in a tag', `<s:Envelope ${' '.repeat(2_000_000)}`],
    ['one endless text', `${OPEN}<ret><recordid>${'1'.repeat(2_000_000)}`],
    ['declarations without end', `<s:Envelope${' xmlns:a="b"'.repeat(150_000)}`],
    ['rows that nearly fit', `${OPEN}${'<ret><recordid>1</recordid><comment>x</comment> '.repeat(40_000)}`],
  ])('SOAP-READ %s, as much as an answer may hold, takes less than a second', (_name, text) => {
    const startedAt = performance.now()
    expect(readDirected(text, shape)).toBeNull()
    expect(performance.now() - startedAt).toBeLessThan(1000)
  })
})

describe('the directed reader on whole answers', () => {
  test('SOAP-READ most documents of the fuzzing are read without the strict reader', () => {
    const verdicts = SOAP_DOCUMENTS.map(({ operation, text }) => compareReaders(operation, text))
    expect(verdicts.filter((verdict) => verdict === 'equal').length).toBeGreaterThan(verdicts.length / 2)
    expect(verdicts.filter((verdict) => verdict !== 'equal' && verdict !== 'left')).toEqual([])
  })

  const SAMPLES = new URL('../samples/reference/', import.meta.url)
  const samples = readdirSync(SAMPLES).flatMap((operation) =>
    readdirSync(new URL(`${operation}/`, SAMPLES)).flatMap((name) => {
      const bytes = readFileSync(new URL(`${operation}/${name}/response.http`, SAMPLES))
      return bytes.includes('Envelope') ? [{ operation, name, bytes }] : []
    }),
  )

  test('there are samples of SOAP answers', () => {
    expect(samples.length).toBeGreaterThan(7)
  })

  test.each(samples)('SOAP-READ the sample $operation/$name is read alike', ({ operation, bytes }) => {
    const end = bytes.indexOf('\n\n')
    const head = bytes.subarray(0, end).toString('latin1')
    const type = /^content-type:\s*(.*)$/im.exec(head)?.[1] ?? ''
    const status = Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1])
    const answer = { status, headers: { 'content-type': type }, body: bytes.subarray(end + 2) }
    expect(compareEnvelopes(answer, `${operation}Response`)).toBeNull()
  })
})

function openWith(prefix: string): string {
  const declared = `xmlns:${prefix.slice(0, -1)}="${SOAP}"`
  return `<${prefix}Envelope ${declared} xmlns:b="urn:reference-billing"><${prefix}Body><b:${OPERATION}>`
}

function withPrefix(prefix: string): string {
  return `${openWith(`${prefix}:`)}${ROW}${CLOSE.replaceAll('</s:', `</${prefix}:`)}`
}

function toAnswer(text: string) {
  return { status: 200, headers: { 'content-type': 'text/xml; charset=utf-8' }, body: Buffer.from(text) }
}
