import { type CabinetRequest, networkSubject, takeTries } from '../cabinet/desk.ts'
import type { BankDetailsVersion } from '../domain/bank-details.ts'
import { readPaymentQr } from '../domain/payment-qr.ts'
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
  const details =
    'number' in proof ? await findByNumber(desk, proof.number, request) : await findByQr(desk, proof.qr, request)
  if (details === null) return { kind: 'unknown' }
  return details.until === null ? { kind: 'valid', details } : { kind: 'outdated', since: details.until }
}

type Finding = Pick<ReceiptsDesk, 'store' | 'numbers'>

async function findByNumber(
  { store, numbers }: Finding,
  number: string,
  { call }: CabinetRequest,
): Promise<BankDetailsVersion | null> {
  const id = numbers.read(number)
  return id === null ? null : store.bankDetails.find(id, call)
}

/** Of whomever the code is: what it says of the payee is all that counts. Nobody's account is told from one with a wrong bank. */
async function findByQr(
  { store }: Finding,
  text: string,
  { call }: CabinetRequest,
): Promise<BankDetailsVersion | null> {
  const payment = text.length > MAX_QR_LENGTH ? null : readPaymentQr(text)
  const { PersonalAcc: personalAccount, BIC: bic, CorrespAcc: correspondentAccount, PayeeINN: inn } = payment ?? {}
  if (!isDigits(personalAccount, 20) || !isDigits(bic, 9) || !isDigits(correspondentAccount, 20)) return null
  if (inn !== undefined && !/^\d{10,12}$/.test(inn)) return null
  return store.bankDetails.findByAccount({ personalAccount, bic, correspondentAccount, inn: inn ?? null }, call)
}

function isDigits(text: string | undefined, length: number): text is string {
  return text !== undefined && text.length === length && /^\d+$/.test(text)
}
