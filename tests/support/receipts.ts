import type { PersonProfile } from '../../src/domain/account.ts'
import type { BankDetails } from '../../src/domain/bank-details.ts'
import type { Receipt } from '../../src/domain/receipt.ts'
import { SANDBOX_BANK_DETAILS } from '../../src/receipts/seed.ts'

/** Bank details that pass every check: those of the sandbox's first operator, changed where a test says so. */
export function bankDetailsWith(changes: Partial<BankDetails> = {}): BankDetails {
  const [first] = SANDBOX_BANK_DETAILS
  if (!first) throw new Error('The sandbox has no operators.')
  return { ...first.details, ...changes }
}

export const PERSON: PersonProfile = {
  kind: 'PERSON',
  accountId: '17',
  lastName: 'Иванова',
  firstName: 'Мария',
  middleName: 'Петровна',
  phone: null,
  email: null,
  address: 'Москва, ул. Примерная, д. 12, кв. 34',
}

/** An ordinary receipt, changed where a test says so. */
export function receiptWith(changes: Partial<Receipt> & { readonly payee?: Partial<BankDetails> } = {}): Receipt {
  const { payee = {}, ...others } = changes
  return {
    key: { accountId: '17', minorUnits: 123_456n, month: '2026-11', bankDetailsId: 1 },
    number: '1-56MT-JD2R-KS8X-3NXW',
    details: { ...bankDetailsWith(payee), id: 1, operatorId: '1', version: 1, since: 0, until: null },
    accountNumber: '100001',
    amount: { minorUnits: 123_456n, currency: 'RUB' },
    payer: PERSON,
    ...others,
  }
}

/** What an operator of the sandbox begins with. */
export function findSandboxDetails(operatorId: string): BankDetails {
  const found = SANDBOX_BANK_DETAILS.find((one) => one.operatorId === operatorId)
  if (!found) throw new Error(`The sandbox has no operator ${operatorId}.`)
  return found.details
}
