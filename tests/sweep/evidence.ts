import { setTimeout as delay } from 'node:timers/promises'
import type { Intent } from '../../src/domain/payment-intent.ts'
import type { Transfer } from '../../src/domain/transfer.ts'
import { LEGAL_MOVES } from '../../src/payments/states.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import type { YookassaDouble } from '../doubles/yookassa.ts'
import type { Evidence } from './judge.ts'
import type { CheckoutEvidence } from './judge-checkouts.ts'
import type { TransferEvidence } from './judge-transfers.ts'
import type { Legacy } from './legacy.ts'
import { sendHint } from './payers.ts'
import { reconcile } from './reconcile.ts'
import type { Replica } from './replica.ts'
import type { Timing } from './timing.ts'

/** After the last fault, and beside the settle wait, this is the longest that an intent may stay open. */
const SETTLED_WITHIN_MS = 60_000
const PAGE_ROWS = 500
const REMINDED = 20

export interface Settled {
  readonly isInTime: boolean
  /** From the end of the last fault until nothing was open. */
  readonly tookMs: number
  readonly openIntents: number
}

/** Ends every fault, lets all gateways run, and waits until no intent is open. */
export async function waitUntilSettled(options: {
  readonly legacy: Legacy
  readonly shop: YookassaDouble
  readonly replicas: readonly Replica[]
  /** Those that may pay transfers. */
  readonly accounts: readonly string[]
  readonly storeUrl: string
  readonly timing: Timing
}): Promise<Settled> {
  const { legacy, shop, replicas, timing } = options
  await legacy.clearFaults()
  for (const replica of replicas) replica.wake()
  await Promise.all(replicas.map((replica) => replica.start()))
  const store = await openStore(options.storeUrl)
  const payers = await Promise.all(options.accounts.map((number) => legacy.findRestId(number)))
  const startedAt = performance.now()
  const limitMs = SETTLED_WITHIN_MS + timing.settleMs
  try {
    for (;;) {
      expirePages(shop)
      const { ACCEPTED, SENDING, UNKNOWN } = await store.intents.count()
      const following = (await countOpen(store, payers)) + (await countUnpaid(store))
      const openIntents = ACCEPTED + SENDING + UNKNOWN + (await legacy.countLate()) + following
      const tookMs = performance.now() - startedAt
      if (openIntents === 0 || tookMs > limitMs) return { isInTime: openIntents === 0, tookMs, openIntents }
      await delay(250)
      for (const replica of replicas) {
        replica.wake()
        await replica.start()
      }
      await remind(shop, replicas)
    }
  } finally {
    await store.close()
  }
}

/** Whoever has not come to the page by now never comes; a page that could not be opened while the acquirer was in trouble is opened later still. */
function expirePages(shop: YookassaDouble): void {
  for (const { id, status } of shop.payments) if (status === 'pending') shop.cancel(id, 'expired_on_confirmation')
}

/** Transfers that go on by themselves: not those of which an order waits for a person. */
async function countOpen(store: Store, payers: readonly number[]): Promise<number> {
  const open = (await listTransfers(store, payers)).filter(({ dueAt }) => dueAt !== null)
  const stuck = await store.transfers.listStuck({ afterId: null, limit: 1_000 })
  const waiting = new Set(stuck.map(({ id }) => id))
  return open.filter(({ id }) => !waiting.has(id)).length
}

/** Payments of the cabinet that go on by themselves. */
async function countUnpaid(store: Store): Promise<number> {
  const { CREATED = 0, OPEN = 0, CAPTURED = 0, REFUNDING = 0 } = await store.checkouts.count()
  return CREATED + OPEN + CAPTURED + REFUNDING
}

/** An acquirer tells again of what it was not heard of. */
async function remind(shop: YookassaDouble, replicas: readonly Replica[]): Promise<void> {
  const url = replicas.find((replica) => replica.url() !== null && !replica.isStopped())?.url()
  if (!url) return
  for (const { id } of shop.payments.slice(0, REMINDED)) await sendHint(url, id)
}

/** What the acquirer and the store have of payments of the cabinet. */
export async function collectCheckouts(options: {
  readonly legacy: Legacy
  readonly shop: YookassaDouble
  readonly storeUrl: string
  /** Of all accounts that were paid for. */
  readonly numbers: readonly string[]
  readonly notes: CheckoutEvidence['notes']
  readonly evidence: Evidence
}): Promise<CheckoutEvidence> {
  const { legacy, shop, numbers, notes, evidence } = options
  const store = await openStore(options.storeUrl)
  try {
    const accountIds = await Promise.all(numbers.map((number) => legacy.findRestId(number)))
    const page = (accountId: number) =>
      store.checkouts.listOfAccount({ accountId: String(accountId), before: null, limit: 10_000 })
    const checkouts = (await Promise.all(accountIds.map(page))).flat()
    const { ledger, doubles } = evidence
    return { notes, checkouts, shop, ledger, doubles }
  } finally {
    await store.close()
  }
}

async function listTransfers(store: Store, payers: readonly number[]): Promise<readonly Transfer[]> {
  const page = (payer: number) =>
    store.transfers.listOfPayer({ accountId: String(payer), beforeId: null, limit: 10_000 })
  return (await Promise.all(payers.map(page))).flat()
}

/** What the billing and the store have of transfers. */
export async function collectTransfers(options: {
  readonly legacy: Legacy
  readonly storeUrl: string
  readonly accounts: readonly string[]
  readonly notes: TransferEvidence['notes']
  readonly evidence: Evidence
}): Promise<TransferEvidence> {
  const { legacy, accounts, notes, evidence } = options
  const store = await openStore(options.storeUrl)
  try {
    const payers = await Promise.all(accounts.map((number) => legacy.findRestId(number)))
    const { ledger, doubles, audited } = evidence
    return {
      notes,
      transfers: await listTransfers(store, payers),
      debits: await legacy.readDebits(),
      orders: [...(await listIntents(store, 'DEBIT')), ...(await listIntents(store, 'PAYMENT'))],
      ledger,
      doubles,
      audited,
    }
  } finally {
    await store.close()
  }
}

export async function collectEvidence(options: {
  readonly legacy: Legacy
  readonly storeUrl: string
  readonly notes: Evidence['notes']
  readonly startedAt: number
  readonly environment: Readonly<Record<string, string>>
}): Promise<Evidence> {
  const store = await openStore(options.storeUrl)
  try {
    return {
      notes: options.notes,
      ledger: await options.legacy.readLedger(),
      doubles: await options.legacy.readDoubles(),
      intents: [...(await listIntents(store, 'PAYMENT')), ...(await listIntents(store, 'CANCELLATION'))],
      audited: await readAudited(store),
      reported: await reconcile(options),
    }
  } finally {
    await store.close()
  }
}

async function listIntents(store: Store, kind: Intent['kind']): Promise<readonly Intent[]> {
  const intents: Intent[] = []
  for (let afterId: string | null = null; ; ) {
    const page: readonly Intent[] = await store.intents.list({
      principal: null,
      kind,
      from: 0,
      to: Number.MAX_SAFE_INTEGER,
      afterId,
      limit: PAGE_ROWS,
    })
    intents.push(...page)
    const last = page.at(-1)
    if (!last || page.length < PAGE_ROWS) return intents
    afterId = last.id
  }
}

/** The state that the last row of the trail says of each intent. */
async function readAudited(store: Store): Promise<ReadonlyMap<string, string>> {
  const audited = new Map<string, string>()
  for (let afterId = 0; ; ) {
    const page = await store.audit.list({ afterId, limit: PAGE_ROWS })
    for (const { object, outcome } of page) {
      const state = (outcome.split(' ')[0] ?? '').toUpperCase()
      if (Object.hasOwn(LEGAL_MOVES, state) || object.startsWith('transfer:')) audited.set(object, state)
    }
    const last = page.at(-1)
    if (!last || page.length < PAGE_ROWS) return audited
    afterId = last.id
  }
}
