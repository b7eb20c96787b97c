import type { AccountId } from '../../domain/account.ts'
import { byId } from '../adapter/context.ts'
import { findEach } from '../adapter/find-each.ts'
import { BillingError } from '../error.ts'
import type { BillingCall } from '../port.ts'
import type { FoundTicket, OpenTicketVerdict, TicketOpening, TicketOrder } from '../ticket-port.ts'
import { malformed } from '../transport/answer.ts'
import type { SoapFault } from '../transport/soap.ts'
import { element, elements, elementText, findElementText, writeElement, type XmlElement } from '../transport/xml.ts'
import { codesOf, TICKET_CATEGORY } from './codes.ts'
import type { ReferenceIdentity } from './identity.ts'
import { assertReference } from './posting-orders.ts'
import { readKey, readOptionalKey, readWhole } from './soap-rows.ts'
import { findAgreementKey, type SoapSide } from './soap-side.ts'
import { writeOpenTicket } from './ticket-orders.ts'

type OpeningSide = SoapSide & { readonly identity: ReferenceIdentity }

/** OpenTicket, sent once, and FindTicket, which compares the whole extid over all agreements. */
export function createTicketOpening(side: OpeningSide): TicketOpening {
  const { soap } = side
  return {
    async openTicket(order, call) {
      const agreementKey = order.accountId === null ? null : await findAgreementKey(side, order.accountId, call)
      // Nothing needs to be sent to learn that.
      if (agreementKey === null && order.accountId !== null) return { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }
      return await soap.write<OpenTicketVerdict>(
        { name: 'OpenTicket', content: writeOpenTicket(order, agreementKey) },
        call,
        {
          answer: (answer) => ({ kind: 'opened', ticket: readEcho(answer, order, agreementKey) }),
          refusal: (fault) => readRefusal(fault, agreementKey),
        },
      )
    },
    async findTicketsByReference(keys, call) {
      for (const { reference } of keys) assertReference(reference)
      return findEach(keys, ({ reference }) => findByReference(side, reference, call))
    },
  }
}

/** What an OpenTicket fault answers, or null. Decided before any write; one about another agreement says nothing. */
function readRefusal({ detail }: SoapFault, agreementKey: string | null): OpenTicketVerdict | null {
  const isAbout = agreementKey !== null && detail === `Agreement not found (${agreementKey})`
  return isAbout ? { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' } : null
}

/** The one `ret` of an answer: the ticket as it is now. One that is not what was asked for says nothing. */
function readEcho(answer: XmlElement, order: TicketOrder, agreementKey: string | null): FoundTicket {
  const row = element(answer, 'ret')
  if (readOptionalKey(row, 'agrmid') !== agreementKey) throw malformed('agrmid: not the one asked for')
  if (findElementText(row, 'extid') !== order.reference) throw malformed('extid: not the one asked for')
  const [classId] = codesOf(TICKET_CATEGORY, [order.category])
  if (String(readWhole(row, 'classid')) !== classId) throw malformed('classid: not the one asked for')
  if (elementText(row, 'subject') !== order.subject) throw malformed('subject: not the one asked for')
  const id = readKey(row, 'ticketid')
  return { id, number: id, accountId: order.accountId }
}

async function findByReference(
  side: OpeningSide,
  reference: string,
  call: BillingCall,
): Promise<readonly FoundTicket[]> {
  const request = { name: 'FindTicket', content: writeElement('extid', reference), writes: false }
  const rows = await side.soap.call(request, call, (answer) =>
    elements(answer, 'ret').map((row) => {
      // A row without it may be the one, spoilt: leaving it out would say that there is none.
      if (findElementText(row, 'extid') !== reference) throw malformed('extid: not the one asked for')
      return { id: readKey(row, 'ticketid'), agreementKey: readOptionalKey(row, 'agrmid') }
    }),
  )
  const agreementKeys = [...new Set(rows.flatMap(({ agreementKey }) => agreementKey ?? []))]
  const owners = agreementKeys.length === 0 ? new Map() : await side.identity.findAccountIds(agreementKeys, call)
  return rows.map((row) => nameOwner(row, owners)).toSorted(byId)
}

function nameOwner(
  { id, agreementKey }: { readonly id: string; readonly agreementKey: string | null },
  owners: ReadonlyMap<string, AccountId | BillingError>,
): FoundTicket {
  const owner = agreementKey === null ? null : owners.get(agreementKey)
  if (owner instanceof BillingError) throw owner
  if (owner === undefined) throw malformed('agrmid: of no account')
  return { id, number: id, accountId: owner }
}
