import type { Account, AccountStatus } from '../../domain/account.ts'
import { addMoney, type Money } from '../../domain/money.ts'
import { BillingError } from '../error.ts'
import type { AccountBilling, AgreementBilling, BillingCall } from '../port.ts'
import { writeElement } from '../transport/xml.ts'
import { type AgreementRow, findAgreement, findAgreementByNumber, isClosed } from './agreement-rows.ts'
import { askEach } from './each.ts'
import { findPerson } from './people.ts'
import { readMoney } from './rows.ts'
import { type BareService, listVgroups } from './service-rows.ts'
import { type LanSide, SOAP } from './side.ts'

/**
 * An account is an agreement. What kind of holder it has is said by getAccount, and whether anything is stopped by the
 * services, so that each account takes three calls, and a fourth where something is stopped for debt.
 */
export function createAccounts(side: LanSide): AccountBilling {
  async function complete(agreement: AgreementRow | undefined, call: BillingCall): Promise<Account | undefined> {
    if (agreement === undefined) return undefined
    const [person, services] = await Promise.all([
      findPerson(side, agreement.personId, call),
      listVgroups(side, agreement.id, call),
    ])
    if (person === undefined) throw notThere(agreement)
    const status = statusOf(agreement, services, side)
    const isInDebt = status === 'SUSPENDED_FOR_DEBT'
    return {
      id: agreement.id,
      kind: person.kind,
      number: agreement.number,
      keys: {},
      status,
      balance: { amount: agreement.balance, creditLimit: agreement.creditLimit, credited: null, spent: null },
      regionId: null,
      operatorId: null,
      amountToRestore: isInDebt ? await readAmountToRestore(side, agreement, call) : null,
    }
  }

  return {
    findAccounts: (ids, call) => askEach(ids, async (id) => complete(await findAgreement(side, id, call), call)),
    findAccountsByNumber: (numbers, call) =>
      askEach(numbers, async (number) =>
        isNumber(number) ? complete(await findAgreementByNumber(side, number, call), call) : undefined,
      ),
  }
}

/** getAgreements: an agreement is its own account's. */
export function createAgreements(side: LanSide): AgreementBilling {
  return {
    findAgreements: (ids, call) =>
      askEach(ids, async (id) => {
        const agreement = await findAgreement(side, id, call)
        if (agreement === undefined) return undefined
        const { number, concludedOn, validUntil } = agreement
        return {
          accountId: id,
          number,
          status: isClosed(agreement, side.context) ? ('TERMINATED' as const) : ('ACTIVE' as const),
          concludedOn,
          endsOn: validUntil,
          termMonths: monthsBetween(concludedOn, validUntil),
          terms: null,
        }
      }),
  }
}

/** What the services say: one that is stopped for debt stops the account, and all on hold put it on hold. */
function statusOf(
  agreement: AgreementRow,
  services: readonly (BareService | BillingError)[],
  { context }: LanSide,
): AccountStatus {
  if (isClosed(agreement, context)) return 'TERMINATED'
  // One that cannot be read may be the one that is stopped.
  const statuses = services.map((service) => (service instanceof BillingError ? 'UNKNOWN' : service.status))
  const connected = statuses.filter((status) => status !== 'TERMINATED')
  if (connected.includes('SUSPENDED_FOR_DEBT')) return 'SUSPENDED_FOR_DEBT'
  if (connected.includes('UNKNOWN')) return 'UNKNOWN'
  const isOnHold = connected.length > 0 && connected.every((status) => status === 'FROZEN')
  return isOnHold ? 'FROZEN' : 'ACTIVE'
}

/**
 * What is lacking up to the credit limit. Where nothing is, although services are stopped, getRecommendedPayment says what the
 * billing wants before they go on; null when that is nothing.
 */
async function readAmountToRestore(
  { soap, context }: LanSide,
  { id, balance, creditLimit }: AgreementRow,
  call: BillingCall,
): Promise<Money | null> {
  const lacking = -addMoney(balance, creditLimit).minorUnits
  if (lacking > 0n) return { minorUnits: lacking, currency: balance.currency }
  const request = { name: 'getRecommendedPayment', content: writeElement('id', id), writes: false }
  const amount = await soap.call(request, call, (answer) => readMoney(answer, 'ret', context))
  return amount.minorUnits > 0n ? amount : null
}

/** Letters, digits and what stands between them; nothing that a search could take for "any". */
function isNumber(text: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N}\p{Zs}/._№-]{0,39}$/u.test(text)
}

/** Length of a fixed term in whole months; null where it is none. */
function monthsBetween(from: string | null, until: string | null): number | null {
  if (from === null || until === null) return null
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number)
  const [untilYear = 0, untilMonth = 0] = until.split('-').map(Number)
  const months = (untilYear - fromYear) * 12 + untilMonth - fromMonth
  return months > 0 ? months : null
}

function notThere({ id }: AgreementRow): BillingError {
  const message = `${SOAP} getAccount: the holder of the agreement ${id} is not there.`
  return new BillingError('BILLING_MALFORMED_ANSWER', message, { outcome: 'not_applied' })
}
