import { BillingError } from '../billing/error.ts'
import type { BillingCall, BillingSystem, Bulk } from '../billing/port.ts'
import type { CabinetRequest } from '../cabinet/desk.ts'
import type { Account } from '../domain/account.ts'
import type { BankDetailsVersion } from '../domain/bank-details.ts'
import { type Money, parseMoney } from '../domain/money.ts'
import type { PaymentQrCharset } from '../domain/payment-qr.ts'
import { isMonth, isReceiptAmount, type Receipt, type ReceiptKey } from '../domain/receipt.ts'
import { recommendAmount } from '../payments/recommended-amount.ts'
import type { BankDetailsStore } from '../store/bank-details-types.ts'
import type { TryStore } from '../store/store.ts'
import { type BankDetailsWish, type ChangeVerdict, changeBankDetails } from './bank-details.ts'
import type { ReceiptNumbers } from './number.ts'
import { judgeReceipt, type ReceiptProof, type StatusVerdict } from './status.ts'

/** Receipts that are paid at the cash desk of any bank, and the bank details that they are printed from. */
export interface Receipts {
  /** Whether the account may be seen is for the caller to know. Nothing is kept: the same wish is the same receipt. */
  issue(wish: ReceiptWish, call: BillingCall): Promise<IssueVerdict>
  /** Whether a receipt is still good. Everybody may ask, and is counted. */
  judge(proof: ReceiptProof, request: CabinetRequest): Promise<StatusVerdict>
  /** Those in force, one of each operator. */
  listBankDetails(call: BillingCall): Promise<readonly BankDetailsVersion[]>
  /** For the provider's staff. The operator is there. */
  changeBankDetails(wish: BankDetailsWish, request: CabinetRequest): Promise<ChangeVerdict>
  /** How the text of codes is encoded. */
  readonly charset: PaymentQrCharset
}

export interface ReceiptWish {
  readonly accountId: string
  /** Decimal text; null for what is recommended. */
  readonly amount: string | null
  /** yyyy-MM */
  readonly month: string | null
}

export type ReceiptRefusal =
  | 'ACCOUNT_NOT_FOUND'
  | 'ACCOUNT_CLOSED'
  | 'INVALID_AMOUNT'
  /** None was given, and none is recommended. */
  | 'AMOUNT_NEEDED'
  | 'INVALID_PERIOD'
  | 'CURRENCY_NOT_SUPPORTED'
  | 'NO_BANK_DETAILS'
  | 'BILLING_UNAVAILABLE'

export type IssueVerdict =
  | { readonly kind: 'issued'; readonly receipt: Receipt }
  | { readonly kind: 'refused'; readonly reason: ReceiptRefusal }

export interface ReceiptsDesk {
  readonly billing: Pick<BillingSystem, 'accounts' | 'capabilities' | 'profiles' | 'services' | 'tariffs'>
  readonly store: { readonly bankDetails: BankDetailsStore; readonly tries: TryStore }
  readonly numbers: ReceiptNumbers
  readonly charset: PaymentQrCharset
  /** Networks are counted under keyed hashes. */
  readonly secret: Uint8Array
  readonly now: () => number
}

export function createReceipts(desk: ReceiptsDesk): Receipts {
  return {
    issue: (wish, call) => orUnavailable(() => issue(desk, wish, call)),
    judge: (proof, request) => judgeReceipt(desk, proof, request),
    listBankDetails: (call) => desk.store.bankDetails.listCurrent(call),
    changeBankDetails: (wish, request) => changeBankDetails(desk, wish, request),
    charset: desk.charset,
  }
}

async function issue(desk: ReceiptsDesk, wish: ReceiptWish, call: BillingCall): Promise<IssueVerdict> {
  const { accountId, month } = wish
  if (month !== null && !isMonth(month)) return refuse('INVALID_PERIOD')
  const account = pick(await desk.billing.accounts.findAccounts([accountId], call), accountId)
  if (account === null) return refuse('ACCOUNT_NOT_FOUND')
  if (account.status === 'TERMINATED') return refuse('ACCOUNT_CLOSED')
  if (account.balance.amount.currency !== 'RUB') return refuse('CURRENCY_NOT_SUPPORTED')
  const amount = await chooseAmount(desk, { account, text: wish.amount }, call)
  if (amount === null) return refuse('AMOUNT_NEEDED')
  if (!isReceiptAmount(amount)) return refuse('INVALID_AMOUNT')
  const { operatorId } = account
  const details = operatorId === null ? null : await desk.store.bankDetails.findCurrent(operatorId, call)
  if (details === null) return refuse('NO_BANK_DETAILS')
  const key = { accountId, minorUnits: amount.minorUnits, month, bankDetailsId: details.id }
  return { kind: 'issued', receipt: await compose(desk, { key, details, account }, call) }
}

/** What is asked for, which the schema has read as an amount; or what is recommended. */
function chooseAmount(
  { billing }: ReceiptsDesk,
  { account, text }: { readonly account: Account; readonly text: string | null },
  call: BillingCall,
): Promise<Money | null> {
  return text === null ? recommendAmount(billing, account, call) : Promise.resolve(parseMoney(text, 'RUB'))
}

/** The receipt of a key, as the billing knows its payer now; null when the account is not there, or another operator's by now. */
export async function findReceipt(
  desk: ReceiptsDesk,
  { key, details }: { readonly key: ReceiptKey; readonly details: BankDetailsVersion },
  call: BillingCall,
): Promise<Receipt | null> {
  const account = pick(await desk.billing.accounts.findAccounts([key.accountId], call), key.accountId)
  if (account === null || account.operatorId !== details.operatorId) return null
  return compose(desk, { key, details, account }, call)
}

async function compose(
  { billing, numbers }: ReceiptsDesk,
  { key, details, account }: Pick<Receipt, 'key' | 'details'> & { readonly account: Account },
  call: BillingCall,
): Promise<Receipt> {
  const payer = pick(await billing.profiles.findProfiles([account.id], call), account.id)
  const amount = { minorUnits: key.minorUnits, currency: 'RUB' } as const
  return { key, number: numbers.write(key), details, accountNumber: account.number, amount, payer }
}

function pick<V>(found: Bulk<string, V>, key: string): V | null {
  const value = found.get(key)
  if (value instanceof BillingError) throw value
  return value ?? null
}

async function orUnavailable(work: () => Promise<IssueVerdict>): Promise<IssueVerdict> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof BillingError) return refuse('BILLING_UNAVAILABLE')
    throw error
  }
}

function refuse(reason: ReceiptRefusal): IssueVerdict {
  return { kind: 'refused', reason }
}
