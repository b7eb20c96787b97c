import { expect, test } from 'vitest'
import { type PaymentQrCharset, readPaymentQr, writePaymentQr } from '../../src/domain/payment-qr.ts'
import { paymentOf, type Receipt } from '../../src/domain/receipt.ts'
import { renderReceipt } from '../../src/receipts/pdf.ts'
import { seePage } from '../support/receipt-page.ts'
import { PERSON, receiptWith } from '../support/receipts.ts'

const LONG_ADDRESS =
  'Ханты-Мансийский автономный округ — Югра, Нефтеюганский район, посёлок городского типа Пойковский, улица Шестидесятилетия Октября, дом 112, корпус 3, подъезд 4, этаж 12, квартира 1234'

const CASES: readonly (readonly [string, Receipt, PaymentQrCharset])[] = [
  ['ordinary values', receiptWith(), 'utf-8'],
  [
    'values with the separator and with quotes',
    receiptWith({
      payee: { payeeName: 'ООО «Связь|"Плюс"» & \'Ко\' <1>' },
      payer: { ...PERSON, address: 'д. 5|6, "корпус" ~ №7 \\ (вход)' },
    }),
    'utf-8',
  ],
  [
    'the longest Cyrillic values',
    receiptWith({
      payee: { payeeName: `ООО «${'Щ'.repeat(65)}»`, bankName: 'Щёкинский филиал АО «Банк» г. Щ' },
      payer: {
        ...PERSON,
        lastName: 'Щ'.repeat(90),
        firstName: 'Абдурахмангаджи '.repeat(6),
        middleName: 'Константинович-оглы '.repeat(5),
        address: LONG_ADDRESS,
      },
      accountNumber: '9'.repeat(40),
      amount: { minorUnits: 9_999_999_999n, currency: 'RUB' },
    }),
    'utf-8',
  ],
  ['windows-1251', receiptWith(), 'windows-1251'],
  ['KOI8-R', receiptWith(), 'koi8-r'],
  [
    'an organisation, and no month',
    receiptWith({
      payer: {
        kind: 'ORGANIZATION',
        accountId: '1',
        legalName: 'ООО «Ромашка»',
        inn: '7707083893',
        kpp: null,
        phone: null,
        email: null,
        address: null,
      },
      key: { accountId: '1', minorUnits: 1n, month: null, bankDetailsId: 1 },
      amount: { minorUnits: 1n, currency: 'RUB' },
    }),
    'utf-8',
  ],
]

test.each(CASES)(
  'P4 the code is found in the picture of the page, and says what was written: %s',
  async (_what, receipt, charset) => {
    const page = await seePage(await renderReceipt(receipt, charset))
    expect(page.pageCount).toBe(1)
    const written = writePaymentQr(paymentOf(receipt), charset)
    if (written.kind !== 'written' || page.qrBytes === null) throw new Error('There is no code.')
    const text = new TextDecoder(charset, { fatal: true }).decode(page.qrBytes)
    expect(text).toBe(written.text)
    expect(readPaymentQr(text)).toMatchObject({
      PersonalAcc: receipt.details.personalAccount,
      BIC: receipt.details.bic,
      CorrespAcc: receipt.details.correspondentAccount,
      PayeeINN: receipt.details.inn,
      Sum: String(receipt.amount.minorUnits),
      PersAcc: receipt.accountNumber,
      TechCode: '09',
    })
  },
)

test('P4 both halves have everything that a cashier asks for', async () => {
  const { text } = await seePage(await renderReceipt(receiptWith(), 'utf-8'))
  for (const shown of [
    'Форма № ПД-4',
    'ООО «Домлинк»',
    'ИНН 7709045124 КПП 770901001',
    '40702810900000100501',
    'АО «Пример Банк» г. Москва',
    '044525059',
    '30101810100000000059',
    'Иванова Мария Петровна',
    'Москва, ул. Примерная, д. 12, кв. 34',
    'ноябрь 2026 г.',
    '1 234 руб. 56 коп.',
    'Подпись плательщика',
    'Кассир',
    '№ 1-56MT-JD2R-KS8X-3NXW',
  ])
    expect([shown, text.split(shown).length - 1 >= 2]).toEqual([shown, true])
  expect(text).toMatch(/ИЗВЕЩЕНИЕ.*КВИТАНЦИЯ/)
})

test('P4 a payee whose names no code can hold has a form without one', async () => {
  const receipt = receiptWith({ payee: { payeeName: 'Щ'.repeat(160) } })
  const { text, qrBytes } = await seePage(await renderReceipt(receipt, 'utf-8'))
  expect(qrBytes).toBeNull()
  expect(text).toContain('КВИТАНЦИЯ')
})

test('P4 a payer whose names no code can hold has a form without one', async () => {
  const wide = '😀'.repeat(160)
  const payer = { ...PERSON, lastName: wide, firstName: wide, middleName: wide, address: wide }
  const receipt = receiptWith({ payer, accountNumber: '😀'.repeat(40), number: '😀'.repeat(200) })
  expect(writePaymentQr(paymentOf(receipt), 'utf-8')).toEqual({ kind: 'TOO_MANY_BYTES' })
  const { text, qrBytes } = await seePage(await renderReceipt(receipt, 'utf-8'))
  expect(qrBytes).toBeNull()
  expect(text).toContain('КВИТАНЦИЯ')
})

test('P4 the words of a page can be copied, whatever pages were drawn before it', async () => {
  const latin = { payee: { payeeName: 'OOO ABCEHKMOPTX aceopxy' } }
  const cyrillic = { payee: { payeeName: 'ООО АВСЕНКМОРТХ асеорху' } }
  for (const changes of [latin, cyrillic, latin]) {
    const { text } = await seePage(await renderReceipt(receiptWith(changes), 'utf-8'))
    expect(text).toContain(changes.payee.payeeName)
    expect(text).toContain('Иванова Мария Петровна')
  }
})
