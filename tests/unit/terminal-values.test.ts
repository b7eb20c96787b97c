import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readXml } from '../../src/billing/transport/xml.ts'
import { formatMoney } from '../../src/domain/money.ts'
import { TERMINAL_CHARSETS } from '../../src/domain/terminal.ts'
import { readParameters } from '../../src/terminals/parameters.ts'
import { type DateForm, readAmount, readDate, writeDate } from '../../src/terminals/values.ts'
import { writeResponse } from '../../src/terminals/xml.ts'

const FORMS: readonly DateForm[] = ['yyyyMMddHHmmss', 'dd.MM.yyyy_HH:mm:ss']

test('P6 an amount that is written is read as the same, and however a network writes it', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 999_999_999_999_999n }), (minorUnits) => {
      const money = { minorUnits, currency: 'RUB' } as const
      const text = formatMoney(money)
      // "150.00", "150.0" and "150" are one sum, as are "150.50" and "150.5".
      const forms = [text, text.replace(/0$/, ''), text.replace(/\.00$/, '')]
      for (const form of forms) expect(readAmount(form, 'RUB')).toEqual(money)
    }),
  )
})

test('P6 a text that is no amount to the letter is none', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...Array.from('0123456789.,-+eE x\u0660')), maxLength: 16 }),
      (text) => {
        const money = readAmount(text, 'RUB')
        expect(money === null).toBe(!/^(?:0|[1-9][0-9]{0,12})(?:\.[0-9]{1,2})?$/.test(text))
        expect(money === null ? null : Number(formatMoney(money))).toBe(money === null ? null : Number(text))
      },
    ),
  )
})

test('P6 a date that is written is read as the same second, in any zone', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(1990, 0, 1) / 1000, max: Date.UTC(2099, 0, 1) / 1000 }),
      fc.constantFrom('Europe/Moscow', 'Asia/Yekaterinburg', 'Europe/Berlin', 'America/St_Johns', 'UTC'),
      fc.constantFrom(...FORMS),
      (seconds, zone, form) => {
        const text = writeDate(seconds * 1000, form, zone)
        const read = readDate(text, form, zone)
        // A local time that comes twice is the first of both; its text is the same.
        expect(read).not.toBeNull()
        expect(writeDate(read ?? 0, form, zone)).toBe(text)
        const isTwice = writeDate(seconds * 1000 - 3_600_000, form, zone) === text
        expect(isTwice ? seconds * 1000 : read).toBe(seconds * 1000)
      },
    ),
  )
})

test.each([
  '2026112812000',
  '202611281200000',
  '20261328120000',
  '2026112812:00:00',
  ' 20261128120000',
  '٢٠٢٦١١٢٨١٢٠٠٠٠',
])('P6 %j is no date', (text) => {
  for (const form of FORMS) expect(readDate(text, form, 'Europe/Moscow')).toBeNull()
})

test('P6 whatever text an answer holds it is well-formed, and reads as it was where XML can carry it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(...TERMINAL_CHARSETS),
      (text, charset) => {
        const document = new TextDecoder(charset, { fatal: true }).decode(writeResponse([['comment', text]], charset))
        const [comment] = readXml(document).children
        expect(comment?.text).toBe(text.toWellFormed().replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, ' '))
      },
    ),
  )
})

test('P6 a value is read as it was sent, in either charset; what is no text of it is no value', () => {
  const russian = fc.string({
    unit: fc.constantFrom(...Array.from('абвгдЯЁё №0123 &=%+#?/')),
    minLength: 1,
    maxLength: 40,
  })
  fc.assert(
    fc.property(russian, (text) => {
      const query = `a=1&account=${encodeURIComponent(text)}`
      expect(readParameters([query], 'utf-8').take('account')).toBe(text)
      expect(readParameters([query.replaceAll('%20', '+')], 'utf-8').take('account')).toBe(text)
    }),
  )
  expect(readParameters(['account=%C4%CE%CC'], 'windows-1251').take('account')).toBe('ДОМ')
  expect(readParameters(['account=\u00c4\u00ce\u00cc'], 'windows-1251').take('account')).toBe('ДОМ')
  expect(readParameters(['account=%C4%CE%CC'], 'utf-8').take('account')).toBeNull()
  expect(readParameters(['account=%98'], 'windows-1251').take('account')).toBeNull()
  expect(readParameters(['account=1', 'account=1'], 'utf-8').find('account')).toBeNull()
  expect(readParameters(['account'], 'utf-8').find('account')).toBe('')
  expect(readParameters([''], 'utf-8').find('account')).toBeUndefined()
})
