import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { FiscalRegistrar } from '../../src/fiscal/port.ts'
import { createFiscalReceipts } from '../../src/payments/fiscal-receipts.ts'
import type { FiscalSettings } from '../../src/payments/fiscal-settings.ts'
import { startFiscalWorker } from '../../src/payments/fiscal-worker.ts'
import type { Store } from '../../src/store/store.ts'
import { doneCheckout, fiscalDesk, receiptsOf, refundedCheckout } from '../support/fiscal.ts'
import { TERMS } from '../support/receipt-rules.ts'
import { connectRegistrar } from '../support/registrar.ts'
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts'
import { describeStores, type FreshDatabase } from '../support/stores.ts'

let sandbox: TestSandbox
beforeAll(async () => {
  sandbox = await startTestSandbox({ accounts: 18 })
})
afterAll(() => sandbox.close())

/** A worker over the store and the sandbox's registrar, as one replica has; gone when the test is over. */
async function startWorker(
  database: FreshDatabase,
  options: { settings?: Partial<FiscalSettings>; wrap?: (real: FiscalRegistrar) => FiscalRegistrar } = {},
) {
  const store = await database.open()
  const real = connectRegistrar(sandbox.url, { timeoutMs: 300 })
  const desk = fiscalDesk(store, options.wrap?.(real) ?? real, options.settings)
  const worker = startFiscalWorker(desk)
  let stopped: Promise<void> | null = null
  const stop = () => (stopped ??= worker.stop().then(() => real.close()))
  onTestFinished(stop)
  return { store, stop, errors: desk.errors }
}

const set = (faults: readonly { kind: string; times?: number }[], delayMs = 0) =>
  sandbox.setRegistrar({ delayMs, faults })
const statesOf = async (store: Store, checkout: { id: string }) =>
  (await receiptsOf(store, checkout)).map(({ state }) => state)
/** What the registrar itself has of a receipt, under any of its names. */
async function documentsOf(id: string) {
  return (await sandbox.receipts()).documents.filter(({ externalId }) => externalId.startsWith(id))
}
async function soleReceipt(store: Store, checkout: { id: string }) {
  const [receipt, ...more] = await receiptsOf(store, checkout)
  if (receipt === undefined || more.length > 0) throw new Error('not one receipt')
  return receipt
}

describeStores((openFresh) => {
  test('P3 a payment that is on the account gets its receipt, and the numbers are the registrar’s own', async () => {
    await set([], 100)
    const { store } = await startWorker(await openFresh())
    const checkout = await doneCheckout(store)
    await expect.poll(() => statesOf(store, checkout), { timeout: 5_000 }).toEqual(['REGISTERED'])
    const { id, record } = await soleReceipt(store, checkout)
    expect(await documentsOf(id)).toMatchObject([
      { operation: 'sell', total: '150.05', client: 'anna@example.com', itemName: 'Услуги связи, договор 007123' },
    ])
    const page = await (await fetch(record?.link ?? '')).text()
    expect(page).toContain(`ФН ${record?.driveNumber} ФД ${record?.documentNumber} ФП ${record?.fiscalSign}`)
  })

  test('P3 money that went back has a receipt of the sale first and one of the refund after it', async () => {
    await set([])
    const { store } = await startWorker(await openFresh())
    const checkout = await refundedCheckout(store)
    await expect.poll(() => statesOf(store, checkout), { timeout: 5_000 }).toEqual(['REGISTERED', 'REGISTERED'])
    const [sale, refund] = await receiptsOf(store, checkout)
    expect(Number(sale?.record?.documentNumber)).toBeLessThan(Number(refund?.record?.documentNumber))
    expect(await documentsOf(refund?.id ?? '')).toMatchObject([{ operation: 'sell_refund', total: '150.05' }])
  })

  test.each(['dropAfterTaking', 'errorAfterTaking', 'html', 'unavailable', 'hang', 'expiredToken'])(
    'P3 %s makes no second receipt, and no lost one',
    async (kind) => {
      const { store, errors } = await startWorker(await openFresh())
      await set([{ kind, times: 2 }])
      const checkout = await doneCheckout(store)
      await expect.poll(() => statesOf(store, checkout), { timeout: 8_000 }).toEqual(['REGISTERED'])
      expect(await documentsOf((await soleReceipt(store, checkout)).id)).toHaveLength(1)
      expect(errors).toEqual([])
    },
  )

  test('P3 a registrar that is down for a while holds up nothing and loses nothing', async () => {
    const database = await openFresh()
    const { store } = await startWorker(database)
    await set([{ kind: 'unavailable' }])
    const checkouts = await Promise.all(Array.from({ length: 5 }, () => doneCheckout(store)))
    expect(checkouts.map(({ state }) => state)).toEqual(Array(5).fill('DONE'))
    await new Promise((resolve) => setTimeout(resolve, 400))
    await set([])
    for (const checkout of checkouts) {
      await expect.poll(() => statesOf(store, checkout), { timeout: 8_000 }).toEqual(['REGISTERED'])
    }
  })

  test('P3 several replicas register each receipt once', async () => {
    await set([], 30)
    const database = await openFresh()
    const [first] = await Promise.all([startWorker(database), startWorker(database), startWorker(database)])
    const checkouts = await Promise.all(Array.from({ length: 12 }, () => doneCheckout(first.store)))
    for (const checkout of checkouts) {
      await expect.poll(() => statesOf(first.store, checkout), { timeout: 10_000 }).toEqual(['REGISTERED'])
      const { id } = await soleReceipt(first.store, checkout)
      expect(await documentsOf(id)).toHaveLength(1)
    }
  })

  test('P3 a process that stands still between its call and its note leaves one receipt, registered once', async () => {
    await set([])
    const database = await openFresh()
    const sent = Promise.withResolvers<void>()
    const revived = Promise.withResolvers<void>()
    const dying = await startWorker(database, {
      settings: { leaseMs: 600, requestTimeoutMs: 200 },
      wrap: (real) => ({
        ...real,
        async register(document, call) {
          const verdict = await real.register(document, call)
          sent.resolve()
          await revived.promise
          return verdict
        },
      }),
    })
    const checkout = await doneCheckout(dying.store)
    await sent.promise
    expect(await statesOf(dying.store, checkout)).toEqual(['SENDING'])
    const other = await startWorker(database)
    await expect.poll(() => statesOf(other.store, checkout), { timeout: 8_000 }).toEqual(['REGISTERED'])
    expect(await documentsOf((await soleReceipt(other.store, checkout)).id)).toHaveLength(1)
    // What it had heard is written down by nobody any more: the claim is another's.
    const before = await receiptsOf(other.store, checkout)
    revived.resolve()
    await dying.stop()
    expect(await receiptsOf(other.store, checkout)).toEqual(before)
    expect(dying.errors).toEqual([])
  })

  test('P3 a cash register that gives a document up gets another one, under another name', async () => {
    await set([
      { kind: 'failTimeout', times: 1 },
      { kind: 'failDriver', times: 1 },
    ])
    const { store } = await startWorker(await openFresh())
    const checkout = await doneCheckout(store)
    await expect.poll(() => statesOf(store, checkout), { timeout: 8_000 }).toEqual(['REGISTERED'])
    const { id, document } = await soleReceipt(store, checkout)
    expect(document).toBe(3)
    expect((await documentsOf(id)).map(({ externalId, fate }) => [externalId, fate])).toEqual([
      [id, 'timeout'],
      [`${id}.2`, 'driver'],
      [`${id}.3`, 'done'],
    ])
  })

  test('P3 what fails for good waits for a person, and is tried again with another address', async () => {
    await set([])
    const { store } = await startWorker(await openFresh())
    const checkout = await doneCheckout(store, { contact: { kind: 'EMAIL', value: 'nobody@nowhere' } })
    await expect.poll(() => statesOf(store, checkout), { timeout: 5_000 }).toEqual(['FAILED'])
    const { id, failure } = await soleReceipt(store, checkout)
    expect(failure).toBe('CONTACT_NOT_ACCEPTED')
    const receipts = createFiscalReceipts(store.fiscalReceipts, { overdueMs: 60_000, terms: TERMS })
    const signal = new AbortController().signal
    const request = { by: { actor: 'OPERATOR:7', requestId: 'r-1' }, call: { signal } }
    expect((await receipts.listNeedingAttention({ first: 10, after: null }, { signal })).receipts).toMatchObject([
      { id },
    ])
    const order = { receiptId: id, idempotencyKey: 'k-1', contact: '8 (912) 123-45-67', takesConfiguredTerms: false }
    expect(await receipts.retry({ ...order, contact: 'neither' }, request)).toEqual({
      kind: 'invalid',
      field: 'contact',
    })
    expect(await receipts.retry(order, request)).toMatchObject({ kind: 'retried' })
    await expect.poll(() => statesOf(store, checkout), { timeout: 5_000 }).toEqual(['REGISTERED'])
    expect(await receipts.retry(order, request)).toMatchObject({ kind: 'retried', receipt: { state: 'REGISTERED' } })
    expect(await documentsOf(id)).toMatchObject([{ client: '+79121234567' }])
  })

  test.each([
    ['failSystem', 'NOT_REGISTERED'],
    ['otherTotal', 'AMOUNT_DIFFERS'],
  ])('P3 %s is shown to a person and repeated by nobody', async (kind, failure) => {
    await set([{ kind, times: 1 }])
    const { store } = await startWorker(await openFresh())
    const checkout = await doneCheckout(store)
    await expect.poll(() => statesOf(store, checkout), { timeout: 5_000 }).toEqual(['FAILED'])
    const receipt = await soleReceipt(store, checkout)
    expect(receipt.failure).toBe(failure)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await documentsOf(receipt.id)).toHaveLength(1)
  })

  test('P3 a document that the registrar has and does not name is shown to a person', async () => {
    await set([
      { kind: 'dropAfterTaking', times: 1 },
      { kind: 'takenWithoutUuid', times: 1 },
    ])
    const { store } = await startWorker(await openFresh())
    const checkout = await doneCheckout(store)
    await expect.poll(() => statesOf(store, checkout), { timeout: 5_000 }).toEqual(['FAILED'])
    expect((await soleReceipt(store, checkout)).failure).toBe('NOT_TRACEABLE')
  })

  test('P3 the address of the buyer is neither in the trail nor in any error', async () => {
    await set([{ kind: 'errorAfterTaking', times: 1 }])
    const database = await openFresh()
    const { store, errors } = await startWorker(database)
    const checkout = await doneCheckout(store)
    await expect.poll(() => statesOf(store, checkout), { timeout: 5_000 }).toEqual(['REGISTERED'])
    const trail = JSON.stringify(await store.audit.list({ afterId: 0, limit: 1000 }))
    expect(trail).toContain('REGISTERED FD')
    expect(trail + JSON.stringify(errors.map(String))).not.toContain('anna@example.com')
  })
})
