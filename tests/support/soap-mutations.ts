import * as fc from 'fast-check'
import { SOAP_DOCUMENTS } from './soap-documents.ts'

/** One thing done to a document. Places are shares of its length, so that they fit documents of any size. */
interface Mutation {
  readonly kind: 'insert' | 'attribute' | 'replace' | 'delete' | 'duplicate' | 'move' | 'cut' | 'rename'
  /** 0 ≤ at < 1. With `atTag` the place is moved on to the next tag. */
  readonly at: number
  readonly to: number
  readonly length: number
  readonly atTag: boolean
  readonly piece: string
}

/** What an attentive reader must not stumble over, and some that are harmless. */
const PIECES = [
  '<',
  '>',
  '&',
  '/',
  '"',
  "'",
  '=',
  ':',
  ' ',
  '\n',
  '\t',
  '\r',
  '\r\n',
  ']]>',
  ']]',
  '<!',
  '<?',
  '</',
  '/>',
  '><',
  '<![CDATA[<x>]]>',
  '<![CDATA[',
  '<!-- c -->',
  '<!-- a -- b -->',
  '<!--',
  '<?pi x?>',
  '<?xml version="1.0"?>',
  '<!DOCTYPE r [<!ENTITY amp "and">]>',
  '&amp;',
  '&lt;',
  '&gt;',
  '&quot;',
  '&apos;',
  '&nbsp;',
  '&constructor;',
  '&amp',
  '&amp;lt;',
  '&#13;',
  '&#10;',
  '&#1;',
  '&#x41;',
  '&#xD800;',
  '&#0;',
  '&;',
  '& ',
  '\u0000',
  '\u0001',
  '\u0008',
  '\u000B',
  '\u000C',
  '\u001F',
  '\u007F',
  '\u0085',
  '\u00A0',
  '\u2028',
  '\uFEFF',
  '\uFFFE',
  '\uFFFF',
  '\uFFFD',
  '\uD800',
  '\uDC00',
  '\u{1F600}',
  'Я',
  '×',
  'x',
  '0',
  ' xsi:nil="true"',
  ' a="1"',
  ' a="1" a="2"',
  ' xmlns="urn:other"',
  ' xmlns=""',
  ' xmlns:soap="urn:other"',
  ' xmlns:SOAP-ENV="urn:other"',
  ' xmlns:xsi="http://schemas.xmlsoap.org/soap/envelope/"',
  ' xmlns:ns1="urn:other"',
  ' xmlns:q="urn:q"',
  ' xmlns:q="urn:q" xmlns:q="urn:r"',
  ' xmlns:q=""',
  ' xmlns:xml="urn:q"',
  ' xmlns:xmlns="urn:q"',
  ' xmlns:q="http://www.w3.org/2000/xmlns/"',
  ' xmlns:xml="http://www.w3.org/XML/1998/namespace"',
  " xmlns:q='urn:q'",
  ' xmlns:q = "urn:q"',
  ' xmlns:q="a b"',
  ' xmlns:q=" urn:q "',
  ' encoding="UTF-8"',
  ' standalone="yes"',
  ' standalone="maybe"',
  ' version="1.1"',
  'ns1:',
  's:',
  'SOAP-ENV:',
  'xmlns:',
  'xml:',
  'q:',
  '<ret>',
  '</ret>',
  '<ret/>',
  '<ret></ret>',
  '<ret> </ret>',
  '<recordid>1</recordid>',
  '<recordid/>',
  '<recordid />',
  '</recordid >',
  '<recordid>',
  '</recordid>',
  '<unknown>1</unknown>',
  '<unknown/>',
  '<SOAP-ENV:Header/>',
  '<s:Header></s:Header>',
  '<s:Header/>',
  '</s:Body>',
  '</SOAP-ENV:Body>',
  '<s:Body>',
  '<s:Fault/>',
  '<html:Envelope',
  '<Header/>',
  'Body',
  'Envelope',
  'GetPaymentsResponse',
  '1.0',
  '1.1',
  '1.00',
  '1-0',
]

const RENAMED = [
  'ret',
  'recordid',
  'entry',
  'amount',
  'Body',
  'Envelope',
  'Response',
  'SOAP-ENV',
  'ns1',
  'soap',
  'urn:',
  '1.0',
  'UTF-8',
  'xmlns',
]

const place = fc.integer({ min: 0, max: 9999 }).map((value) => value / 10_000)

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(
    'insert',
    'insert',
    'insert',
    'attribute',
    'attribute',
    'replace',
    'delete',
    'duplicate',
    'move',
    'cut',
    'rename',
  ),
  at: place,
  to: place,
  length: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 80 })),
  atTag: fc.boolean(),
  piece: fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', minLength: 1, maxLength: 2 })),
})

/** A document of one operation, spoilt in one to three ways, mostly in one. */
export const mutatedDocument: fc.Arbitrary<{ readonly operation: string; readonly text: string }> = fc
  .tuple(
    fc.constantFrom(...SOAP_DOCUMENTS),
    fc.oneof(
      { weight: 3, arbitrary: fc.array(mutation, { minLength: 1, maxLength: 1 }) },
      { weight: 1, arbitrary: fc.array(mutation, { minLength: 2, maxLength: 3 }) },
    ),
  )
  .map(([{ operation, text }, mutations]) => ({ operation, text: mutations.reduce(mutate, text) }))

function mutate(document: string, { kind, at, to, length, atTag, piece }: Mutation): string {
  const from = findPlace(document, at, atTag)
  const end = atTag ? endOfTag(document, from, length) : from + length
  const span = document.slice(from, end)
  const without = document.slice(0, from) + document.slice(end)
  switch (kind) {
    case 'insert':
      return document.slice(0, from) + piece + document.slice(from)
    case 'attribute': {
      const inTag = document.slice(from).search(/[ >]|\/>/)
      return inTag < 0 ? document : document.slice(0, from + inTag) + piece + document.slice(from + inTag)
    }
    case 'replace':
      return document.slice(0, from) + piece + document.slice(end)
    case 'delete':
      return without
    case 'duplicate':
      return document.slice(0, end) + span + document.slice(end)
    case 'move': {
      const target = findPlace(without, to, atTag)
      return without.slice(0, target) + span + without.slice(target)
    }
    case 'cut':
      return document.slice(0, from)
    case 'rename':
      break
  }
  return rename(document, RENAMED[length % RENAMED.length] ?? '', { at, piece, everywhere: atTag })
}

function rename(document: string, name: string, how: { at: number; piece: string; everywhere: boolean }): string {
  if (how.everywhere) return document.replaceAll(name, () => how.piece)
  const found = document.indexOf(name, Math.floor(how.at * document.length))
  return found < 0 ? document : document.slice(0, found) + how.piece + document.slice(found + name.length)
}

function findPlace(document: string, share: number, atTag: boolean): number {
  const place = Math.floor(share * (document.length + 1))
  if (!atTag) return place
  const tag = document.indexOf('<', place)
  return tag < 0 ? place : tag
}

/** Behind the next one, two or three tags. */
function endOfTag(document: string, from: number, length: number): number {
  let end = from
  for (let tags = 0; tags <= length % 3; tags += 1) end = document.indexOf('>', end) + 1 || document.length
  return end
}
