import { byId } from '../adapter/context.ts'
import { findEach } from '../adapter/find-each.ts'
import type { ChangeTicketVerdict, FoundMessage, PostMessageVerdict, TicketWriting } from '../ticket-port.ts'
import { malformed } from '../transport/answer.ts'
import type { SoapFault } from '../transport/soap.ts'
import { element, elements, elementText, findElementText, writeElement, type XmlElement } from '../transport/xml.ts'
import { codesOf, TICKET_AUTHOR, TICKET_STATUS } from './codes.ts'
import type { ReferenceIdentity } from './identity.ts'
import { assertReference } from './posting-orders.ts'
import { isRestId } from './rest.ts'
import { readKey, readWhole } from './soap-rows.ts'
import { findAgreementKey, type SoapSide } from './soap-side.ts'
import { assertLine, assertText, MAX_CONTACT_LENGTH, MAX_TEXT_LENGTH } from './ticket-orders.ts'

const NO_TICKET = { kind: 'refused', reason: 'TICKET_NOT_FOUND' } as const

/** AddTicketMessage, sent once; FindTicketMessage, which compares the whole extid over all tickets; ChangeTicket. */
export function createTicketWrites(side: SoapSide & { readonly identity: ReferenceIdentity }): TicketWriting {
  const { soap } = side
  return {
    async postTicketMessage(order, call) {
      const { accountId, ticketId, author, authorName, text, reference } = order
      assertReference(reference)
      assertText('text', text, MAX_TEXT_LENGTH)
      if (authorName !== null) assertLine('author', authorName, MAX_CONTACT_LENGTH)
      const agreementKey = isRestId(ticketId) ? await findAgreementKey(side, accountId, call) : null
      // Nothing needs to be sent to learn that.
      if (agreementKey === null) return NO_TICKET
      const parts = [
        writeElement('ticketid', ticketId),
        writeElement('agrmid', agreementKey),
        writeElement('side', codesOf(TICKET_AUTHOR, [author])[0] ?? ''),
        authorName === null ? '' : writeElement('author', authorName),
        writeElement('text', text),
        writeElement('extid', reference),
      ]
      const content = `<val>${parts.join('')}</val>`
      return await soap.write<PostMessageVerdict>({ name: 'AddTicketMessage', content }, call, {
        answer: (answer) => ({ kind: 'posted', message: readEcho(answer, order) }),
        refusal: (fault) => readPostRefusal(fault, ticketId),
      })
    },

    async findMessagesByReference(keys, call) {
      for (const { reference } of keys) assertReference(reference)
      return findEach(keys, async ({ reference }) => {
        const request = { name: 'FindTicketMessage', content: writeElement('extid', reference), writes: false }
        const rows = await soap.call(request, call, (answer) =>
          elements(answer, 'ret').map((row) => readFound(row, reference)),
        )
        return rows.toSorted(byId)
      })
    },

    async changeTicket({ accountId, ticketId, author, change: { status, rating } }, call) {
      const agreementKey = isRestId(ticketId) ? await findAgreementKey(side, accountId, call) : null
      if (agreementKey === null) return NO_TICKET
      const parts = [
        writeElement('ticketid', ticketId),
        writeElement('agrmid', agreementKey),
        writeElement('side', codesOf(TICKET_AUTHOR, [author])[0] ?? ''),
        status === undefined ? '' : writeElement('status', codesOf(TICKET_STATUS, [status])[0] ?? ''),
        rating === undefined ? '' : writeElement('mark', rating),
      ]
      const content = `<val>${parts.join('')}</val>`
      return await soap.write<ChangeTicketVerdict>(
        { name: 'ChangeTicket', content },
        { ...call, mayStart: () => true },
        {
          answer(answer) {
            if (readKey(element(answer, 'ret'), 'ticketid') !== ticketId)
              throw malformed('ticketid: not the one asked for')
            return { kind: 'accepted' }
          },
          refusal: (fault) => readChangeRefusal(fault, ticketId),
        },
      )
    },
  }
}

/** What an AddTicketMessage fault answers, or null. Decided before any write. */
function readPostRefusal({ detail }: SoapFault, ticketId: string): PostMessageVerdict | null {
  if (detail === `Ticket not found (${ticketId})`) return NO_TICKET
  return detail === `Ticket is closed (${ticketId})` ? { kind: 'refused', reason: 'TICKET_CLOSED' } : null
}

function readChangeRefusal({ detail }: SoapFault, ticketId: string): ChangeTicketVerdict | null {
  if (detail === `Ticket not found (${ticketId})`) return NO_TICKET
  return detail === `Ticket is not closed (${ticketId})` ? { kind: 'refused', reason: 'TICKET_NOT_CLOSED' } : null
}

/** The one `ret` of an answer. One that is not what was asked for says nothing. */
function readEcho(answer: XmlElement, asked: Parameters<TicketWriting['postTicketMessage']>[0]): FoundMessage {
  const row = element(answer, 'ret')
  const found = readFound(row, asked.reference)
  if (found.ticketId !== asked.ticketId) throw malformed('ticketid: not the one asked for')
  if (String(readWhole(row, 'side')) !== codesOf(TICKET_AUTHOR, [asked.author])[0]) {
    throw malformed('side: not the one asked for')
  }
  if (elementText(row, 'text') !== asked.text) throw malformed('text: not the one asked for')
  return found
}

/** A row without the extid may be the one, spoilt: leaving it out would say that there is none. */
function readFound(row: XmlElement, reference: string): FoundMessage {
  if (findElementText(row, 'extid') !== reference) throw malformed('extid: not the one asked for')
  return { id: readKey(row, 'messageid'), ticketId: readKey(row, 'ticketid') }
}
