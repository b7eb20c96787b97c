import type { BankDetails } from '../domain/bank-details.ts'
import type { BankDetailsStore } from '../store/bank-details-types.ts'

/** The same at every start, and before anybody could ask. */
const SINCE = Date.parse('2026-01-12T09:00:00+03:00')

/** Invented accounts of the sandbox's operators, with banks that there are not; the check digits are right. */
export const SANDBOX_BANK_DETAILS: readonly { readonly operatorId: string; readonly details: BankDetails }[] = [
  details('1', [
    'ООО «Домлинк»',
    '40702810900000100501',
    'АО «Пример Банк» г. Москва',
    '044525059',
    '30101810100000000059',
    '7709045124',
  ]),
  details('2', [
    'АО «Домлинк-Тверь»',
    '40702810200010200602',
    'Тверской филиал АО «Пример Банк»',
    '042809058',
    '30101810800000000058',
    '6950031872',
  ]),
  details('3', [
    'ООО «Кабельные сети Оки»',
    '40702810500020300703',
    'КБ «Образец» (ООО) г. Калуга',
    '042908057',
    '30101810600000000057',
    '4028019369',
  ]),
]

/** For the sandbox alone: an operator of a real billing may have the same id. Written once, into a store that never held any. */
export async function seedBankDetails(store: BankDetailsStore): Promise<void> {
  await store.fillEmpty(SANDBOX_BANK_DETAILS, SINCE)
}

type Written = readonly [string, string, string, string, string, string]

function details(operatorId: string, written: Written) {
  const [payeeName, personalAccount, bankName, bic, correspondentAccount, inn] = written
  const kpp = `${inn.slice(0, 4)}01001`
  return { operatorId, details: { payeeName, personalAccount, bankName, bic, correspondentAccount, inn, kpp } }
}
