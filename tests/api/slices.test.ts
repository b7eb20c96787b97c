import { afterAll, beforeAll, expect, test } from 'vitest'
import { findUnservable, serveSlices } from '../../src/billing/cutover/serve.ts'
import type { Switch } from '../../src/billing/cutover/switches.ts'
import type { PostingCall } from '../../src/billing/posting-port.ts'
import { parseMoney } from '../../src/domain/money.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { ANNA, BORIS, createAccounts, type SecondBilling, startSecondBilling } from '../support/two-billings.ts'

let second: SecondBilling
let gateway: Gateway

const MOVED: readonly Switch[] = ['money', 'tickets', 'devices', 'documents']

beforeAll(async () => {
  second = await startSecondBilling()
  gateway = await startGateway({
    wrapBilling: (home) => serveSlices(home, new Map(MOVED.map((name) => [name, second.billing]))),
  })
  await createAccounts(gateway.sandbox, [ANNA, BORIS])
}, 60_000)
afterAll(async () => {
  await gateway.close()
  await second.sandbox.close()
})

const call: PostingCall = { signal: new AbortController().signal, mayStart: () => true }

async function idOf(number: string): Promise<string> {
  const account = (await gateway.billing.accounts.findAccountsByNumber([number], call)).get(number)
  if (account === undefined || account instanceof Error) throw new Error(`${number} is not there`)
  return account.id
}

const receiptsOf = async (sandbox: SecondBilling['sandbox'], number: string) => {
  const { soapId } = await sandbox.findAccount(number)
  return (await sandbox.ledger()).payments.filter((row) => row.soapId === soapId).map(({ receipt }) => receipt)
}

test('the ids of the two billings are really the other way round', async () => {
  const [anna, boris] = [await gateway.sandbox.findAccount(ANNA), await second.sandbox.findAccount(BORIS)]
  expect(anna.restId).toBe(boris.restId)
  expect(anna.soapId).toBe(boris.soapId)
})

test('money goes to whom it is for, in the billing that keeps it, and the balance is told from there', async () => {
  const token = await gateway.openSession({ role: 'PARTNER' })
  const document = `mutation ($input: PayInput!) { pay(input: $input) { __typename } }`
  const input = { externalId: 'S-1', accountNumber: ANNA, amount: '250.00' }
  const paid = await gateway.query(document, { input }, token)
  expect(paid.data).toEqual({ pay: { __typename: 'PaymentAccepted' } })
  expect(await receiptsOf(second.sandbox, ANNA)).toHaveLength(1)
  expect(await receiptsOf(second.sandbox, BORIS)).toEqual([])
  expect(await receiptsOf(gateway.sandbox, ANNA)).toEqual([])
  expect(await receiptsOf(gateway.sandbox, BORIS)).toEqual([])
  const mine = await gateway.query(
    `{ viewer { accounts { id number balance { amount { amount } }
        payments(first: 5) { nodes { id externalId amount { amount } } } } } }`,
    {},
    await gateway.signIn(ANNA),
  )
  expect(mine.errors).toEqual([])
  expect(mine.data).toMatchObject({
    viewer: {
      accounts: [
        {
          number: ANNA,
          balance: { amount: { amount: '250.00' } },
          payments: { nodes: [{ amount: { amount: '250.00' } }] },
        },
      ],
    },
  })
})

test('a debit is taken where the money is kept, and found again under our account', async () => {
  const { postings } = gateway.billing
  const anna = await idOf(ANNA)
  const order = { accountId: anna, amount: parseMoney('40.00', 'RUB'), reference: 'debit-1', description: 'd' }
  expect(await postings.postDebit(order, call)).toMatchObject({ kind: 'debited', debit: { accountId: anna } })
  const found = (await postings.findDebits(['debit-1', 'debit-2'], call)).get('debit-1')
  expect(found).toMatchObject([{ accountId: anna, reference: 'debit-1' }])
  const balances = [await second.sandbox.findAccount(ANNA), await second.sandbox.findAccount(BORIS)]
  expect(balances.map(({ balance }) => balance)).toEqual(['210.00', '0.00'])
  const untouched = [await gateway.sandbox.findAccount(ANNA), await gateway.sandbox.findAccount(BORIS)]
  expect(untouched.map(({ balance }) => balance)).toEqual(['0.00', '0.00'])
})

test('a row of another account stays that of another account, whatever its id is here', async () => {
  const [anna, boris] = [await idOf(ANNA), await idOf(BORIS)]
  const amount = parseMoney('10.00', 'RUB')
  const order = { accountId: boris, amount, reference: 'row-1', method: 'CASH', paidAt: null } as const
  const verdict = await gateway.billing.postings.postPayment(order, call)
  expect(verdict).toMatchObject({ kind: 'posted', payment: { accountId: boris } })
  const key = { accountId: anna, reference: 'row-1', since: 0, after: null }
  const found = (await gateway.billing.postings.findPostings([key], call)).get(key)
  expect(found).toMatchObject([{ payment: { accountId: boris, externalId: 'row-1' } }])
  const now = Date.now()
  const page = await gateway.billing.postings.listPostings(
    { from: now - 86_400_000, to: now + 86_400_000, after: null, first: 500 },
    call,
  )
  const row = page.postings.find(({ payment }) => payment.externalId === 'row-1')
  expect(row?.payment.accountId).toBe(boris)
})

test('a payment of the earlier billing cannot be taken back in the new one, whose id is another payment', async () => {
  const boris = await idOf(BORIS)
  const amount = parseMoney('10.00', 'RUB')
  const posted = await gateway.billing.postings.postPayment(
    { accountId: boris, amount, reference: 'mine', method: 'CASH', paidAt: null },
    call,
  )
  if (posted.kind !== 'posted') throw new Error(posted.kind)
  const order = { accountId: boris, paymentId: posted.payment.id, amount }
  const { postings } = gateway.billing
  expect(await postings.cancelPayment({ ...order, reference: 'of-before' }, call)).toEqual({
    kind: 'refused',
    reason: 'PAYMENT_NOT_FOUND',
  })
  const more = { ...order, amount: parseMoney('11.00', 'RUB'), reference: 'mine' }
  expect(await postings.cancelPayment(more, call)).toMatchObject({ reason: 'PAYMENT_NOT_FOUND' })
  expect(await postings.cancelPayment({ ...order, reference: 'mine' }, call)).toEqual({ kind: 'canceled' })
})

test('tickets are opened, read and answered in the other helpdesk, and operators see them under our accounts', async () => {
  const token = await gateway.signIn(ANNA)
  const anna = await idOf(ANNA)
  const { data: viewer } = await gateway.query<{ viewer: { accounts: readonly { id: string }[] } }>(
    '{ viewer { accounts { id } } }',
    {},
    token,
  )
  const input = {
    accountId: viewer.viewer.accounts[0]?.id,
    category: 'FAULT',
    subject: 'No link',
    text: 'Since noon.',
    idempotencyKey: 'slices-ticket-1',
  }
  const document = `mutation ($input: CreateTicketInput!) { createTicket(input: $input) { __typename ... on TicketRefused { code } } }`
  const opened = await gateway.query(document, { input }, token)
  expect(opened.text).toContain('TicketOpened')
  expect((await second.sandbox.tickets(ANNA)).map(({ subject }) => subject)).toEqual(['No link'])
  expect(await gateway.sandbox.tickets(ANNA)).toEqual([])
  const listed = await gateway.query(
    '{ viewer { accounts { tickets(first: 5) { nodes { subject messages(first: 5) { nodes { text } } } } } } }',
    {},
    token,
  )
  expect(listed.data).toMatchObject({
    viewer: {
      accounts: [{ tickets: { nodes: [{ subject: 'No link', messages: { nodes: [{ text: 'Since noon.' }] } }] } }],
    },
  })
  const queue = await gateway.billing.tickets.listTicketQueue(
    { first: 100, before: null, statuses: null, categories: null },
    call,
  )
  expect(queue.tickets.filter(({ subject }) => subject === 'No link').map(({ accountId }) => accountId)).toEqual([anna])
})

test('an account that the other billing does not have is refused before anything is sent, and the rest is read', async () => {
  const number = '900099'
  await createAccounts(gateway.sandbox, [number])
  const accountId = (await gateway.sandbox.findAccount(number)).restId.toString()
  const amount = parseMoney('5.00', 'RUB')
  const order = { accountId, amount, reference: 'lost', method: 'CASH', paidAt: null } as const
  expect(await gateway.billing.postings.postPayment(order, call)).toEqual({
    kind: 'refused',
    reason: 'ACCOUNT_NOT_FOUND',
  })
  const device = { accountId, name: null, macAddress: 'aa:bb:cc:00:11:22', serialNumber: null }
  expect(await gateway.billing.devices.registerDevice(device, call)).toMatchObject({ reason: 'ACCOUNT_NOT_FOUND' })
  const boris = await idOf(BORIS)
  const devices = await gateway.billing.devices.listDevices([accountId, boris], call)
  expect([...devices.keys()]).toEqual([boris])
  const accounts = await gateway.billing.accounts.findAccounts([accountId, boris], call)
  expect(accounts.get(accountId)).toMatchObject({ code: 'BILLING_MALFORMED_ANSWER' })
  expect(accounts.get(boris)).toMatchObject({ number: BORIS })
})

test('what cannot be done is said by whoever serves, and a billing that has nothing to serve is told', () => {
  const home = gateway.billing
  const poor = {
    ...second.billing,
    name: 'poor',
    capabilities: { ...home.capabilities, devices: false, cancellations: false },
  }
  const served = serveSlices(home, new Map([['money', poor]])).capabilities
  expect(served).toMatchObject({ cancellations: false, devices: true })
  const line = 'devices cannot be served by poor, whose capabilities say devices: false'
  expect(findUnservable(new Map([['devices', poor]]))).toEqual([line])
  expect(findUnservable(new Map([['money', poor]]))).toEqual([])
})
