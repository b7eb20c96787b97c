import { readLegacyInstant } from '../../domain/date.ts'
import { formatMoney } from '../../domain/money.ts'
import { assertCurrency, byId, type ReadContext, readAmount } from '../adapter/context.ts'
import { findEach } from '../adapter/find-each.ts'
import { assertAmount, unwritable } from '../adapter/writing.ts'
import { BillingError } from '../error.ts'
import type { Debit, DebitOrder, DebitVerdict, PostingBilling } from '../posting-port.ts'
import { malformed } from '../transport/answer.ts'
import { element, elementText, findElementText, writeElement, type XmlElement } from '../transport/xml.ts'
import { leaveOutOddRows, type RecordKind, readRecords } from './agreement-records.ts'
import { readDebitRefusal } from './faults.ts'
import { SOAP } from './identity.ts'
import { assertReference, type Writing } from './posting-orders.ts'
import type { Lookup, PostingSide } from './posting-side.ts'
import { readKey } from './soap-rows.ts'
import { findAgreementKey } from './soap-side.ts'

type DebitRow = Omit<Debit, 'accountId' | 'reference'> & { readonly reference: string | null }

/** billing.wsdl, NewDebit. */
const MAX_DESCRIPTION_LENGTH = 255

/** AddDebit, sent once, and FindDebit, which compares the whole receipt over all agreements. */
export function createPostingDebits(side: PostingSide): Pick<PostingBilling, 'postDebit' | 'findDebits'> {
  return {
    async postDebit(order, call) {
      const agreementKey = await findAgreementKey(side, order.accountId, call)
      if (agreementKey === null) return { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }
      return await side.soap.write<DebitVerdict>(
        { name: 'AddDebit', content: writeAddDebit(order, agreementKey, side) },
        call,
        {
          answer: (answer) => ({ kind: 'debited', debit: readEcho(answer, order, { agreementKey, side }) }),
          refusal: (fault) => readDebitRefusal(fault, agreementKey),
        },
      )
    },

    findDebits(references, call) {
      for (const reference of references) assertReference(reference)
      return findEach([...new Set(references)], (reference) => findByReceipt(reference, { side, call }))
    },
  }
}

function writeAddDebit(order: DebitOrder, agreementKey: string, { context, habits }: Writing): string {
  const { amount, reference, description } = order
  assertReference(reference)
  assertAmount(order, context)
  if (description === '' || description.length > MAX_DESCRIPTION_LENGTH) throw unwritable('description: not 1 to 255')
  const parts = [
    writeElement('agrmid', agreementKey),
    writeElement('amount', formatMoney(amount)),
    writeElement('receipt', reference),
    writeElement('descr', description),
  ]
  return `<val>${parts.join('')}</val>${habits.duplicateCheck ? writeElement('notexists', 1) : ''}`
}

/** The one `ret` of an answer; one that is not what was asked for says nothing. */
function readEcho(
  answer: XmlElement,
  { accountId, amount, reference }: DebitOrder,
  { agreementKey, side }: { readonly agreementKey: string; readonly side: PostingSide },
): Debit {
  const ret = element(answer, 'ret')
  if (readKey(ret, 'agrmid') !== agreementKey) throw malformed('agrmid: not the one asked for')
  const row = debitKind(side.context).read(ret)
  if (row.amount.minorUnits !== amount.minorUnits) throw malformed('amount: not the one asked for')
  if (row.reference !== reference) throw malformed('receipt: not the one asked for')
  return { ...row, accountId, reference }
}

async function findByReceipt(reference: string, { side, call }: Lookup): Promise<readonly Debit[]> {
  const { soap, identity, context } = side
  const kind = debitKind(context)
  const request = { name: kind.operation, content: writeElement('receipt', reference), writes: false }
  const rows = await soap.call(request, call, (answer) => {
    const read = readRecords(answer, kind, context.onOddity)
    // A row without the receipt may be the one, spoilt: leaving it out would say that there is none.
    if (read.some(({ value }) => !(value instanceof BillingError) && value.reference !== reference)) {
      throw malformed('receipt: not the one asked for')
    }
    return leaveOutOddRows(read, () => true, { noun: kind.noun, onOddity: context.onOddity })
  })
  const accountIds = await identity.findAccountIds([...new Set(rows.map(({ agreementKey }) => agreementKey))], call)
  const debits = rows.map(({ agreementKey, value }) => {
    if (value instanceof BillingError) throw value
    const accountId = accountIds.get(agreementKey) ?? ownerless()
    if (accountId instanceof BillingError) throw accountId
    return { ...value, accountId, reference }
  })
  return debits.toSorted(byId)
}

function debitKind(context: ReadContext): RecordKind<DebitRow> {
  return {
    operation: 'FindDebit',
    idElement: 'recordid',
    noun: 'debits',
    rowsPerCall: 3000,
    read: (row) => {
      assertCurrency(elementText(row, 'currency'), context)
      return {
        id: readKey(row, 'recordid'),
        amount: readAmount(elementText(row, 'amount'), 'debits.amount', context),
        chargedAt: readLegacyInstant(elementText(row, 'chargedate'), context.timeZone),
        reference: findElementText(row, 'receipt'),
      }
    },
  }
}

/** Money from an account that nobody knows is not passed over. */
function ownerless(): BillingError {
  const message = `${SOAP} debits: a row of an agreement that belongs to no account.`
  return new BillingError('BILLING_MALFORMED_ANSWER', message, { outcome: 'not_applied' })
}
