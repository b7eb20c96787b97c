import { expect, test } from 'vitest'
import { referenceModule } from '../../src/billing/reference/module.ts'
import { loadOtherModules } from '../../src/billing-modules.ts'
import { readConfig } from '../../src/config.ts'
import { ConfigError } from '../../src/environment.ts'

const NEW = {
  NEW_BILLING_REST_URL: 'http://127.0.0.1:5000/rest',
  NEW_BILLING_SOAP_URL: 'http://127.0.0.1:5000/soap',
  NEW_BILLING_REST_KEY: 'key',
  NEW_BILLING_SOAP_LOGIN: 'login',
  NEW_BILLING_SOAP_PASSWORD: 'password',
}

async function read(environment: Record<string, string>) {
  const mistakes: string[] = []
  const modules = await loadOtherModules(environment, mistakes)
  return readConfig(environment, referenceModule, { modules, mistakes })
}

async function mistakesOf(environment: Record<string, string>): Promise<readonly string[]> {
  const error = await read(environment).catch((thrown: unknown) => thrown)
  if (error instanceof ConfigError) return error.mistakes
  throw new Error('The configuration has no mistake.')
}

test('a billing that serves several is one, with variables of its own behind its prefix', async () => {
  const { cutover } = await read({
    ...NEW,
    BILLING_SLICES: 'tickets=NEW:reference, money=NEW:reference',
    BILLING_SHADOW_MODULE: 'NEW:reference',
    BILLING_SHADOW_TIME_ZONE: 'Asia/Omsk',
    NEW_BILLING_TIME_ZONE: 'Europe/Samara',
    NEW_BILLING_TIMEOUT_MS: '700',
  })
  expect([...cutover.slices.keys()]).toEqual(['tickets', 'money'])
  expect(cutover.slices.get('tickets')).toBe(cutover.slices.get('money'))
  expect(cutover.slices.get('money')).toMatchObject({
    name: 'new',
    settings: { timeZone: 'Europe/Samara', timeoutMs: 700, maxConcurrency: 8, currency: 'RUB' },
  })
  expect(cutover.shadow).toMatchObject({ name: 'new', percent: 10, settings: { timeZone: 'Asia/Omsk' } })
})

test('without the variables nothing is moved and nothing compared', async () => {
  const { cutover } = await read({})
  expect(cutover.slices.size).toBe(0)
  expect(cutover.shadow).toBeNull()
})

test('all mistakes are told at once, each with the variable that it is about', async () => {
  const mistakes = await mistakesOf({
    PORT: 'x',
    NEW_BILLING_REST_URL: 'nowhere',
    BILLING_SLICES:
      'accounts=NEW:reference,payments=NEW:reference,moon=NEW:reference,tickets,devices=NEW:reference,devices=NEW:reference,money=nobody,documents=OLD:reference,profiles=reference',
    BILLING_SHADOW_PERCENT: '0',
  })
  for (const words of [
    'PORT must be a whole number',
    'BILLING_SLICES names "accounts", which stays with BILLING_MODULE',
    'BILLING_SLICES names "payments", which goes with others: write money=…',
    'BILLING_SLICES names "moon", which is none of agreements, devices',
    'BILLING_SLICES says nobody for tickets: write tickets=MODULE',
    'BILLING_SLICES names devices twice',
    'BILLING_SLICES names neither a billing of the gateway',
    'NEW_BILLING_REST_URL must be an http:// or https:// address',
    'NEW_BILLING_REST_KEY is required',
    'BILLING_SLICES names OLD:reference, which has no address',
    'BILLING_SLICES names reference, which is BILLING_MODULE itself: name it with a prefix, such as NEW:reference',
    'BILLING_SHADOW_PERCENT must be a whole number from 1 to 100',
    'BILLING_SHADOW_PERCENT needs BILLING_SHADOW_MODULE',
  ]) {
    expect(mistakes.filter((line) => line.startsWith(words))).toHaveLength(1)
  }
})

test('the audit trail knows one billing from another that has the same prefix, or a prefix that is the name of the first', async () => {
  const url = { NEW_ABILLS_URL: 'http://127.0.0.1:5000/api', NEW_ABILLS_KEY: 'key' }
  const here = { ...NEW, ...url }
  const names = [
    await servesAs({ ...here, BILLING_SLICES: 'money=NEW:reference' }),
    await servesAs({ ...here, BILLING_SLICES: 'money=NEW:abills' }),
    await servesAs({
      REFERENCE_ABILLS_URL: url.NEW_ABILLS_URL,
      REFERENCE_ABILLS_KEY: 'key',
      BILLING_SLICES: 'money=REFERENCE:abills',
    }),
  ]
  expect(names).toEqual(['new:reference', 'new:abills', 'reference:abills'])
})

async function servesAs(environment: Record<string, string>) {
  return (await read(environment)).cutover.slices.get('money')?.servesAs
}
