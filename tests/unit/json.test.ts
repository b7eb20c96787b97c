import { describe, expect, test } from 'vitest'
import { AnswerError, type HttpAnswer } from '../../src/billing/transport/answer.ts'
import {
  readArray,
  readBareText,
  readDecimal,
  readId,
  readInteger,
  readJson,
  readObject,
  readOptionalId,
  readOptionalText,
  readText,
  writeJson,
} from '../../src/billing/transport/json.ts'
import { MoneyError, readLegacyMoney } from '../../src/domain/money.ts'

describe('reading a JSON answer', () => {
  test('objects and lists are read, whatever content type old scripts print', () => {
    expect(readJson(answer('[{"id":1}]'))).toEqual([{ id: 1 }])
    expect(readJson(answer(' {"ok":1}', { contentType: 'text/plain' }))).toEqual({ ok: 1 })
  })

  test.each([
    [
      'Q5 an HTML page with 200',
      answer('<html><body>Sorry</body></html>', { contentType: 'text/html' }),
      'BILLING_FAILED',
    ],
    ['Q5 an HTML page that claims to be JSON', answer('\n<!DOCTYPE html><html></html>'), 'BILLING_FAILED'],
    ['Q8 an empty body', answer(''), 'BILLING_FAILED'],
    ['Q8 blanks', answer(' \r\n'), 'BILLING_FAILED'],
    ['plain text', answer('access denied'), 'BILLING_MALFORMED_ANSWER'],
    ['XML', answer('<r/>'), 'BILLING_MALFORMED_ANSWER'],
    ['a bare number', answer('42'), 'BILLING_MALFORMED_ANSWER'],
    ['a truncated list', answer('[{"id":1},{"id"'), 'BILLING_MALFORMED_ANSWER'],
    ['two values', answer('[] []'), 'BILLING_MALFORMED_ANSWER'],
    ['Q5 a 502', answer('Bad gateway at Core/Db.pm line 42', { status: 502 }), 'BILLING_FAILED'],
    ['a redirect', answer('[]', { status: 302 }), 'BILLING_FAILED'],
    ['a 400', answer('bad id', { status: 400 }), 'BILLING_FAILED'],
    ['a 401', answer('access denied', { status: 401 }), 'BILLING_ACCESS_DENIED'],
    ['a 403', answer('[]', { status: 403 }), 'BILLING_ACCESS_DENIED'],
    ['a 429', answer('slow down', { status: 429 }), 'BILLING_OVERLOADED'],
    ['a 503', answer('later', { status: 503 }), 'BILLING_OVERLOADED'],
  ])('%s is %s', (_name, given, code) => {
    expect(() => readJson(given)).toThrow(expect.objectContaining({ name: 'AnswerError', code }))
  })

  test('error pages are not quoted', () => {
    expect(() => readJson(answer('at Core/Db.pm line 42', { status: 502 }))).not.toThrow(/Core/)
  })
})

describe('Q10 types that flip with content', () => {
  test('text may come as a number, and keeps its zeros when it comes as text', () => {
    expect(readText({ number: '0077001' }, 'number')).toBe('0077001')
    expect(readText({ number: 77001 }, 'number')).toBe('77001')
    expect(readText({ number: '' }, 'number')).toBe('')
  })

  test('whole numbers may come as text', () => {
    expect(readInteger({ v: 77001 }, 'v')).toBe(77001)
    expect(readInteger({ v: '77001' }, 'v')).toBe(77001)
    expect(readInteger({ v: '-1' }, 'v')).toBe(-1)
  })

  test('ids are one canonical text', () => {
    expect([17, '17', '0017'].map((id) => readId({ id }, 'id'))).toEqual(['17', '17', '17'])
  })

  test('an id that may be none is null for zero, blank and null, and malformed where it is absent', () => {
    expect([17, '0017', 0, '0', '', null].map((id) => readOptionalId({ id }, 'id'))).toEqual([
      '17',
      '17',
      null,
      null,
      null,
      null,
    ])
    expect(() => readOptionalId({}, 'id')).toThrow(AnswerError)
    expect(() => readOptionalId({ id: -1 }, 'id')).toThrow(AnswerError)
  })

  test('decimals are the text of the number, whatever it is', () => {
    expect(readDecimal({ v: 600.45000000000005 }, 'v')).toBe('600.45')
    expect(readDecimal({ v: '550.00' }, 'v')).toBe('550.00')
    expect(readDecimal({ v: 0 }, 'v')).toBe('0')
  })

  test('blank and null are null where that is allowed', () => {
    expect(['', '  ', null, undefined, 'x'].map((v) => readOptionalText({ v }, 'v'))).toEqual([
      null,
      null,
      null,
      null,
      'x',
    ])
  })

  test.each([
    ['an id of zero', () => readId({ v: 0 }, 'v')],
    ['a negative id', () => readId({ v: '-1' }, 'v')],
    ['an empty id', () => readId({ v: '' }, 'v')],
    ['an id beyond 2^53', () => readId({ v: '9007199254740993' }, 'v')],
    ['a whole number beyond 2^53', () => readInteger({ v: 9_007_199_254_740_992 }, 'v')],
    ['a fraction as a whole number', () => readInteger({ v: 1.5 }, 'v')],
    ['an exponent as a whole number', () => readInteger({ v: '1e3' }, 'v')],
    ['a missing whole number', () => readInteger({}, 'v')],
    ['true as a whole number', () => readInteger({ v: true }, 'v')],
    ['a fraction as text', () => readText({ v: 1.5 }, 'v')],
    ['a list as text', () => readText({ v: [] }, 'v')],
    ['a list as optional text', () => readOptionalText({ v: [] }, 'v')],
    ['a missing text', () => readText({}, 'v')],
    ['a decimal whose hundredths are lost', () => readDecimal({ v: 70_368_744_177_664.25 }, 'v')],
    ['a missing decimal', () => readDecimal({}, 'v')],
    ['null as a decimal', () => readDecimal({ v: null }, 'v')],
    ['[] as an object', () => readObject([], 'v')],
    ['null as an object', () => readObject(null, 'v')],
    ['an object as a list', () => readArray({}, 'v')],
  ])('%s is refused as malformed', (_name, read) => {
    expect(read).toThrow(AnswerError)
  })
})

const decimal = (number: string) => {
  const row = readObject(readJson(answer(`{"a":{"v":${number}}}`)), 'answer')
  return readDecimal(readObject(row['a'], 'a'), 'v')
}

describe('Q9 numbers come as they were printed, not as a double has them', () => {
  test.each([
    '1e3',
    '1E+3',
    '-1e-7',
    '50000000000000.004999',
    '600.45000000000005',
    '70368744177663.99',
    '0.1000000000000000',
    '1000.10',
  ])('%s', (number) => {
    const isShort = number === '1000.10'
    expect(decimal(number)).toBe(isShort ? '1000.1' : number)
  })

  test('1e3 is no amount, and neither is a fraction of a kopeck that a double would lose', () => {
    expect(() => readLegacyMoney(decimal('1e3'), 'RUB')).toThrow(MoneyError)
    expect(() => readLegacyMoney(decimal('50000000000000.004999'), 'RUB')).toThrow(MoneyError)
  })

  test('beside an exponent, whole numbers and texts are what they were, and a number is no object', () => {
    const row = readObject(readJson(answer('{"v":1.5e1,"id":1e3,"text":"1e3","name":17,"list":[1e2]}')), 'answer')
    expect(readInteger(row, 'v')).toBe(15)
    expect(readId(row, 'id')).toBe('1000')
    expect(readText(row, 'text')).toBe('1e3')
    expect(readText(row, 'name')).toBe('17')
    expect(() => readObject(row['v'], 'v')).toThrow(AnswerError)
  })
})

test('digits that a double would lose are kept wherever in the answer they stand', () => {
  const told = ['1234567890123456', '9007199254740993', '12345678901234567890', '0.005', '1e3', '1E-7', '-1.5e+2']
  for (const number of told) {
    for (let before = 0; before < 40; before += 1) {
      const row = readObject(readJson(answer(`{"t":"${'x'.repeat(before)}","v":${number},"u":1}`)), 'row')
      expect(readBareText(row, 'v'), `${number} behind ${before}`).toBe(number)
    }
  }
})

test('text with a lone surrogate is not written', () => {
  expect(() => writeJson({ login: 'a\uD800' })).toThrow(
    expect.objectContaining({ code: 'BILLING_UNWRITABLE_REQUEST', outcome: 'not_applied' }),
  )
  expect(writeJson({ login: '"\u0000😀' })).toBe('{"login":"\\"\\u0000😀"}')
})

function answer(body: string, options: { status?: number; contentType?: string } = {}): HttpAnswer {
  const { status = 200, contentType = 'application/json; charset=utf-8' } = options
  return { status, headers: { 'content-type': contentType }, body: Buffer.from(body) }
}
