import { makeExecutableSchema } from '@graphql-tools/schema'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createReadOnlyBilling } from '../../src/billing/cutover/read-only.ts'
import { BillingError } from '../../src/billing/error.ts'
import type { PostingCall } from '../../src/billing/posting-port.ts'
import { parseMoney } from '../../src/domain/money.ts'
import { NOTHING_WISHED } from '../../src/domain/service-order.ts'
import { assertEveryMutationSaysWhatItWrites } from '../../src/graphql/checks.ts'
import { mutationWrites } from '../../src/graphql/mutation-writes.ts'
import { readSdl } from '../../src/graphql/schema.ts'
import { connectBilling, startTestSandbox, type TestSandbox } from '../support/sandbox.ts'

let sandbox: TestSandbox
beforeAll(async () => {
  sandbox = await startTestSandbox({ accounts: 18 })
})
afterAll(() => sandbox.close())

const call: PostingCall = { signal: new AbortController().signal, mayStart: () => true }
const accountId = '1'
const amount = parseMoney('1.00', 'RUB')
const order = { accountId, amount, reference: 'r' }
const ticket = { accountId, ticketId: '1', author: 'SUBSCRIBER', authorName: null } as const
const wish = { ...NOTHING_WISHED, accountId, action: 'FREEZE_ACCOUNT' } as const
const device = { accountId, name: null, macAddress: 'aa:bb:cc:dd:ee:ff', serialNumber: null }

test('every write of a billing that must not be written to rejects as not applied, and no call is made', async () => {
  const billing = createReadOnlyBilling(connectBilling(sandbox))
  await sandbox.resetCalls()
  const { profiles, postings, tickets, orders, promisedPayments, devices, logins } = billing
  const writes: Readonly<Record<string, () => Promise<unknown>>> = {
    updateProfile: () => profiles.updateProfile(accountId, { phone: '+79000000000' }, call),
    updateSettings: () => profiles.updateSettings(accountId, { language: 'RU' }, call),
    postPayment: () => postings.postPayment({ ...order, method: 'CASH', paidAt: null }, call),
    cancelPayment: () => postings.cancelPayment({ ...order, paymentId: '1' }, call),
    postDebit: () => postings.postDebit({ ...order, description: 'd' }, call),
    openTicket: () => tickets.openTicket({ ...order, contact: null, category: 'FAULT', subject: 's', text: 't' }, call),
    postTicketMessage: () => tickets.postTicketMessage({ ...ticket, text: 't', reference: 'r' }, call),
    changeTicket: () => tickets.changeTicket({ ...ticket, change: { status: 'CLOSED' } }, call),
    placeOrder: () => orders.placeOrder({ ...wish, reference: 'r' }, call),
    cancelOrder: () => orders.cancelOrder({ accountId, orderId: '1' }, call),
    takePromise: () => promisedPayments.takePromise(order, call),
    registerDevice: () => devices.registerDevice(device, call),
    removeDevice: () => devices.removeDevice({ accountId, deviceId: '1' }, call),
    changeCredentials: () => logins.changeCredentials({ subjectId: '1', login: 'l', password: null }, call),
  }
  for (const [name, write] of Object.entries(writes)) {
    const error = await write().catch((thrown: unknown) => thrown)
    const { code, outcome } = error instanceof BillingError ? error : { code: 'none', outcome: 'none' }
    expect([name, code, outcome]).toEqual([name, 'BILLING_READ_ONLY', 'not_applied'])
  }
  expect(await sandbox.calls()).toEqual({})
  const found = await billing.accounts.findAccountsByNumber(['100001'], call)
  expect(found.get('100001')).toMatchObject({ number: '100001' })
  // What is left of the port reads: a write that is added to it must be added above.
  const { capabilities: _capabilities, ...slices } = billing
  const names = Object.values(slices).flatMap((slice) => (typeof slice === 'object' ? Object.keys(slice) : []))
  const mustBeWrites = names.filter((name) =>
    /^(?:update|post|cancel|open|change|place|take|register|remove)/.test(name),
  )
  expect(mustBeWrites.toSorted()).toEqual(Object.keys(writes).toSorted())
  await billing.close()
})

test('every mutation says what it writes, and one that does not keeps the gateway from starting', () => {
  const schema = makeExecutableSchema({ typeDefs: [...readSdl()] })
  expect(() => assertEveryMutationSaysWhatItWrites(schema, mutationWrites)).not.toThrow()
  const { pay: _pay, ...others } = mutationWrites
  expect(() => assertEveryMutationSaysWhatItWrites(schema, others)).toThrow('Mutation.pay does not say what it writes')
  expect(() => assertEveryMutationSaysWhatItWrites(schema, { ...mutationWrites, paint: 'own' })).toThrow(
    'Mutation.paint is not there',
  )
})
