import type { AccountId } from '../../domain/account.ts'
import type { Money } from '../../domain/money.ts'
import { assertReadable } from '../adapter/keyed-rows.ts'
import { BillingError } from '../error.ts'
import type { BillingCall } from '../port.ts'
import { elementText, type XmlElement } from '../transport/xml.ts'
import { keyOf, type ListedRow, type Listing, readList } from './pages.ts'
import { isId, readDay, readInstant, readKey, readOptionalKey, readOptionalMoney } from './rows.ts'
import type { LanContext, LanSide } from './side.ts'

/** An agreement, which is what the gateway calls an account. */
export interface AgreementRow {
  readonly id: AccountId
  /** Whose it is. */
  readonly personId: string
  readonly number: string
  /** The operator that it was concluded with; null when the billing does not say. */
  readonly operatorKey: string | null
  readonly balance: Money
  readonly creditLimit: Money
  readonly concludedOn: string | null
  readonly validUntil: string | null
  /** From when it is closed; null while nobody has closed it. */
  readonly closedAt: number | null
}

const OPERATION = 'getAgreements'

/** One soapAgreement. */
function readAgreement(row: XmlElement, context: LanContext): AgreementRow {
  return {
    id: readKey(row, 'agrmid'),
    personId: readKey(row, 'uid'),
    number: elementText(row, 'number'),
    operatorKey: readOptionalKey(row, 'operid'),
    balance: readOptionalMoney(row, 'balance', context),
    creditLimit: readOptionalMoney(row, 'credit', context),
    concludedOn: readDay(row, 'date', context),
    validUntil: readDay(row, 'datevalidto', context),
    closedAt: readInstant(row, 'closedon', context),
  }
}

export function isClosed({ closedAt }: Pick<AgreementRow, 'closedAt'>, { now }: Pick<LanContext, 'now'>): boolean {
  return closedAt !== null && closedAt <= now()
}

function listing(filter: Listing<AgreementRow>['filter'], context: LanContext): Listing<AgreementRow> {
  return {
    operation: OPERATION,
    filter,
    order: { column: 'agrm_id', newestFirst: false },
    id: keyOf('agrmid'),
    read: (row) => readAgreement(row, context),
  }
}

/** The agreement of an id; undefined when there is none. */
export async function findAgreement(
  side: LanSide,
  id: AccountId,
  call: BillingCall,
): Promise<AgreementRow | undefined> {
  if (!isId(id)) return undefined
  const rows = await readList(side, listing([['agrmid', id]], side.context), call)
  return readAll(rows).find((row) => row.id === id)
}

/** All agreements of a person, closed ones included, by their ids. */
export async function listAgreements(
  side: LanSide,
  personId: string,
  call: BillingCall,
): Promise<readonly (AgreementRow | BillingError)[]> {
  if (!isId(personId)) return []
  const rows = await readList(side, listing([['userid', personId]], side.context), call)
  return rows.flatMap(({ value }) => {
    if (value instanceof BillingError || value.personId === personId) return [value]
    side.context.onOddity({ kind: 'foreign_row', field: `${OPERATION}.uid`, code: null })
    return []
  })
}

/**
 * The agreement of a number, exactly as it is written: the billing finds other spellings as well. Two operators may have used
 * one number; either would be a guess.
 */
export async function findAgreementByNumber(
  side: LanSide,
  number: string,
  call: BillingCall,
): Promise<AgreementRow | undefined> {
  const rows = await readList(side, listing([['agrmnum', number]], side.context), call)
  const [found, ...others] = readAll(rows).filter((row) => row.number === number)
  if (others.length === 0) return found
  side.context.onOddity({ kind: 'ambiguous_key', field: `${OPERATION}.number`, code: null })
  return undefined
}

/** One that cannot be read may be the one that was asked for. */
function readAll(rows: readonly ListedRow<AgreementRow>[]): readonly AgreementRow[] {
  return assertReadable(rows.map(({ value }) => value))
}
