import { type CabinetRequest, networkSubject, takeTries } from '../cabinet/desk.ts'
import type { BankDetailsVersion } from '../domain/bank-details.ts'
import { cleanValue, type PaymentQrKey, readPaymentQr } from '../domain/payment-qr.ts'
import type { ReceiptsDesk } from './receipts.ts'

/** What somebody holds in his hands: the number of the receipt, or the text of its code. */
export type ReceiptProof = { readonly number: string } | { readonly qr: string }

export type StatusVerdict =
  | { readonly kind: 'valid'; readonly details: BankDetailsVersion }
  /** Another version is in force since that instant. */
  | { readonly kind: 'outdated'; readonly since: number }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'too_many_tries'; readonly retryAfterSeconds: number }

const MAX_QUESTIONS_PER_HOUR = 60
/** More characters than the largest code holds. */
const MAX_QR_LENGTH = 4_000

/** Says of a receipt whether its bank details are in force, and nothing of whoever pays by it. */
export async function judgeReceipt(
  desk: Pick<ReceiptsDesk, 'store' | 'numbers' | 'secret' | 'now'>,
  proof: ReceiptProof,
  request: CabinetRequest,
): Promise<StatusVerdict> {
  const subject = `receipt-status:${networkSubject(desk, request)}`
  const take = await takeTries(desk, request, [{ act: 'receipt-status', subject, max: MAX_QUESTIONS_PER_HOUR }])
  if (take.kind === 'too_many_tries') return take
  return 'number' in proof ? judgeNumber(desk, proof.number, request) : judgeQr(desk, proof.qr, request)
}

type Judging = Pick<ReceiptsDesk, 'store' | 'numbers'>

/** What is printed counts, and not which version it was: details that were replaced may be in force again. */
async function judgeNumber(
  { store, numbers }: Judging,
  number: string,
  { call }: CabinetRequest,
): Promise<StatusVerdict> {
  const id = numbers.read(number)
  const details = id === null ? null : await store.bankDetails.findLatestAlike(id, call)
  return details === null ? { kind: 'unknown' } : judgeVersion(details)
}

function judgeVersion(details: BankDetailsVersion): StatusVerdict {
  return details.until === null ? { kind: 'valid', details } : { kind: 'outdated', since: details.until }
}

/** More versions with one account than anybody has. */
const MAX_VERSIONS = 200

/**
 * Of whomever the code is: what it says of the payee is all that counts, and a number on the same paper is judged alike.
 * Nobody's account is told from one with a wrong bank.
 */
async function judgeQr({ store }: Judging, text: string, { call }: CabinetRequest): Promise<StatusVerdict> {
  const payment = text.length > MAX_QR_LENGTH ? null : readPaymentQr(text)
  const { PersonalAcc: personalAccount, BIC: bic, CorrespAcc: correspondentAccount, PayeeINN: inn } = payment ?? {}
  if (!isDigits(personalAccount, 20) || !isDigits(bic, 9) || !isDigits(correspondentAccount, 20)) {
    return { kind: 'unknown' }
  }
  if (inn !== undefined && !/^\d{10,12}$/.test(inn)) return { kind: 'unknown' }
  const account = { personalAccount, bic, correspondentAccount, inn: inn ?? null }
  const versions = await store.bankDetails.listByAccount(account, MAX_VERSIONS, call)
  const alike = versions.find((details) => namesPayeeOf(details, payment ?? {}))
  if (alike !== undefined) return judgeVersion(alike)
  const [latest] = versions
  // The account is the payee's, and nobody is called so, or not any more.
  return latest === undefined ? { kind: 'unknown' } : { kind: 'outdated', since: latest.until ?? latest.since }
}

/** What a code leaves out is not compared. */
function namesPayeeOf(
  { payeeName, bankName, kpp }: BankDetailsVersion,
  { Name, BankName, KPP }: Readonly<Partial<Record<PaymentQrKey, string>>>,
): boolean {
  if (Name !== undefined && fold(Name) !== fold(payeeName)) return false
  if (BankName !== undefined && fold(BankName) !== fold(bankName)) return false
  return KPP === undefined || KPP === '' || KPP === kpp
}

/** Codes are written in several charsets, of which each has quotes and dashes of its own, and by programs that love capitals. */
function fold(name: string): string {
  return cleanValue(name.replaceAll('|', ' '), 'koi8-r').replaceAll(/ +/g, ' ').toLowerCase()
}

function isDigits(text: string | undefined, length: number): text is string {
  return text !== undefined && text.length === length && /^\d+$/.test(text)
}
