import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Capabilities } from '../../src/billing/port.ts'
import { REFERENCE_VARIABLES } from '../../src/billing/reference/variables.ts'
import { ConfigError, type Environment } from '../../src/environment.ts'
import { VARIABLES } from '../../src/variables.ts'
import { readConfig } from '../support/config.ts'

const PRODUCTION = {
  NODE_ENV: 'production',
  STORE_URL: 'postgres://gateway:secret@db.example/gateway',
  BILLING_REST_URL: 'https://billing.example/rest/',
  BILLING_SOAP_URL: 'https://billing.example/soap',
  BILLING_REST_KEY: 'key',
  BILLING_SOAP_LOGIN: 'login',
  BILLING_SOAP_PASSWORD: 'password',
  TOKEN_SIGNING_KEY: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
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
  expect(config.billing.name).toBe('reference')
})

test('a real billing switches the sandbox off', () => {
  const config = readConfig({ ...PRODUCTION, NODE_ENV: 'development' })
  expect(config.sandbox).toBeNull()
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
    BILLING_TIMEOUT_MS: '0',
    STORE_URL: 'mysql://x',
    NODE_ENV: 'prod',
  })
  expect(mistakes.map((mistake) => mistake.replace(/ .*/s, '')).toSorted()).toEqual([
    'BILLING_TIMEOUT_MS',
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
  ['SANDBOX_ACCOUNTS', '17'],
  ['SANDBOX_ACCOUNTS', '1e3'],
  ['BILLING_TIMEOUT_MS', '0'],
  ['OPERATION_TIMEOUT_MS', '60001'],
  ['STORE_URL', 'sqlite:'],
  ['STORE_URL', 'postgres://'],
  ['TOKEN_SIGNING_KEY', 'secret'],
  ['BILLING_RECONCILE', 'sometimes'],
  ['BILLING_DUPLICATE_CHECK', 'true'],
  ['BILLING_SELF_SERVICE_ORDERS', 'no'],
  ['TRUSTED_PROXIES', '10.0.0.1, proxy.example'],
  ['TRUSTED_PROXIES', '10.0.0.0/33'],
  ['DRAIN_DELAY_MS', '60001'],
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

function capabilitiesOf(environment: Environment): Capabilities {
  const { billing } = readConfig(environment)
  const tools = { settings: billing, onCall() {}, onOddity() {} }
  return billing.connect(tools, 'http://127.0.0.1:1').capabilities
}

test('payments are looked up by their receipt and checked for a double unless told otherwise', () => {
  expect(capabilitiesOf({})).toMatchObject({ reconcile: 'exact', transfers: true })
  const told = capabilitiesOf({ BILLING_RECONCILE: 'statement', BILLING_SELF_SERVICE_ORDERS: 'off' })
  expect(told).toMatchObject({ reconcile: 'statement', transfers: false, selfServiceOrders: false })
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
  const explained = [...VARIABLES, ...REFERENCE_VARIABLES].map(({ name }) => name)
  expect([...seen].toSorted()).toEqual(explained.toSorted())
})

test.each(['BILLING_REST_KEY', 'BILLING_SOAP_LOGIN', 'BILLING_SOAP_PASSWORD', 'BILLING_TIME_ZONE', 'BILLING_CURRENCY'])(
  '%s without an address of the billing is a mistake and not a sign-in that always fails',
  (name) => {
    const value = { BILLING_TIME_ZONE: 'Asia/Omsk', BILLING_CURRENCY: 'USD' }[name] ?? 'mine'
    expect(mistakesOf({ [name]: value })).toEqual([
      `${name} describes a real billing: set BILLING_REST_URL and BILLING_SOAP_URL too.`,
    ])
  },
)

test('a signing key of another type is refused together with all other mistakes', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' })
  expect(mistakesOf({ TOKEN_SIGNING_KEY: pem, PORT: 'x' })).toHaveLength(2)
})

test('proxies may be networks', () => {
  const proxies = ['10.0.0.0/8', '2001:db8::/32', '192.0.2.1']
  expect(readConfig({ TRUSTED_PROXIES: proxies.join(', ') }).trustedProxies).toEqual(proxies)
})

test('production refuses the well-known credentials of the sandbox', () => {
  const wellKnown = { BILLING_REST_KEY: 'sandbox-key', BILLING_SOAP_LOGIN: 'gateway', BILLING_SOAP_PASSWORD: 'gateway' }
  const mistakes = mistakesOf({ ...PRODUCTION, ...wellKnown })
  expect(mistakes.map((mistake) => mistake.replace(/ .*/s, ''))).toEqual(Object.keys(wellKnown))
  expect(mistakes.join()).not.toContain('sandbox-key')
})

test('the metrics are served nowhere unless a port is given', () => {
  expect(readConfig({}).metrics).toBeNull()
  expect(readConfig({ METRICS_HOST: '10.0.0.1' }).metrics).toBeNull()
  expect(readConfig({ METRICS_PORT: '9464' }).metrics).toEqual({ host: '127.0.0.1', port: 9464 })
})

test('P3 the sandbox acquirer goes with the sandbox billing, and with nothing that is real', () => {
  expect(readConfig({}).acquirer).toMatchObject({ kind: 'sandbox', returnOrigins: [] })
  expect(readConfig({ ACQUIRER: 'none' }).acquirer.kind).toBe('none')
  expect(readConfig(PRODUCTION).acquirer.kind).toBe('none')
  for (const environment of [PRODUCTION, { ...PRODUCTION, NODE_ENV: 'development' }]) {
    expect(mistakesOf({ ...environment, ACQUIRER: 'sandbox' })).toEqual([
      expect.stringMatching(/^ACQUIRER cannot be sandbox here: /),
    ])
  }
})

test('P3 payers come back to the pages of the cabinet, unless other origins are named', () => {
  const ALLOWED_ORIGINS = 'https://cabinet.example'
  expect(readConfig({ ALLOWED_ORIGINS }).acquirer.returnOrigins).toEqual([ALLOWED_ORIGINS])
  const RETURN_ORIGINS = 'https://app.example, https://m.example'
  const both = readConfig({ ALLOWED_ORIGINS, RETURN_ORIGINS })
  expect(both.acquirer.returnOrigins).toEqual(['https://app.example', 'https://m.example'])
  expect(mistakesOf({ RETURN_ORIGINS: 'https://app.example/paid' })).toHaveLength(1)
  expect(mistakesOf({ RETURN_ORIGINS: 'ftp://app.example' })).toHaveLength(1)
  expect(mistakesOf({ ALLOWED_ORIGINS: 'nonsense' })).toHaveLength(1)
})
