import type { DebitRow, NewDebit } from '../books/debits.ts'
import type { Desk } from '../desk.ts'
import { type Answer, instant, listOf, money, oneOf, optional, type Row, text, whole } from '../wire/answer.ts'
import { readDouble } from '../wire/money.ts'
import { RefusalError } from '../wire/refusal.ts'
import type { XmlElement } from '../wire/xml.ts'
import { child, longOf, readShortText, requiredText } from './fields.ts'

const RECEIPT_MAX = 64
const DESCRIPTION_MAX = 255

/** Takes money from an agreement for another one. Debits every time it is called, unless notexists is 1. */
export function addDebit(desk: Desk, request: XmlElement): Answer {
  const debit = readNewDebit(desk, request)
  if (longOf(request, 'notexists') === 1 && debit.receipt !== undefined) {
    const existing = desk.books.findDebits(debit.receipt)[0]
    if (existing !== undefined) throw new RefusalError(400, `Debit already exists (record_id = ${existing.recordId})`)
  }
  return oneOf(debitRow(desk.books.addDebit(debit)))
}

export function findDebits({ books }: Desk, request: XmlElement): Answer {
  return listOf(books.findDebits(requiredText(request, 'receipt')).map(debitRow))
}

/** Once more, as long as there is money for it. */
export function repeatDebit(desk: Desk, request: XmlElement): DebitRow | null {
  try {
    return desk.books.addDebit(readNewDebit(desk, request))
  } catch {
    return null
  }
}

function readNewDebit({ config }: Desk, request: XmlElement): NewDebit {
  const value = child(request, 'val')
  const amount = readDouble(requiredText(value, 'amount'))
  if (amount === null || amount <= 0n) throw new RefusalError(400, 'Invalid amount')
  const receipt = readShortText(value, 'receipt', RECEIPT_MAX)
  return {
    soapId: longOf(value, 'agrmid') ?? 0,
    amount,
    description: readShortText(value, 'descr', DESCRIPTION_MAX) ?? 'Списание',
    ...(receipt === null ? {} : { receipt }),
    manager: config.soapLogin,
  }
}

export function debitRow(debit: DebitRow): Row {
  return {
    recordid: whole(debit.recordId),
    agrmid: whole(debit.soapId),
    amount: money(debit.amount),
    currency: text('RUB'),
    chargedate: instant(debit.chargedAt),
    receipt: optional(debit.receipt),
    descr: text(debit.description),
    mgr: optional(debit.manager),
  }
}
