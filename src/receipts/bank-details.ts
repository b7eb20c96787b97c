import { actorOf, type CabinetRequest } from '../cabinet/desk.ts'
import {
  type BankDetails,
  type BankDetailsError,
  type BankDetailsVersion,
  cleanBankDetails,
  listBankDetailsErrors,
} from '../domain/bank-details.ts'
import type { Operator } from '../domain/operator.ts'
import type { BankDetailsVerdict } from '../store/bank-details-types.ts'
import type { ReceiptsDesk } from './receipts.ts'

export interface BankDetailsWish {
  readonly operator: Operator
  /** Null says that the operator has none yet. */
  readonly expectedVersion: number | null
  readonly details: BankDetails
}

export type ChangeVerdict =
  | BankDetailsVerdict
  | { readonly kind: 'invalid'; readonly errors: readonly BankDetailsError[] }

/** From the moment on at which this answers, everything that was printed from the version before is outdated. */
export async function changeBankDetails(
  { store, charset, now }: Pick<ReceiptsDesk, 'store' | 'charset' | 'now'>,
  { operator, expectedVersion, details: written }: BankDetailsWish,
  request: CabinetRequest,
): Promise<ChangeVerdict> {
  const details = cleanBankDetails(written)
  const errors = listBankDetailsErrors(details, { operator, charset })
  if (errors.length > 0) return { kind: 'invalid', errors }
  const object = `operator:${operator.id}`
  const audit = { at: now(), actor: actorOf(request), act: 'bank-details', object, requestId: request.requestId }
  return store.bankDetails.change({ operatorId: operator.id, expectedVersion, details, audit }, request.call)
}

/** Whether receipts of an earlier version may be in somebody's hands. */
export function replacesOthers({ version }: BankDetailsVersion): boolean {
  return version > 1
}
