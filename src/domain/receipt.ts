import type { AccountId, Profile } from './account.ts'
import type { BankDetailsVersion } from './bank-details.ts'
import type { Money } from './money.ts'
import { fitsContract, type PaymentQr } from './payment-qr.ts'

/** All that a receipt is made of; the same key is the same receipt, with the same number. */
export interface ReceiptKey {
  readonly accountId: AccountId
  /** Kopecks. */
  readonly minorUnits: bigint
  /** The month that is paid for, yyyy-MM; null when nobody has said it. */
  readonly month: string | null
  /** The version of the payee's bank details. */
  readonly bankDetailsId: number
}

/** A paper to be paid by at a bank's cash desk. */
export interface Receipt {
  readonly key: ReceiptKey
  /** By which it can be asked whether it is still good. */
  readonly number: string
  readonly details: BankDetailsVersion
  /** What the payer knows as the number of the contract. */
  readonly accountNumber: string
  readonly amount: Money
  readonly payer: Profile | null
}

/** More than anybody brings to a cash desk, and as much as the form has room for. */
const MAX_MINOR_UNITS = 99_999_999_99n

export function isReceiptAmount({ minorUnits }: Pick<Money, 'minorUnits'>): boolean {
  return minorUnits > 0n && minorUnits <= MAX_MINOR_UNITS
}

export function isMonth(text: string): boolean {
  return /^20\d{2}-(?:0[1-9]|1[0-2])$/.test(text)
}

/** What the money is for, in the words of a payment order. */
export function purposeOf({ accountNumber, number, key: { month } }: Omit<Receipt, 'payer'>): string {
  const period = month === null ? '' : ` за ${monthName(month)}`
  return `Оплата услуг связи по договору № ${accountNumber}${period}, квитанция № ${number}`
}

/** "ноябрь 2026 г." */
export function monthName(month: string): string {
  const [year = '', number = ''] = month.split('-')
  return `${MONTHS[Number(number) - 1] ?? ''} ${year} г.`
}

const MONTHS = [
  ...(['январь', 'февраль', 'март', 'апрель', 'май', 'июнь'] as const),
  ...(['июль', 'август', 'сентябрь', 'октябрь', 'ноябрь', 'декабрь'] as const),
]

/** For the code on the receipt. An organisation's name stands where a person's last name does: the standard has no other place. */
export function paymentOf(receipt: Receipt): PaymentQr {
  const { details, amount, accountNumber, payer, key } = receipt
  // A longer one stands whole in the purpose: a receipt without a code, or with a part of a number, is worse.
  const contract = fitsContract(accountNumber) ? accountNumber : ''
  return {
    Name: details.payeeName,
    PersonalAcc: details.personalAccount,
    BankName: details.bankName,
    BIC: details.bic,
    CorrespAcc: details.correspondentAccount,
    Sum: String(amount.minorUnits),
    Purpose: purposeOf(receipt),
    PayeeINN: details.inn,
    KPP: details.kpp ?? '',
    ...namesOf(payer),
    PayerAddress: payer?.address ?? '',
    PersAcc: contract,
    Contract: contract,
    PaymPeriod: key.month === null ? '' : `${key.month.slice(5)}${key.month.slice(0, 4)}`,
    TechCode: TELECOMMUNICATIONS,
  }
}

/** The standard's code for payments of this kind. */
const TELECOMMUNICATIONS = '09'

function namesOf(payer: Profile | null) {
  if (payer === null) return {}
  if (payer.kind === 'ORGANIZATION') return { LastName: payer.legalName }
  return { LastName: payer.lastName, FirstName: payer.firstName, MiddleName: payer.middleName ?? '' }
}
