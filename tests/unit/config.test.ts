import { expect, test } from 'vitest'
import { readConfig, VARIABLES } from '../../src/config.ts'
import { ConfigError } from '../../src/environment.ts'

const PRODUCTION = {
  NODE_ENV: 'production',
  STORE_URL: 'postgres://gateway:secret@db.example/gateway',
  BILLING_REST_URL: 'https://billing.example/rest/',
  BILLING_SOAP_URL: 'https://billing.example/soap',
  BILLING_REST_KEY: 'key',
  BILLING_SOAP_LOGIN: 'login',
  BILLING_SOAP_PASSWORD: 'password',
  TOKEN_SIGNING_KEY: '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----',
}

function mistakesOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes
    throw error
  }
  return []
}

test('an empty environment is the embedded default', () => {
  const config = readConfig({})
  expect(config).toMatchObject({
    production: false,
    host: '127.0.0.1',
    port: 4000,
    sandbox: { port: 4100, accounts: 1000 },
  })
  expect(config.storeUrl).toBe(`sqlite:${config.dataDir}/gateway.sqlite`)
  expect(config.billing.restUrl).toBeNull()
})

test('a real billing switches the sandbox off', () => {
  const config = readConfig({ ...PRODUCTION, NODE_ENV: 'development' })
  expect(config.sandbox).toBeNull()
  expect(config.billing.restUrl).toBe('https://billing.example/rest')
})

test('production accepts a complete environment and has no sandbox', () => {
  expect(readConfig(PRODUCTION)).toMatchObject({ production: true, sandbox: null, storeUrl: PRODUCTION.STORE_URL })
})

test.each(Object.keys(PRODUCTION).filter((name) => name !== 'NODE_ENV'))('production requires %s', (name) => {
  const { [name]: _, ...rest }: Record<string, string> = PRODUCTION
  const mistakes = mistakesOf(rest)
  expect(mistakes).toHaveLength(1)
  expect(mistakes[0]).toMatch(new RegExp(`^${name} is required: `))
})

test('all mistakes are reported together', () => {
  const mistakes = mistakesOf({
    PORT: '70000',
    LOG_LEVEL: 'loud',
    BILLING_TIME_ZONE: 'Mars/Olympus',
    STORE_URL: 'mysql://x',
    NODE_ENV: 'prod',
  })
  expect(mistakes.map((mistake) => mistake.replace(/ .*/s, '')).toSorted()).toEqual([
    'BILLING_TIME_ZONE',
    'LOG_LEVEL',
    'NODE_ENV',
    'PORT',
    'STORE_URL',
  ])
})

test.each([
  ['PORT', '0x50'],
  ['PORT', '-1'],
  ['PORT', '4000.5'],
  ['PORT', '65536'],
  ['SANDBOX_ACCOUNTS', '99'],
  ['SANDBOX_ACCOUNTS', '1e3'],
  ['BILLING_TIMEOUT_MS', '0'],
  ['OPERATION_TIMEOUT_MS', '60001'],
  ['BILLING_CURRENCY', 'rub'],
  ['STORE_URL', 'sqlite:'],
  ['STORE_URL', 'postgres://'],
  ['TOKEN_SIGNING_KEY', 'secret'],
  ['TRUSTED_PROXIES', '10.0.0.1, proxy.example'],
  ['ALLOWED_ORIGINS', 'https://cabinet.example/path'],
])('%s refuses %j', (name, value) => {
  expect(mistakesOf({ [name]: value }).map((mistake) => mistake.replace(/ .*/s, ''))).toEqual([name])
})

test.each([
  'ftp://billing.example',
  'billing.example',
  'https://user:secret@billing.example',
  'https://billing.example/?key=1',
])('a billing address such as %s is refused without being repeated', (url) => {
  const mistakes = mistakesOf({ ...PRODUCTION, BILLING_REST_URL: url })
  expect(mistakes).toHaveLength(1)
  expect(mistakes[0]).toMatch(/^BILLING_REST_URL must/)
  expect(mistakes[0]).not.toContain('secret')
})

test('one billing address without the other is a mistake', () => {
  expect(
    mistakesOf({
      BILLING_REST_URL: 'http://127.0.0.1:1/rest',
      BILLING_REST_KEY: 'k',
      BILLING_SOAP_LOGIN: 'l',
      BILLING_SOAP_PASSWORD: 'p',
    }),
  ).toEqual(['BILLING_SOAP_URL is required: set both addresses, or neither for the embedded sandbox.'])
})

test('every variable that the code reads stands in the table, and none besides', () => {
  const seen = new Set<string>()
  const spy = new Proxy<Record<string, string | undefined>>({}, { get: (_, name) => void seen.add(String(name)) })
  readConfig(spy)
  expect([...seen].toSorted()).toEqual(VARIABLES.map(({ name }) => name).toSorted())
})
