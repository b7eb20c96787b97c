import DataLoader from 'dataloader'
import type { Attachments } from '../attachments/attachments.ts'
import type { ContentBilling } from '../billing/content-port.ts'
import type { BulkRead, Reads } from '../billing/guard/read.ts'
import type { ReferenceTable } from '../billing/guard/reference.ts'
import type { BillingCall, BillingSystem, Bulk, Capabilities, TicketMessagePageKey } from '../billing/port.ts'
import type { Observed } from '../domain/observed.ts'
import { partial } from '../domain/partial.ts'
import type { FiscalReceipts } from '../payments/fiscal-receipts.ts'
import type { PaymentSupervision } from '../payments/supervision.ts'
import type { Receipts } from '../receipts/receipts.ts'
import { ClientError } from './errors.ts'

/** What the loaders of one operation read with. */
export interface Reading {
  readonly billing: BillingSystem
  readonly reads: Reads
  /** What the provider publishes, wherever it is held. */
  readonly content: ContentBilling
  readonly supervision: PaymentSupervision
  /** Receipts of what was paid in the cabinet. */
  readonly fiscalReceipts: Pick<FiscalReceipts, 'listOfPayments' | 'listOfCheckouts'>
  /** The files of messages, which are the gateway's own. */
  readonly attachments: Pick<Attachments, 'listOfMessages'>
  /** The bank details of operators, which are the gateway's own as well. */
  readonly receipts: Pick<Receipts, 'listBankDetails'>
  readonly call: BillingCall
}

/**
 * Collects the keys of one turn into one bulk read. Results are looked up in the map that the read answers, so their
 * order cannot matter; a key that is not in it is null; a read that fails fails all its keys, for this operation only.
 * Keys that are objects need `textOf`, since equal objects are different keys.
 */
export function createLoader<K, V>(
  { reads, call }: Reading,
  fetch: BulkRead<K, V>,
  textOf: (key: K) => K | string = itself,
): DataLoader<K, Observed<V> | null, K | string> {
  return new DataLoader<K, Observed<V> | null, K | string>(
    async (keys) => {
      return inOrder(keys, await reads.observe(keys, call, fetch))
    },
    { batchScheduleFn, cacheKeyFn: textOf },
  )
}

/** As `createLoader`, for what changes rarely: asks the billing only for what is not kept. */
export function createReferenceLoader<K extends string, V>(
  { call }: Reading,
  table: ReferenceTable<K, V>,
  fetch: BulkRead<K, V>,
): DataLoader<K, Observed<V> | null> {
  return new DataLoader<K, Observed<V> | null>(
    async (keys) => {
      return inOrder(keys, await table.observe(keys, call, fetch))
    },
    { batchScheduleFn },
  )
}

/** As text, a place in a list newest first; for `createLoader`. */
export function writePageKey(key: {
  readonly accountId: string
  readonly first: number
  readonly before: string | null
}): string {
  return `${key.accountId}:${key.first}:${key.before ?? ''}`
}

/** The same for what is said in a ticket, oldest first. */
export function writeMessagePageKey({ accountId, ticketId, first, after }: TicketMessagePageKey): string {
  return `${accountId}:${ticketId}:${first}:${after ?? ''}`
}

function inOrder<K, V>(keys: readonly K[], found: Bulk<K, V>): (V | Error | null)[] {
  const values: (V | Error | null)[] = []
  for (const key of keys) values.push(found.get(key) ?? null)
  return values
}

function itself<K>(key: K): K {
  return key
}

/** As DataLoader's own, after the promises of this turn, but without code that is made for each batch. */
function batchScheduleFn(dispatch: () => void): void {
  void TURN_END.then(partial(scheduleTick, dispatch))
}

const TURN_END = Promise.resolve()

function scheduleTick(dispatch: () => void): void {
  process.nextTick(dispatch)
}

type Ability =
  | 'devices'
  | 'documents'
  | 'offerings'
  | 'orders'
  | 'payments'
  | 'promisedPayments'
  | 'services'
  | 'statements'
  | 'tariffs'
  | 'tickets'

/** What the connected billing cannot do is refused by name and not by a failing call. */
export function assertCapable({ billing }: Reading, ability: Ability): void {
  const { [ability]: offered }: Capabilities = billing.capabilities
  if (!offered) throw new ClientError('NOT_SUPPORTED_BY_BILLING')
}
