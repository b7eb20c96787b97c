import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { receiveCode } from '../support/messages.ts'

const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } userErrors { code } } }`
const REQUEST = `mutation ($input: RequestPasswordResetInput!) {
  requestPasswordReset(input: $input) { requested userErrors { code } }
}`
const RESET = `mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { changed userErrors { code } } }`

let gateway: Gateway
beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(() => gateway.close())
beforeEach(() => gateway.sandbox.clearFaults())

type Payload = { readonly userErrors: readonly { readonly code: string }[] }

async function codeOf(document: string, input: object): Promise<string | null> {
  const { data } = await gateway.query<Readonly<Record<string, Payload>>>(document, { input })
  return Object.values(data)[0]?.userErrors[0]?.code ?? null
}

const signIn = (login: string, password: string) => codeOf(SIGN_IN, { login, password })
const reset = (login: string, code: string, newPassword = 'зимний вечер 7') =>
  codeOf(RESET, { login, code, newPassword })

/** Two people whose logins the billing tells apart by case alone. */
let pairs = 0
async function createTwins(): Promise<{ victim: string; thief: string }> {
  pairs += 1
  const twins = { victim: `anna.k${pairs}`, thief: `Anna.K${pairs}` }
  for (const [number, login] of Object.entries(twins)) {
    await gateway.sandbox.createAccount({ number: `${number}-${pairs}`, type: 'P', login, password: 'first-day' })
  }
  return twins
}

async function askForCode(login: string): Promise<string> {
  expect(await codeOf(REQUEST, { login, channel: 'SMS' })).toBeNull()
  return receiveCode(gateway)
}

test('A2 whoever has a login that differs in case alone does not win guesses at the password of the other', async () => {
  const { victim, thief } = await createTwins()
  const told: (string | null)[] = []
  for (let guess = 0; guess < 30; guess += 1) {
    told.push(await signIn(victim, `guess ${guess}`))
    if (guess % 5 === 4) await signIn(thief, 'first-day')
  }
  expect(told).toEqual([...Array(20).fill('WRONG_CREDENTIALS'), ...Array(10).fill('TOO_MANY_TRIES')])
})

test('A2 the right password still forgets the wrong ones of its own login', async () => {
  const { victim } = await createTwins()
  for (let round = 0; round < 3; round += 1) {
    for (let turn = 0; turn < 15; turn += 1) expect(await signIn(victim, 'mistyped')).toBe('WRONG_CREDENTIALS')
    expect(await signIn(victim, 'first-day')).toBeNull()
  }
})

test('A4 a code of one’s own wins no guesses at the code of the other, used or unused', async () => {
  const { victim, thief } = await createTwins()
  const real = await askForCode(victim)
  const wrong = real === '00000000' ? '11111111' : '00000000'
  for (let guess = 0; guess < 4; guess += 1) expect(await reset(victim, wrong)).toBe('WRONG_CODE')
  const own = await askForCode(thief)
  await gateway.sandbox.setFault('rest.setCredentials', 'successWithoutApplying')
  for (let turn = 0; turn < 3; turn += 1) expect(await reset(thief, own)).toBe('BILLING_UNAVAILABLE')
  await gateway.sandbox.clearFaults()
  expect(await reset(thief, own)).toBeNull()
  expect([await reset(victim, wrong), await reset(victim, wrong), await reset(victim, real)]).toEqual([
    'WRONG_CODE',
    'TOO_MANY_TRIES',
    'TOO_MANY_TRIES',
  ])
})

test('A4 guesses come back when a code is used up, and not when it is merely right', async () => {
  const { victim } = await createTwins()
  const code = await askForCode(victim)
  const wrong = code === '00000000' ? '11111111' : '00000000'
  for (let guess = 0; guess < 2; guess += 1) expect(await reset(victim, wrong)).toBe('WRONG_CODE')
  expect(await reset(victim, code)).toBeNull()
  await askForCode(victim)
  for (let guess = 0; guess < 4; guess += 1) expect(await reset(victim, wrong)).toBe('WRONG_CODE')
  await gateway.sandbox.setFault('rest.setCredentials', 'successWithoutApplying')
  const second = await askForCode(victim)
  for (let turn = 0; turn < 3; turn += 1) {
    expect(await reset(victim, second, 'весенний день 8')).toBe('BILLING_UNAVAILABLE')
  }
  expect([await reset(victim, wrong), await reset(victim, wrong)]).toEqual(['WRONG_CODE', 'TOO_MANY_TRIES'])
})
