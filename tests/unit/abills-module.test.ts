import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { abillsModule } from '../../src/billing/abills/module.ts'
import { ABILLS_VARIABLES } from '../../src/billing/abills/variables.ts'
import { loadBillingModule } from '../../src/billing-modules.ts'
import { readConfig } from '../../src/config.ts'
import { ConfigError, type Environment, reader } from '../../src/environment.ts'

const ENOUGH = { ABILLS_URL: 'https://billing.example:9443/api.cgi', ABILLS_KEY: 'key-of-the-gateway' }

function mistakes(environment: Environment): readonly string[] {
  const read = reader(environment)
  abillsModule.configure(read, { production: true })
  try {
    read.finish()
    return []
  } catch (error) {
    return error instanceof ConfigError ? error.mistakes : [String(error)]
  }
}

test('it is connected by its name, at four calls at a time unless more are asked for', async () => {
  const module = await loadBillingModule({ BILLING_MODULE: 'abills' })
  expect(module).toBe(abillsModule)
  expect(readConfig(ENOUGH, module).billing.maxConcurrency).toBe(4)
  expect(readConfig({ ...ENOUGH, BILLING_MAX_CONCURRENCY: '16' }, module).billing.maxConcurrency).toBe(16)
})

test('an address and a key are enough', async () => {
  expect(mistakes(ENOUGH)).toEqual([])
  const { billing } = readConfig(ENOUGH, abillsModule)
  const system = billing.connect({ settings: billing, onCall: () => {}, onOddity: () => {} }, null)
  expect(system.name).toBe('abills')
  await system.close()
})

test('what an installation is like is told by words and numbers', () => {
  const told = {
    ABILLS_ACCOUNT_NUMBER: 'contractId',
    ABILLS_CHAPTERS: 'FAULT=2, CONSULTATION=1',
    ABILLS_PAYMENT_METHODS: 'SBP=9,MOBILE=11',
    ABILLS_REFERENCE_LENGTH: '50',
    ABILLS_HOLDUP: 'service',
    ABILLS_HOLDUP_PRICE: '30.50',
    ABILLS_OPEN_SESSIONS: 'on',
    ABILLS_DUPLICATE_CHECK: 'off',
    ABILLS_SELF_SERVICE_ORDERS: 'off',
  }
  expect(mistakes({ ...ENOUGH, ...told })).toEqual([])
  const { billing } = readConfig({ ...ENOUGH, ...told }, abillsModule)
  const { capabilities } = billing.connect({ settings: billing, onCall: () => {}, onOddity: () => {} }, null)
  expect(capabilities).toMatchObject({ maxReferenceLength: 50, selfServiceOrders: false })
})

test('all mistakes are told together, and the key is not repeated', () => {
  const told = mistakes({
    ABILLS_KEY: 'two words',
    ABILLS_CHAPTERS: 'FAULT=one',
    ABILLS_PAYMENT_METHODS: 'GOLD=3',
    ABILLS_HOLDUP_PRICE: '30',
    ABILLS_HOLDUP: 'both',
  })
  const variables = told.map((line) => line.split(' ')[0])
  expect(new Set(variables)).toEqual(
    new Set([
      'ABILLS_URL',
      'ABILLS_KEY',
      'ABILLS_CHAPTERS',
      'ABILLS_PAYMENT_METHODS',
      'ABILLS_HOLDUP',
      'ABILLS_HOLDUP_PRICE',
    ]),
  )
  expect(told.join('\n')).not.toContain('two words')
})

test('a category that is told twice is a mistake', () => {
  expect(mistakes({ ...ENOUGH, ABILLS_CHAPTERS: 'FAULT=1,FAULT=2' })).toHaveLength(1)
})

test('its page of the documentation has every variable', () => {
  const page = readFileSync(new URL('../../docs/vendors/abills.md', import.meta.url), 'utf8')
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| `(.*?)` \| (.*) \|$/gm)].map(([, name, fallback, meaning]) => ({
    name,
    fallback,
    meaning,
  }))
  expect(rows).toEqual(ABILLS_VARIABLES)
})
