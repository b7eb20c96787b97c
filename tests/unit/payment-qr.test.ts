import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  cleanValue,
  type PaymentQr,
  type PaymentQrCharset,
  type PaymentQrKey,
  readPaymentQr,
  writePaymentQr,
} from '../../src/domain/payment-qr.ts'
import { paymentOf } from '../../src/domain/receipt.ts'
import { drawQr } from '../../src/receipts/qr.ts'
import { receiptWith } from '../support/receipts.ts'

const CHARSETS = ['utf-8', 'windows-1251', 'koi8-r'] as const

const PAYEE = {
  Name: 'ООО "Связь"',
  PersonalAcc: '40702810900000100501',
  BankName: 'Банк',
  BIC: '044525059',
  CorrespAcc: '30101810100000000059',
}

function write(payment: PaymentQr, charset: PaymentQrCharset = 'utf-8') {
  const verdict = writePaymentQr(payment, charset)
  if (verdict.kind !== 'written') throw new Error(verdict.kind)
  return verdict
}

test('P4 a receipt is written with its mandatory fields first and in order, the sum in kopecks', () => {
  expect(write(paymentOf(receiptWith())).text).toBe(
    [
      'ST00012',
      'Name=ООО «Домлинк»',
      'PersonalAcc=40702810900000100501',
      'BankName=АО «Пример Банк» г. Москва',
      'BIC=044525059',
      'CorrespAcc=30101810100000000059',
      'Sum=123456',
      'Purpose=Оплата услуг связи по договору № 100001 за ноябрь 2026 г., квитанция № 1-56MT-JD2R-KS8X-3NXW',
      'PayeeINN=7709045124',
      'KPP=770901001',
      'LastName=Иванова',
      'FirstName=Мария',
      'MiddleName=Петровна',
      'PayerAddress=Москва, ул. Примерная, д. 12, кв. 34',
      'PersAcc=100001',
      'Contract=100001',
      'PaymPeriod=112026',
      'TechCode=09',
    ].join('|'),
  )
})

test('the digit of the header says the charset, and the bytes are in it', () => {
  for (const [charset, digit] of [
    ['windows-1251', '1'],
    ['utf-8', '2'],
    ['koi8-r', '3'],
  ] as const) {
    const { text, bytes } = write({ ...PAYEE, LastName: 'Ёжиков' }, charset)
    expect(text.slice(0, 8)).toBe(`ST0001${digit}|`)
    expect(new TextDecoder(charset, { fatal: true }).decode(bytes)).toBe(text)
  }
})

test('a separator that a value contains is replaced by another one, in all fields', () => {
  expect(write({ ...PAYEE, LastName: 'a|b' }).text).toMatch(/^ST00012~Name=[^|]*~.*~LastName=a\|b$/)
  expect(write({ ...PAYEE, LastName: 'a|b', FirstName: '~^#$' }).text).toMatch(/^ST00012%Name=/)
  const all = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).join('')
  const { text } = write({ ...PAYEE, PayerAddress: all })
  expect(readPaymentQr(text)).toMatchObject({ ...PAYEE, PayerAddress: all.replace('|', ' ') })
})

test('line breaks, control characters and what cannot be seen are no part of a value', () => {
  const dirty = ' Кв.\r\n12\u0000\t\u202E\u200Bдом\u2028 5 '
  expect(readPaymentQr(write({ ...PAYEE, PayerAddress: dirty }).text)).toMatchObject({ PayerAddress: 'Кв. 12 дом 5' })
})

test('long texts are cut at their limit, by characters and not by units; long numbers are refused', () => {
  const read = readPaymentQr(write({ ...PAYEE, Purpose: '😀'.repeat(300), LastName: `${'я'.repeat(79)} я` }).text)
  expect(read?.Purpose).toBe('😀'.repeat(210))
  expect(read?.LastName).toBe('я'.repeat(79))
  expect(writePaymentQr({ ...PAYEE, PersAcc: '1'.repeat(41) }, 'utf-8')).toEqual({ kind: 'TOO_LONG', key: 'PersAcc' })
  expect(writePaymentQr({ ...PAYEE, Sum: '1'.repeat(19) }, 'utf-8')).toEqual({ kind: 'TOO_LONG', key: 'Sum' })
})

test('of the payee nothing is cut: what is empty or too long is refused, also all together', () => {
  expect(writePaymentQr({ ...PAYEE, Name: '\n' }, 'utf-8')).toEqual({ kind: 'EMPTY', key: 'Name' })
  expect(writePaymentQr({ ...PAYEE, Name: 'x'.repeat(161) }, 'utf-8')).toEqual({ kind: 'TOO_LONG', key: 'Name' })
  expect(writePaymentQr({ ...PAYEE, BankName: 'x'.repeat(46) }, 'utf-8')).toEqual({ kind: 'TOO_LONG', key: 'BankName' })
  // The longest values with their names and separators are three hundred bytes in a charset of single bytes, to the byte.
  const longest = { ...PAYEE, Name: 'Щ'.repeat(160), BankName: 'Щ'.repeat(45) }
  expect(write(longest, 'windows-1251').bytes).toHaveLength('ST00011|'.length + 300 - 1)
  expect(writePaymentQr(longest, 'utf-8')).toEqual({ kind: 'TOO_LONG_TOGETHER' })
})

const fill = (bytes: number) => '😀'.repeat(Math.floor(bytes / 4)) + 'x'.repeat(bytes % 4)

function names(bytes: number) {
  const third = Math.floor(bytes / 3)
  return { LastName: fill(third), FirstName: fill(third), MiddleName: fill(bytes - 2 * third) }
}

test('P4 more bytes than the largest code holds are a fault of their own, to the byte', () => {
  const wide = { ...PAYEE, Purpose: '😀'.repeat(210), PayerAddress: '😀'.repeat(160) }
  const room = 2_331 - write(wide).bytes.length - '|LastName=|FirstName=|MiddleName='.length
  expect(write({ ...wide, ...names(room) }).bytes).toHaveLength(2_331)
  expect(drawQr(write({ ...wide, ...names(room) }).bytes)).toHaveLength(177)
  expect(writePaymentQr({ ...wide, ...names(room + 1) }, 'utf-8')).toEqual({ kind: 'TOO_MANY_BYTES' })
})

test('what a charset does not have is written by what resembles it, or as a question mark', () => {
  const payment = { ...PAYEE, LastName: '«Ї» — № 5…😀' }
  expect(CHARSETS.map((charset) => readPaymentQr(write(payment, charset).text)?.LastName)).toEqual([
    '«Ї» — № 5…😀',
    '«Ї» — № 5…?',
    '"?" - N 5...?',
  ])
})

const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 250 }),
  fc.string({ unit: fc.constantFrom(...Array.from('|~^#$%*;=«»№щЩёЁ "\'\n 1aA😀')), maxLength: 250 }),
)
const others = fc.dictionary(
  fc.constantFrom('Purpose', 'LastName', 'FirstName', 'MiddleName', 'PayerAddress', 'PaymPeriod'),
  value,
)
const LIMITS: Readonly<Record<string, number>> = { Purpose: 210, PayerAddress: 160, PaymPeriod: 20 }

test('what is written is read as the same fields, in every charset, whatever the values hold', () => {
  fc.assert(
    fc.property(others, fc.constantFrom(...CHARSETS), (fields, charset) => {
      const verdict = writePaymentQr({ ...PAYEE, ...fields }, charset)
      fc.pre(verdict.kind !== 'TOO_MANY_BYTES')
      if (verdict.kind !== 'written') throw new Error(verdict.kind)
      const { text, bytes } = verdict
      expect(new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes)).toBe(text)
      const expected = Object.entries(fields).flatMap(([key, dirty]) => {
        const clean = Array.from(cleanValue(dirty, charset))
          .slice(0, LIMITS[key] ?? 80)
          .join('')
          .trimEnd()
        return clean === '' ? [] : [[key, clean] as const]
      })
      // Where every separator is in some value, one of them is written as a blank.
      const said = (one: string) => (text.charAt(7) === '|' ? one.replaceAll('|', ' ') : one)
      const read = readPaymentQr(text)
      expect(Object.keys(read ?? {}).slice(0, 5)).toEqual(Object.keys(PAYEE))
      expect(read).toEqual({ ...PAYEE, ...Object.fromEntries(expected.map(([key, one]) => [key, said(one)])) })
    }),
    { numRuns: 500 },
  )
})

test.each(['', 'ST00012', 'ST00014|Name=x', 'ST0001xName=x', 'https://provider.example', 'BCD\n002'])(
  '%j is no payment',
  (text) => {
    expect(readPaymentQr(text)).toBeNull()
  },
)

test('codes of other programs are read, whatever the case of their names, unknown fields and empty ones', () => {
  const text = 'ST00011;name=УК;personalAcc=1;Sum=5;QuittId=7;Sum=6;;=;PERSACC='
  const read: Readonly<Partial<Record<PaymentQrKey, string>>> | null = readPaymentQr(text)
  expect(read).toEqual({ Name: 'УК', PersonalAcc: '1', Sum: '5', PersAcc: '' })
})
