import type { Desk } from '../desk.ts'
import type { SoapOperationName } from '../operations.ts'
import { type Answer, listOf, oneOf } from '../wire/answer.ts'
import type { XmlElement } from '../wire/xml.ts'
import { longsOf } from './fields.ts'
import { paymentRow } from './rows.ts'

interface Asked {
  readonly element: XmlElement
  readonly run: (change: (element: XmlElement) => XmlElement) => Answer
}

/** What the operation would answer about an agreement that was not asked for; null where it answers about none. */
export function swapAgreement(desk: Desk, name: SoapOperationName | undefined, { element, run }: Asked): Answer | null {
  const asked = new Set(askedIds(element))
  const accounts = desk.books.listAccounts({ limit: 101, offset: 0 })
  const stranger = accounts.find(({ soapId }) => !asked.has(soapId))
  if (stranger === undefined) return null
  if (name === 'GetPayments' || name === 'GetCharges' || name === 'GetStatement') {
    return run((original) => withAgreement(original, stranger.soapId))
  }
  if (name !== 'AddPayment' && name !== 'FindPayment') return null
  const payments = desk.books.listPayments({ soapIds: [stranger.soapId], limit: 1 }).map(paymentRow)
  return name === 'FindPayment' ? listOf(payments) : payments[0] === undefined ? null : oneOf(payments[0])
}

function askedIds(element: XmlElement): number[] {
  return [...longsOf(element, 'agrmid'), ...element.children.flatMap(askedIds)]
}

/** The request about that agreement instead; other filters that could exclude it are dropped. */
function withAgreement(element: XmlElement, soapId: number): XmlElement {
  const isFilter = element.name === 'flt'
  const agreement: XmlElement = { name: 'agrmid', uri: '', children: [], text: String(soapId) }
  const kept = element.children.filter(({ name }) => name !== 'agrmid' && !(isFilter && name !== 'pgsize'))
  const children = kept.map((inner) => withAgreement(inner, soapId))
  const takesOne = isFilter || element.name === 'GetStatement'
  return { ...element, children: takesOne ? [agreement, ...children] : children }
}
