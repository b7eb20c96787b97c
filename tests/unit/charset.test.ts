import { describe, expect, test } from 'vitest'
import { AnswerError, type HttpAnswer } from '../../src/billing/transport/answer.ts'
import { readText } from '../../src/billing/transport/charset.ts'

/** "Привет, №1" */
const UTF8 = Buffer.from('Привет, №1')
const CP1251 = Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x2c, 0x20, 0xb9, 0x31])
const KOI8 = Buffer.from([0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4])

describe('Q7 the charset of an answer', () => {
  test.each([
    ['no label', answer({ body: UTF8 }), 'Привет, №1'],
    ['utf-8 in the header', answer({ header: 'utf-8', body: UTF8 }), 'Привет, №1'],
    ['utf-8 in quotes and capitals', answer({ header: '"UTF-8"', body: UTF8 }), 'Привет, №1'],
    ['windows-1251 in the header', answer({ header: 'windows-1251', body: CP1251 }), 'Привет, №1'],
    ['windows-1251 as cp1251', answer({ header: 'CP1251', body: CP1251 }), 'Привет, №1'],
    ['koi8-r in the header', answer({ header: 'koi8-r', body: KOI8 }), 'Привет'],
    ['windows-1251 and nothing but ASCII', answer({ header: 'windows-1251', body: Buffer.from('ok') }), 'ok'],
    ['a byte order mark', answer({ body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), UTF8]) }), 'Привет, №1'],
  ])('%s is understood', (_name, given, text) => {
    expect(readText(given)).toBe(text)
  })

  test.each([
    ['only in the declaration', answer({ declaration: 'windows-1251', body: CP1251 })],
    ['in both', answer({ header: 'windows-1251', declaration: 'windows-1251', body: CP1251 })],
    [
      'in the declaration while the header says utf-8',
      answer({ header: 'utf-8', declaration: 'windows-1251', body: CP1251 }),
    ],
    [
      'in the header while the declaration says utf-8',
      answer({ header: 'windows-1251', declaration: 'UTF-8', body: CP1251 }),
    ],
    [
      'in the header, wrongly, while the declaration and the bytes are utf-8',
      answer({ header: 'windows-1251', declaration: 'UTF-8', body: UTF8 }),
    ],
    [
      'in the declaration, wrongly, while the header and the bytes are utf-8',
      answer({ header: 'utf-8', declaration: 'windows-1251', body: UTF8 }),
    ],
  ])('windows-1251 %s is understood', (_name, given) => {
    expect(readText(given)).toMatch(/Привет, №1$/)
  })

  test.each([
    ['utf-8 that is not', answer({ header: 'utf-8', body: CP1251 })],
    ['no label and not utf-8', answer({ body: CP1251 })],
    ['utf-8 in both and not utf-8', answer({ header: 'utf-8', declaration: 'utf-8', body: CP1251 })],
    ['windows-1251 that is utf-8', answer({ header: 'windows-1251', body: UTF8 })],
    ['windows-1251 and koi8-r at once', answer({ header: 'windows-1251', declaration: 'koi8-r', body: CP1251 })],
    ['a charset that is not on the list', answer({ header: 'utf-7', body: Buffer.from('ok') })],
    ['a charset named like a property of objects', answer({ header: 'constructor', body: Buffer.from('ok') })],
    ['utf-16', answer({ body: Buffer.from('﻿<a/>', 'utf16le') })],
    ['a cut character', answer({ body: UTF8.subarray(0, 1) })],
    ['compressed bytes', { status: 200, headers: { 'content-encoding': 'gzip' }, body: Buffer.from('ok') }],
  ])('%s is refused as malformed', (_name, given) => {
    expect(codeOf(() => readText(given))).toBe('BILLING_MALFORMED_ANSWER')
  })
})

function answer(parts: { header?: string; declaration?: string; body: Buffer }): HttpAnswer {
  const declaration = parts.declaration === undefined ? '' : `<?xml version="1.0" encoding="${parts.declaration}"?>`
  const headers = parts.header === undefined ? {} : { 'content-type': `text/xml; charset=${parts.header}` }
  return { status: 200, headers, body: Buffer.concat([Buffer.from(declaration), parts.body]) }
}

function codeOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof AnswerError) return error.code
    throw error
  }
  return 'read without an error'
}
