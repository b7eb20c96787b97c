import { expect, test } from 'vitest'
import { ConfigError } from '../../src/environment.ts'
import { readConfig } from '../support/config.ts'

function mistakesOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes
    throw error
  }
  return []
}

const REAL = {
  BILLING_REST_URL: 'https://billing.example/rest',
  BILLING_SOAP_URL: 'https://billing.example/soap',
  BILLING_REST_KEY: 'key',
  BILLING_SOAP_LOGIN: 'login',
  BILLING_SOAP_PASSWORD: 'password',
}
const SHOP = { ACQUIRER: 'yookassa', YOOKASSA_SHOP_ID: '506751', YOOKASSA_SECRET_KEY: 'test_abc' }
const REGISTRAR = {
  FISCAL_URL: 'https://online.atol.ru/possystem/v4/',
  FISCAL_LOGIN: 'shop',
  FISCAL_PASSWORD: 'hidden-word',
  FISCAL_GROUP: 'group_1',
  FISCAL_INN: '7707083893',
  FISCAL_PAYMENT_ADDRESS: 'https://cabinet.provider.example',
  FISCAL_EMAIL: 'receipts@provider.example',
}

test('with the sandbox billing come its acquirer and its registrar, with a real billing neither', () => {
  expect(readConfig({})).toMatchObject({ acquirer: { kind: 'sandbox', yookassa: null }, fiscal: { kind: 'sandbox' } })
  expect(readConfig(REAL)).toMatchObject({ acquirer: { kind: 'none' }, fiscal: { kind: 'none' } })
})

test('a shop at YooKassa and a registrar are read whole', () => {
  const { acquirer, fiscal, receiptRules } = readConfig({
    ...REAL,
    ...SHOP,
    ...REGISTRAR,
    YOOKASSA_METHODS: 'SBP, BANK_CARD',
  })
  expect(acquirer).toMatchObject({
    kind: 'yookassa',
    yookassa: {
      url: 'https://api.yookassa.ru/v3',
      shopId: '506751',
      secretKey: 'test_abc',
      methods: ['BANK_CARD', 'SBP'],
      sbp: 'redirect',
      makesReceipts: false,
      onlyKnownSenders: false,
    },
  })
  expect(fiscal).toMatchObject({
    kind: 'atol',
    url: 'https://online.atol.ru/possystem/v4',
    group: 'group_1',
    company: { inn: '7707083893' },
    itemName: 'Услуги связи',
    timeoutMs: 10_000,
  })
  const terms = { taxSystem: 'osn', vat: '22/122', settlement: 'advance' }
  expect(receiptRules).toEqual({ maker: 'GATEWAY', terms })
})

test('receipts of what is begun are made by the acquirer that makes them, beside a registrar for those begun before', () => {
  const own = { ...SHOP, YOOKASSA_RECEIPTS: 'on', FISCAL_VAT: '5' }
  const terms = { vat: '5', taxSystem: 'osn', settlement: 'advance' }
  expect(readConfig({ ...REAL, ...own })).toMatchObject({
    fiscal: { kind: 'none' },
    receiptRules: { maker: 'ACQUIRER', terms },
  })
  expect(readConfig({ ...REAL, ...own, ...REGISTRAR })).toMatchObject({
    fiscal: { kind: 'atol' },
    receiptRules: { maker: 'ACQUIRER', terms },
  })
  expect(readConfig({ ...REAL, ...SHOP }).receiptRules.maker).toBe('NOBODY')
})

test('every mistake of a shop and a registrar is told at once, and no secret with it', () => {
  const mistakes = mistakesOf({
    ...REAL,
    ACQUIRER: 'yookassa',
    YOOKASSA_SECRET_KEY: 'with a blank',
    YOOKASSA_METHODS: 'CASH',
    FISCAL_URL: 'https://online.atol.ru/possystem/v4',
    FISCAL_PASSWORD: 'hidden-word',
    FISCAL_INN: '7707083890',
    FISCAL_EMAIL: 'nobody',
    FISCAL_VAT: '18',
    FISCAL_ITEM: 'ж'.repeat(91),
  })
  const names = mistakes.map((mistake) => mistake.split(' ')[0])
  for (const name of [
    'YOOKASSA_SHOP_ID',
    'YOOKASSA_SECRET_KEY',
    'YOOKASSA_METHODS',
    'FISCAL_LOGIN',
    'FISCAL_GROUP',
    'FISCAL_INN',
    'FISCAL_PAYMENT_ADDRESS',
    'FISCAL_EMAIL',
    'FISCAL_VAT',
    'FISCAL_ITEM',
  ]) {
    expect(names).toContain(name)
  }
  expect(mistakes.join('\n')).not.toMatch(/hidden-word|with a blank/)
})

test.each([
  [{ YOOKASSA_SHOP_ID: '1' }, 'YOOKASSA_SHOP_ID describes a shop that is not asked: set ACQUIRER=yookassa too.'],
  [
    { FISCAL_INN: '7707083893' },
    'FISCAL_URL is required: FISCAL_INN describes a registrar whose address is not given.',
  ],
  [{ ...REAL, ...SHOP, BILLING_CURRENCY: 'EUR' }, 'ACQUIRER cannot be yookassa here: it takes roubles.'],
  [
    { ...REAL, ...REGISTRAR, BILLING_CURRENCY: 'EUR' },
    'FISCAL_URL is of no use here: receipts by 54-FZ are in roubles.',
  ],
])('%j is a mistake', (environment, mistake) => {
  expect(mistakesOf(environment)).toEqual([mistake])
})
