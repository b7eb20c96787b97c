import {
  hasAccountKey,
  hasCorrespondentAccountKey,
  isBic,
  isCorrespondentAccount,
  isRoubleAccount,
} from './bank-account.ts'
import { holdsCardNumber } from './card-number.ts'
import type { Operator, OperatorId } from './operator.ts'
import { cleanValue, judgePayee, type PaymentQrCharset, type QrPayee } from './payment-qr.ts'
import { isInn, isKpp, isPersonInn } from './tax-number.ts'

/** Where an operator's money goes to, as it stands on a receipt. */
export interface BankDetails {
  readonly payeeName: string
  /** The payee's account, 20 digits. */
  readonly personalAccount: string
  readonly bankName: string
  /** The bank's code, 9 digits. */
  readonly bic: string
  /** The bank's own account, 20 digits. */
  readonly correspondentAccount: string
  readonly inn: string
  /** Null for a sole trader. */
  readonly kpp: string | null
}

/** One version of an operator's bank details. All are kept: receipts name theirs. */
export interface BankDetailsVersion extends BankDetails {
  /** Counts over all operators. */
  readonly id: number
  readonly operatorId: OperatorId
  /** Counts up from 1 with each change of this operator's. */
  readonly version: number
  /** In force from this instant on, in milliseconds since the epoch. */
  readonly since: number
  /** When the next version replaced it; null for the one that is in force. */
  readonly until: number | null
}

/** More legal entities than one brand has. */
export const MAX_PAYEES = 50

export type BankDetailsField = keyof BankDetails

export type BankDetailsFault =
  /** Empty, too long, or with characters that cannot be used. */
  | 'INVALID_VALUE'
  | 'INVALID_BIC'
  | 'INVALID_ACCOUNT'
  /** Its key does not fit the bank. */
  | 'ACCOUNT_KEY_WRONG'
  | 'INVALID_CORRESPONDENT_ACCOUNT'
  | 'CORRESPONDENT_ACCOUNT_KEY_WRONG'
  | 'INVALID_INN'
  /** The taxpayer number of somebody else than the operator. */
  | 'INN_OF_ANOTHER'
  | 'INVALID_KPP'
  /** Payee, accounts and bank are more than a receipt's code may hold of them. */
  | 'TOO_LONG_TOGETHER'

export interface BankDetailsError {
  readonly field: BankDetailsField
  readonly fault: BankDetailsFault
}

/** As they are kept, of what people paste: with blanks between groups of digits, line breaks in names, and what cannot be seen. */
export function cleanBankDetails(written: BankDetails): BankDetails {
  const { payeeName, personalAccount, bankName, bic, correspondentAccount, inn, kpp } = written
  return {
    payeeName: cleanValue(payeeName, 'utf-8'),
    personalAccount: digits(personalAccount),
    bankName: cleanValue(bankName, 'utf-8'),
    bic: digits(bic),
    correspondentAccount: digits(correspondentAccount),
    inn: digits(inn),
    kpp: kpp === null || digits(kpp) === '' ? null : digits(kpp),
  }
}

function digits(text: string): string {
  return text.replaceAll(/\s/g, '')
}

/** Everything that is wrong with them, in the order of a form; keys are judged where the numbers have their forms. */
export function listBankDetailsErrors(
  details: BankDetails,
  { operator, charset }: { readonly operator: Pick<Operator, 'inn'>; readonly charset: PaymentQrCharset },
): readonly BankDetailsError[] {
  const errors = [...listNameErrors(details), ...listAccountErrors(details), ...listTaxErrors(details, operator)]
  if (errors.length > 0) return errors
  const fault = judgePayee(payeeOf(details), charset)
  if (fault === null) return []
  if (fault.kind === 'TOO_LONG_TOGETHER') return [{ field: 'payeeName', fault: 'TOO_LONG_TOGETHER' }]
  return [{ field: fault.key === 'BankName' ? 'bankName' : 'payeeName', fault: 'INVALID_VALUE' }]
}

/** Whether the code of a receipt has room for them. It may lose that when another charset is set, of which nobody is asked then. */
export function fitCode(details: BankDetails, charset: PaymentQrCharset): boolean {
  return judgePayee(payeeOf(details), charset) === null
}

function payeeOf({ payeeName, personalAccount, bankName, bic, correspondentAccount }: BankDetails): QrPayee {
  return {
    Name: payeeName,
    PersonalAcc: personalAccount,
    BankName: bankName,
    BIC: bic,
    CorrespAcc: correspondentAccount,
  }
}

/** Everybody sees them at once: nobody's card belongs there. */
function listNameErrors({ payeeName, bankName }: BankDetails): readonly BankDetailsError[] {
  const names = { payeeName, bankName }
  return (['payeeName', 'bankName'] as const)
    .filter((field) => holdsCardNumber(names[field]))
    .map((field) => ({ field, fault: 'INVALID_VALUE' }))
}

function listAccountErrors(details: BankDetails): readonly BankDetailsError[] {
  const { personalAccount, bic, correspondentAccount } = details
  const errors: BankDetailsError[] = []
  const isBank = isBic(bic)
  if (!isRoubleAccount(personalAccount)) errors.push({ field: 'personalAccount', fault: 'INVALID_ACCOUNT' })
  else if (isBank && !hasAccountKey(personalAccount, bic))
    errors.push({ field: 'personalAccount', fault: 'ACCOUNT_KEY_WRONG' })
  if (!isBank) return [...errors, { field: 'bic', fault: 'INVALID_BIC' }]
  if (!isCorrespondentAccount(correspondentAccount, bic))
    errors.push({ field: 'correspondentAccount', fault: 'INVALID_CORRESPONDENT_ACCOUNT' })
  else if (!hasCorrespondentAccountKey(correspondentAccount, bic))
    errors.push({ field: 'correspondentAccount', fault: 'CORRESPONDENT_ACCOUNT_KEY_WRONG' })
  return errors
}

/** A company has a reason code, a sole trader has none. The account of another company would be paid by mistake. */
function listTaxErrors({ inn, kpp }: BankDetails, operator: Pick<Operator, 'inn'>): readonly BankDetailsError[] {
  if (!isInn(inn)) return [{ field: 'inn', fault: 'INVALID_INN' }]
  if (inn !== operator.inn) return [{ field: 'inn', fault: 'INN_OF_ANOTHER' }]
  const isRight = isPersonInn(inn) ? kpp === null : kpp !== null && isKpp(kpp)
  return isRight ? [] : [{ field: 'kpp', fault: 'INVALID_KPP' }]
}
