import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkTypes, copyExample, countAdapterLines, type Legacy, startLegacy } from '../support/own-billing.ts'
import { createPartner, type PartnerAnswer, pay, signInPartner } from '../support/partner-client.ts'
import { runScript } from '../support/partner-command.ts'
import { type Program, runProgram, startProgram } from '../support/program.ts'

let legacy: Legacy
let gateway: Program
let environment: Record<string, string>

beforeAll(async () => {
  legacy = await startLegacy()
  const BILLING_MODULE = join(copyExample(), 'my-billing.ts')
  environment = { ...legacy.environment, BILLING_MODULE, BILLING_SETTLE_MS: '500' }
  gateway = await startProgram(environment)
})
afterAll(async () => {
  await gateway.stop()
  await legacy.stop()
})

async function ask(query: string, { token, variables }: { token?: string; variables?: object } = {}) {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const response = await fetch(gateway.url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })
  return Object(await response.json())
}

async function signIn(login: string, password = 'demo') {
  const query = `mutation ($input: SignInInput!) {
    signIn(input: $input) { session { accessToken refreshToken } userErrors { code } }
  }`
  return (await ask(query, { variables: { input: { login, password } } })).data.signIn
}

test("a provider's own billing is connected from outside the repository, in under 300 lines", async () => {
  expect(countAdapterLines()).toBeLessThan(300)
  const { data, errors } = await ask('{ capabilities { payments services tariffs tickets statements } }')
  expect(errors).toBeUndefined()
  expect(data.capabilities).toMatchObject({ payments: true, services: true, tariffs: true, tickets: false })
  expect(gateway.output()).not.toMatch(/sandbox|Warning|breaks a rule/)
})

test('the compiler knows the toolbox in a folder outside, and sees what does not fit', {
  timeout: 60_000,
}, async () => {
  const folder = copyExample()
  expect(await checkTypes(folder)).toBe('')
  const file = join(folder, 'my-kassa.ts')
  writeFileSync(file, readFileSync(file, 'utf8').replace("id: row.id('number')", "id: row.integer('number')"))
  expect(await checkTypes(folder)).toContain("Type 'number' is not assignable to type 'string'")
})

const CABINET = `{
  viewer {
    displayName
    accounts {
      __typename number status amountToRestore { amount }
      balance { amount { amount currency } creditLimit { amount } credited { amount } spent { amount } }
      ... on PersonAccount { profile { lastName firstName middleName phone email } }
      ... on OrganizationAccount { profile { legalName inn kpp } }
      services { kind status connectedOn tariff { name monthlyFee { amount } speedMbps } availableTariffs { name } }
      payments(first: 10) { nodes { amount { amount } method status externalId } pageInfo { hasNextPage } }
    }
  }
}`

test('C1 B1 its subscribers sign in and see balance, services, tariffs and payments', async () => {
  const { session } = await signIn('anna')
  const { data, errors } = await ask(CABINET, { token: session.accessToken })
  expect(errors).toBeUndefined()
  expect(data.viewer.displayName).toBe('Рябинина Анна Петровна')
  const [home, cottage] = data.viewer.accounts.toSorted((one: { number: string }, other: { number: string }) =>
    one.number < other.number ? -1 : 1,
  )
  expect(home).toMatchObject({
    number: '007123',
    status: 'ACTIVE',
    // The billing prints 50.599999999999994 and the like.
    balance: {
      amount: { amount: '50.60', currency: 'RUB' },
      credited: { amount: '750.30' },
      spent: { amount: '699.70' },
    },
    profile: { lastName: 'Рябинина', firstName: 'Анна', middleName: 'Петровна', phone: '+79000001122' },
    services: [
      { kind: 'INTERNET', status: 'ACTIVE', connectedOn: '2021-02-03', tariff: { name: 'Домашний 50', speedMbps: 50 } },
      { kind: 'IPTV', status: 'FROZEN', connectedOn: null, tariff: { monthlyFee: { amount: '199.99' } } },
    ],
    payments: { nodes: [{ amount: { amount: '250.20' }, method: 'CASH' }, { amount: { amount: '500.10' } }] },
  })
  expect(home.services[0].availableTariffs.map(({ name }: { name: string }) => name)).toEqual(['Домашний 100', 'Офис'])
  expect(cottage).toMatchObject({
    number: '100200',
    status: 'SUSPENDED_FOR_DEBT',
    amountToRestore: { amount: '350.00' },
  })
})

test('A9 an organisation has its own fields, and sees its own account alone', async () => {
  const { session } = await signIn('romashka')
  const { data } = await ask(CABINET, { token: session.accessToken })
  expect(data.viewer.accounts).toMatchObject([
    {
      __typename: 'OrganizationAccount',
      number: '200300',
      balance: { creditLimit: { amount: '1000.00' } },
      profile: { legalName: 'ООО «Ромашка»', inn: '7700000002', kpp: '770001001' },
    },
  ])
})

test('A1 A2 nobody is let in with a wrong password, or when the agreement has ended', async () => {
  for (const [login, password] of [
    ['anna', 'guess'],
    ['ivan', 'demo'],
    ['nobody', 'demo'],
  ] as const) {
    expect(await signIn(login, password)).toMatchObject({ session: null, userErrors: [{ code: 'WRONG_CREDENTIALS' }] })
  }
})

test('A11 everybody sees the tariffs that can be chosen', async () => {
  const { data } = await ask('{ regions { id name } }')
  expect(data.regions).toMatchObject([{ name: 'Заречье' }])
  const query = 'query ($id: ID!) { tariffs(regionId: $id, first: 10) { nodes { name } } }'
  const listed = await ask(query, { variables: { id: data.regions[0].id } })
  const names = listed.data.tariffs.nodes.map(({ name }: { name: string }) => name)
  expect(names.toSorted()).toEqual(['Домашний 100', 'Домашний 50', 'Офис', 'ТВ 120'])
})

async function untilFinal(attempt: () => Promise<PartnerAnswer>): Promise<PartnerAnswer> {
  const until = Date.now() + 20_000
  for (;;) {
    const answer = await attempt()
    if (answer.kind === 'answer' && !answer.retryable) return answer
    if (Date.now() > until) throw new Error(`no final answer: ${JSON.stringify(answer)}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function openTerminal(partnerId: string) {
  const partner = await createPartner(partnerId, { DATA_DIR: gateway.dataDir })
  const token = (await signInPartner(gateway.url, partner, AbortSignal.timeout(5_000))) ?? ''
  return (externalId: string, accountNumber: string, amount: string) =>
    pay({ externalId, accountNumber, amount }, { url: gateway.url, token, signal: AbortSignal.timeout(15_000) })
}

test('P6 PAY-1 a partner pays, repeats, and is credited once in a billing that takes the same document twice', async () => {
  const payTo = await openTerminal('kiosk')
  const first = await payTo('k-1', '007123', '120.05')
  expect(first).toMatchObject({ kind: 'answer', typename: 'PaymentAccepted' })
  expect(await payTo('k-1', '007123', '120.05')).toEqual(first)
  const booked = (await legacy.journal()).filter(({ docno }) => docno === 'kiosk-k-1')
  expect(booked).toMatchObject([{ customer: 7, sum: 120.05, clerk: 'gateway' }])
  expect(await payTo('k-2', '100999', '10.00')).toMatchObject({ kind: 'answer', typename: 'PaymentRefused' })
  expect((await legacy.journal()).some(({ docno }) => docno === 'kiosk-k-2')).toBe(false)
})

test('P6 PAY-4 a payment whose answer was lost is there once, and is found again by its document number', async () => {
  const payTo = await openTerminal('bank')
  await legacy.loseAnswer()
  const final = await untilFinal(() => payTo('b-1', '100200', '77.70'))
  expect(final).toMatchObject({ typename: 'PaymentAccepted' })
  expect(gateway.output()).toMatch(/"operation":"Deposit"[^\n]*"outcome":"unknown"/)
  const booked = (await legacy.journal()).filter(({ docno }) => docno === 'bank-b-1')
  expect(booked).toMatchObject([{ customer: 8, sum: 77.7, clerk: 'gateway' }])
  const { session } = await signIn('anna')
  const { data } = await ask(CABINET, { token: session.accessToken })
  expect(JSON.stringify(data)).toContain('"externalId":"bank-b-1"')
})

test('P6 PAY-5 the books of the day agree, and what the cash desk has booked is not ours', async () => {
  const today = new Date(Date.now() + 3 * 3_600_000).toISOString().slice(0, 10)
  const command = ['src/reconcile-command/main.ts', '--date', today, '--json']
  const { code, stdout } = await runScript(process.execPath, command, {
    ...environment,
    DATA_DIR: gateway.dataDir,
  })
  expect(code).toBe(0)
  // Two payments of ours, and what was booked at the desk.
  const books = { matched: 2, matchedSum: '197.75', differences: [], rows: 18, foreignRows: 16 }
  expect(JSON.parse(stdout)).toMatchObject({ day: today, ...books })
})

test('none of its answers breaks a rule of the port', () => {
  expect(gateway.output()).not.toContain('breaks a rule of the port')
})

test('what the module needs and does not have is told with everything else, and nothing is started', async () => {
  const { BILLING_MODULE = '' } = environment
  const { code, output } = await runProgram([], { BILLING_MODULE, MY_BILLING_URL: 'ftp://x', PORT: 'x' })
  expect(code).toBe(2)
  expect(output).toContain('MY_BILLING_URL must be an http:// or https:// address')
  expect(output).toContain('MY_BILLING_TOKEN is required')
  expect(output).toContain('MY_BILLING_PASSWORD is required')
  expect(output).toContain('PORT must be a whole number')
  const help = await runProgram(['--help'], { BILLING_MODULE })
  expect(help.output).toContain('clerk of `/kassa` as whom payments are posted')
})
