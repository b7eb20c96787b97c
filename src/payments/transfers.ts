import { randomUUIDv7 } from 'node:crypto'
import { BillingError } from '../billing/error.ts'
import type { BillingCall, BillingSystem, Bulk } from '../billing/port.ts'
import type { Account, AccountId } from '../domain/account.ts'
import type { Transfer, TransferId, TransferKind } from '../domain/transfer.ts'
import type { Store } from '../store/store.ts'
import type { NewTransfer } from '../store/transfer-types.ts'
import type { Clock } from './clock.ts'
import { dayOf, rangeOfDay } from './day.ts'
import { fingerprintOf, type KeyedRequest, waitLeftMs } from './keyed-order.ts'
import type { Orderer } from './parts.ts'
import { reach } from './points.ts'
import type { PaymentSettings } from './settings.ts'
import type { TransferObserver } from './transfer-observer.ts'
import { noteOfTransfer, type TransferSaga } from './transfer-saga.ts'
import {
  answerOf,
  canTransfer,
  currencyOf,
  findMalformed,
  type OwnTransferInput,
  objectToPair,
  refuse,
  type TopUpInput,
  type TransferAllowance,
  type TransferInput,
  type TransferRefused,
  type TransferVerdict,
} from './transfer-terms.ts'
import { giveBackTry, takeTransferTry } from './transfer-tries.ts'

/**
 * What subscribers do with their money between accounts. Rejects with a StoreError when the store does not answer: nobody
 * knows then whether the transfer became durable, and the same again tells.
 */
export interface Transfers {
  /** To the account of a number, whoever has it. */
  topUp(input: TopUpInput, request: KeyedRequest): Promise<TransferVerdict>
  /** Between two accounts that the caller may see. */
  transfer(input: OwnTransferInput, request: KeyedRequest): Promise<TransferVerdict>
  find(id: TransferId, call: BillingCall): Promise<Transfer | null>
  /** Those that an account has paid, the newest first. */
  listOfPayer(
    page: { readonly accountId: AccountId; readonly beforeId: TransferId | null; readonly limit: number },
    call: BillingCall,
  ): Promise<readonly Transfer[]>
}

export interface TransferDesk {
  readonly billing: Pick<BillingSystem, 'accounts' | 'capabilities'>
  readonly store: Pick<Store, 'transfers' | 'tries'>
  readonly saga: Pick<TransferSaga, 'carry' | 'watch'>
  readonly observer: TransferObserver
  readonly clock: Pick<Clock, 'elapsedMs'>
  readonly settings: Pick<PaymentSettings, 'leaseMs'>
  readonly allowance: TransferAllowance
  readonly now: () => number
  readonly timeZone: string
  readonly waitMs: number
  /** Makes ids that grow. */
  readonly newId?: () => string
}

/** The rest of an operation's time is for the accounts before, and for what is read after. */
const WAIT_SHARE = 0.6

/** From one account; nobody transfers more often by hand. */
const MAX_PER_MINUTE = 10

export function createTransfers({
  operationTimeoutMs,
  ...given
}: Omit<TransferDesk, 'waitMs'> & { readonly operationTimeoutMs: number }): Transfers {
  const desk = { ...given, waitMs: operationTimeoutMs * WAIT_SHARE }
  const { transfers } = desk.store
  return {
    topUp: (input, request) => {
      const find: Finding = (call) => findRecipient(desk, input, { ...request, call })
      return give(desk, { kind: 'TOP_UP', to: input.accountNumber, input, find }, request)
    },
    transfer: (input, request) => {
      const find: Finding = (call) => findOwn(desk, input, call)
      return give(desk, { kind: 'OWN', to: input.to.id, input, find }, request)
    },
    find: (id, call) => transfers.find(id, call),
    listOfPayer: (page, call) => transfers.listOfPayer(page, call),
  }
}

interface Pair {
  readonly from: Account
  readonly to: Account
}

type Finding = (call: BillingCall) => Promise<Pair | TransferRefused>

interface Wish {
  readonly kind: TransferKind
  /** The recipient as it was asked for: a part of what a key stands for. */
  readonly to: string
  readonly input: TransferInput & { readonly accountNumber?: string }
  readonly find: Finding
}

/** A known key comes first: whatever has changed since, a repeat hears what became of the first. */
async function give(desk: TransferDesk, wish: Wish, request: KeyedRequest): Promise<TransferVerdict> {
  const { input, kind, to } = wish
  const startedAtMs = desk.clock.elapsedMs()
  const malformed = findMalformed(input)
  if (malformed === 'idempotencyKey') return refuse('INVALID_VALUE', { field: malformed })
  const { idempotencyKey: externalId, amountMinorUnits, from } = input
  const { principal } = request
  const fingerprint = fingerprintOf(['transfer', kind, from.id, to, String(amountMinorUnits)])
  const known = await desk.store.transfers.findByExternalId({ principal, externalId })
  if (known !== null) return follow(desk, known, { fingerprint, startedAtMs })
  if (malformed !== null) return refuse('INVALID_VALUE', { field: malformed })
  const pair = await judgeWish(desk, wish, request.call)
  if (!('from' in pair)) {
    // The same wish may have been let in while this one was judged, and be what has changed the judgement.
    const twin = await desk.store.transfers.findByExternalId({ principal, externalId })
    return twin === null ? pair : follow(desk, twin, { fingerprint, startedAtMs })
  }
  const transfer: NewTransfer = {
    id: (desk.newId ?? randomUUIDv7)(),
    kind,
    principal,
    externalId,
    fingerprint,
    fromAccountId: pair.from.id,
    fromAccountNumber: pair.from.number,
    toAccountId: pair.to.id,
    toAccountNumber: pair.to.number,
    amount: { minorUnits: amountMinorUnits, currency: currencyOf(pair.from) },
  }
  return accept(desk, transfer, { request, startedAtMs })
}

/** The two accounts, or what speaks against it; what needs no call of the billing comes first. */
async function judgeWish(
  { billing, allowance }: TransferDesk,
  { input, find }: Wish,
  call: BillingCall,
): Promise<Pair | TransferRefused> {
  if (!canTransfer(billing.capabilities)) return refuse('NOT_SUPPORTED')
  if (input.amountMinorUnits > allowance.maxMinorUnits) return refuse('AMOUNT_TOO_LARGE', { field: 'amount' })
  return find({ ...call, turn: 'EARLY' })
}

/** Durable first, within the limits; then it is carried, and waited for as long as there is time. */
async function accept(
  desk: TransferDesk,
  transfer: NewTransfer,
  { request, startedAtMs }: { readonly request: KeyedRequest; readonly startedAtMs: number },
): Promise<TransferVerdict> {
  const { store, settings, allowance, saga, observer, clock } = desk
  const by: Orderer = { actor: request.principal, requestId: request.requestId }
  const verdict = await store.transfers.accept(transfer, {
    leaseMs: settings.leaseMs,
    audit: noteOfTransfer(transfer.id, by, 'accepted'),
    limits: {
      dayStart: rangeOfDay(dayOf(desk.now(), desk.timeZone), desk.timeZone).from,
      maxMinorUnitsPerDay: allowance.maxMinorUnitsPerDay,
      maxPerMinute: MAX_PER_MINUTE,
    },
  })
  switch (verdict.kind) {
    case 'limited':
      if (verdict.limit === 'DAY') return refuse('DAY_LIMIT_REACHED', { field: 'amount' })
      return refuse('TOO_MANY_TRANSFERS', { retryable: true })
    case 'known':
      return follow(desk, verdict.transfer, { fingerprint: transfer.fingerprint, startedAtMs })
    case 'created':
      reach('transfer-accepted', transfer.id)
      observer.accepted(verdict.transfer)
      return answerOf(
        await saga.carry(verdict.transfer, { by, untilMs: clock.elapsedMs() + waitLeftMs(desk, startedAtMs) }),
      )
  }
}

/** What became of the first under a key. */
async function follow(
  desk: TransferDesk,
  known: Transfer,
  { fingerprint, startedAtMs }: { readonly fingerprint: string; readonly startedAtMs: number },
): Promise<TransferVerdict> {
  if (known.fingerprint !== fingerprint) return { kind: 'conflict' }
  const untilMs = desk.clock.elapsedMs() + waitLeftMs(desk, startedAtMs)
  return answerOf(await desk.saga.watch(known, untilMs))
}

/**
 * Whether money can be taken for a number, and not a word more. A number that nobody has, or whose agreement has ended, is a
 * try; it is counted before anybody is asked, so that no burst passes.
 */
async function findRecipient(
  desk: TransferDesk,
  { from, accountNumber }: TopUpInput,
  request: KeyedRequest,
): Promise<Pair | TransferRefused> {
  const seen = await from.see()
  if (typeof seen === 'string') return refuse(seen, { field: 'accountId' })
  if (accountNumber === seen.number) return refuse('SAME_ACCOUNT', { field: 'accountNumber' })
  const take = await takeTransferTry(desk, request, accountNumber)
  if (take.kind === 'too_many') {
    return refuse('TOO_MANY_TRIES', { retryable: true, retryAfterSeconds: take.retryAfterSeconds })
  }
  const { accounts } = desk.billing
  const found = await readBoth(
    () => accounts.findAccountsByNumber([seen.number, accountNumber], request.call),
    seen.number,
    accountNumber,
  )
  if (found === 'unavailable') {
    await giveBackTry(desk, request, take)
    return refuse('BILLING_UNAVAILABLE', { retryable: true })
  }
  const [payer, recipient] = found
  if (recipient === undefined) return refuse('RECIPIENT_NOT_FOUND', { field: 'accountNumber' })
  if (payer?.id !== from.id) return refuse('ACCOUNT_NOT_FOUND', { field: 'accountId' })
  const objection = objectToPair(payer, recipient, 'TOP_UP')
  if (objection === null) await giveBackTry(desk, request, take)
  return objection ?? { from: payer, to: recipient }
}

async function findOwn(
  desk: TransferDesk,
  { from, to }: OwnTransferInput,
  call: BillingCall,
): Promise<Pair | TransferRefused> {
  const seen = await from.see()
  if (typeof seen === 'string') return refuse(seen, { field: 'fromAccountId' })
  const seenToo = await to.see()
  if (typeof seenToo === 'string') return refuse(seenToo, { field: 'toAccountId' })
  if (from.id === to.id) return refuse('SAME_ACCOUNT', { field: 'toAccountId' })
  const found = await readBoth(() => desk.billing.accounts.findAccounts([from.id, to.id], call), from.id, to.id)
  if (found === 'unavailable') return refuse('BILLING_UNAVAILABLE', { retryable: true })
  const [payer, recipient] = found
  if (payer === undefined) return refuse('ACCOUNT_NOT_FOUND', { field: 'fromAccountId' })
  if (recipient === undefined) return refuse('RECIPIENT_NOT_FOUND', { field: 'toAccountId' })
  return objectToPair(payer, recipient, 'OWN') ?? { from: payer, to: recipient }
}

type Found = readonly [Account | undefined, Account | undefined]

/** Both accounts in one call, or neither: half of an answer decides nothing. */
async function readBoth(
  read: () => Promise<Bulk<string, Account>>,
  one: string,
  other: string,
): Promise<Found | 'unavailable'> {
  try {
    const found = await read()
    const [from, to] = [found.get(one), found.get(other)]
    return from instanceof BillingError || to instanceof BillingError ? 'unavailable' : [from, to]
  } catch (error) {
    if (error instanceof BillingError) return 'unavailable'
    throw error
  }
}
