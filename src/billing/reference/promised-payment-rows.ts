import { readLegacyInstant } from '../../domain/date.ts'
import type { PromisedPayment } from '../../domain/promised-payment.ts'
import { readAmount } from '../adapter/context.ts'
import type { FoundPromise } from '../promised-payment-port.ts'
import { elementText, findElementText } from '../transport/xml.ts'
import type { RecordKind } from './agreement-records.ts'
import { PROMISED_PAYMENT_STATUS, readCode } from './codes.ts'
import type { PostingHabits } from './posting-side.ts'
import { readKey, readWhole } from './soap-rows.ts'
import type { SoapSide } from './soap-side.ts'

export interface PromiseSide extends SoapSide {
  readonly habits: PostingHabits
}

/** A promise with what only those who look one up want to know of it. */
export type PromiseRow = Omit<PromisedPayment, 'accountId'> & Pick<FoundPromise, 'reference' | 'origin'>

/** GetPromises, and the echo of AddPromise. */
export function promiseKind({ context, habits }: Pick<PromiseSide, 'context' | 'habits'>): RecordKind<PromiseRow> {
  const { timeZone, onOddity } = context
  return {
    operation: 'GetPromises',
    idElement: 'promiseid',
    noun: 'promises',
    // At some 400 bytes each.
    rowsPerCall: 3000,
    read: (row) => {
      const manager = findElementText(row, 'mgr')
      return {
        id: readKey(row, 'promiseid'),
        status: readCode(PROMISED_PAYMENT_STATUS, readWhole(row, 'status'), { field: 'promises.status', onOddity }),
        amount: readAmount(elementText(row, 'amount'), 'promises.amount', context),
        fee: readAmount(elementText(row, 'fee'), 'promises.fee', context),
        takenAt: readLegacyInstant(elementText(row, 'taken'), timeZone),
        endsAt: readLegacyInstant(elementText(row, 'until'), timeZone),
        reference: findElementText(row, 'comment'),
        origin: manager === null ? 'unknown' : manager === habits.login ? 'ours' : 'foreign',
      }
    },
  }
}
