import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PromisedPaymentBilling } from '../../src/billing/promised-payment-port.ts'
import { parseMoney } from '../../src/domain/money.ts'
import type { Intent } from '../../src/domain/payment-intent.ts'
import { createPromiseDesk } from '../../src/payments/promised-desk.ts'
import { writingCall } from '../conformance/subject.ts'
import { newIntent } from '../support/intents.ts'
import { type LanbillingTest, startLanbillingTest } from '../support/lanbilling.ts'

let lan: LanbillingTest
beforeAll(async () => {
  lan = await startLanbillingTest()
})
afterAll(() => lan.close())

/** An agreement that owes so much. */
function openDebtor(number: string): string {
  const { agrmid } = lan.double.desk.addAgreement({ uid: 5, number })
  const { vgid } = lan.double.desk.addVgroup({ number, tarid: 101 })
  lan.double.desk.charge({ vgid, amount: '300' })
  return String(agrmid)
}

function createDesk(promisedPayments: PromisedPaymentBilling = lan.billing.promisedPayments) {
  const { capabilities } = lan.billing
  const intents = { findTakenRecordIds: async () => new Set<string>() }
  return createPromiseDesk({ billing: { capabilities, promisedPayments }, intents })
}

async function ordered(accountId: string): Promise<Intent> {
  const intent: Intent = {
    ...newIntent(1),
    kind: 'PROMISED_PAYMENT',
    accountId,
    amount: parseMoney('300.00', 'RUB'),
    state: 'UNKNOWN',
    fence: 1,
    attempt: 1,
    acceptedAt: 0,
    sentAt: 0,
    changedAt: 0,
    dueAt: 0,
    settledAt: 0,
    absences: 0,
    watchUntil: null,
    mark: null,
    sentFor: null,
    details: null,
    recordId: null,
    registeredAt: null,
    refusal: null,
    attention: null,
  }
  return { ...intent, mark: await createDesk().readMark(intent, AbortSignal.timeout(5000)) }
}

test('a promise that the answer has named is applied, although the billing does not say who took it', async () => {
  const accountId = openDebtor('0044001')
  const verdict = await createDesk().send(await ordered(accountId), writingCall())
  const [promise] = lan.double.books.state.promises.filter(({ agrmid }) => String(agrmid) === accountId)
  expect(verdict).toMatchObject({ kind: 'applied', recordId: String(promise?.recordid) })
})

test("a promise whose answer was lost is for a person to judge: it may be anybody's", async () => {
  const accountId = openDebtor('0044002')
  const intent = await ordered(accountId)
  lan.double.break('ClientPromisePayment', { kind: 'lostAnswer' })
  await expect(createDesk().send(intent, writingCall())).rejects.toMatchObject({ outcome: 'unknown' })
  expect(await createDesk().lookUp(intent, AbortSignal.timeout(5000))).toMatchObject({ kind: 'ambiguous' })
})

test('one that is named beside another that could be it as well stays in doubt', async () => {
  const accountId = openDebtor('0044003')
  const intent = await ordered(accountId)
  const { promisedPayments } = lan.billing
  const crowded: PromisedPaymentBilling = {
    ...promisedPayments,
    async listPromises(ids, call) {
      const found = (await promisedPayments.listPromises(ids, call)).get(accountId)
      const list = Array.isArray(found) ? found : []
      return new Map([[accountId, list.flatMap((one) => [one, { ...one, promise: { ...one.promise, id: '1' } }])]])
    },
  }
  await expect(createDesk(crowded).send(intent, writingCall())).rejects.toMatchObject({ outcome: 'unknown' })
})
