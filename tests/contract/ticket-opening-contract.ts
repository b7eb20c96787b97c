import { expect, test } from 'vitest'
import type { TicketOrder } from '../../src/billing/ticket-port.ts'
import { readable } from '../support/readable.ts'
import { type PostingSubject, postingCall } from './posting-subject.ts'
import { call } from './subject.ts'

const CONTACT = { name: 'Иванова Анна', phone: '+79121234567', address: 'Екатеринбург, ул. Мира, д. 5, кв. 7' }

/** Each with how many tickets there are in the end. The adapter must say `unknown`, and send nothing again. */
const TROUBLES: readonly (readonly [string, string, { code: string; tickets: number }])[] = [
  ['a connection that is reset afterwards', 'dropAfterApplying', { code: 'BILLING_UNREACHABLE', tickets: 1 }],
  ['a connection that is reset before', 'reset', { code: 'BILLING_UNREACHABLE', tickets: 0 }],
  ['an error although it was opened', 'errorAfterApplying', { code: 'BILLING_FAILED', tickets: 1 }],
  ['an HTML page with HTTP 200', 'html', { code: 'BILLING_FAILED', tickets: 0 }],
  ['XML that is not well-formed', 'notWellFormed', { code: 'BILLING_MALFORMED_ANSWER', tickets: 1 }],
  ['an empty body with HTTP 200', 'empty', { code: 'BILLING_FAILED', tickets: 0 }],
  ['an answer that stops in the middle', 'truncated', { code: 'BILLING_MALFORMED_ANSWER', tickets: 1 }],
  ["another operation's answer", 'wrongOperation', { code: 'BILLING_MALFORMED_ANSWER', tickets: 1 }],
  ["the echo of somebody else's ticket", 'foreignRows', { code: 'BILLING_MALFORMED_ANSWER', tickets: 1 }],
  ['an echo without some fields', 'missingFields', { code: 'BILLING_MALFORMED_ANSWER', tickets: 1 }],
  ['a category in the echo that nobody lists', 'unknownCodes', { code: 'BILLING_MALFORMED_ANSWER', tickets: 1 }],
]

/** Whatever opens tickets must do this. The judge is the helpdesk itself. */
export function describeOpeningContract(get: () => PostingSubject): void {
  const open = (wanted: TicketOrder, mayStart = () => true) =>
    get().billing.tickets.openTicket(wanted, postingCall(mayStart))
  const find = async (...references: readonly string[]) => {
    const keys = references.map((reference) => ({ reference, accountId: null }))
    const found = await readable(get().billing.tickets.findTicketsByReference(keys, call()))
    return keys.map((key) => found.get(key))
  }

  test.each(['FAULT', 'CHANGE_REQUEST', 'CONSULTATION', 'VISIT', 'CONNECTION'] as const)(
    'BIL-140 a ticket of the category %s is opened as it was ordered, and found by its reference',
    async (category) => {
      const account = await get().openAccount()
      const wanted = order(account.id, `T-140-${category}`, { category })
      const verdict = await open(wanted)
      const tickets = await get().ticketsOf(wanted.reference)
      const { subject, text } = wanted
      expect(tickets).toEqual([
        { id: expect.any(String), accountId: account.id, category, subject, text, contact: null },
      ])
      const ticket = { id: tickets[0]?.id, number: tickets[0]?.id, accountId: account.id }
      expect(verdict).toEqual({ kind: 'opened', ticket })
      expect(await find(wanted.reference)).toEqual([[ticket]])
    },
  )

  test('BIL-141 somebody without an account is called back, and the ticket belongs to nobody', async () => {
    const wanted = order(null, 'T-141', { category: 'CONNECTION', contact: CONTACT })
    const verdict = await open(wanted)
    const [ticket, ...others] = await get().ticketsOf('T-141')
    expect(others).toEqual([])
    expect(ticket).toMatchObject({
      accountId: null,
      contact: 'Иванова Анна, +79121234567, Екатеринбург, ул. Мира, д. 5, кв. 7',
    })
    const found = { id: ticket?.id, number: ticket?.id, accountId: null }
    expect(verdict).toEqual({ kind: 'opened', ticket: found })
    expect(await find('T-141')).toEqual([[found]])
  })

  test('BIL-142 a ticket of nobody is absent under every account, and hides none beside it', async () => {
    const account = await get().openAccount()
    await open(order(null, 'T-142', { contact: CONTACT }))
    await open(order(account.id, 'T-142-own'))
    const [[nobodys] = [], [own] = []] = await find('T-142', 'T-142-own')
    const keys = [nobodys, own].map((ticket) => ({ accountId: account.id, ticketId: ticket?.id ?? '' }))
    const tickets = await readable(get().billing.tickets.findTickets(keys, call()))
    expect(keys.map((key) => tickets.has(key))).toEqual([false, true])
    const pages = keys.map((key) => ({ ...key, first: 10, after: null }))
    const messages = await readable(get().billing.tickets.listMessages(pages, call()))
    expect(pages.map((key) => messages.get(key)?.messages.length)).toEqual([undefined, 1])
  })

  test('BIL-143 a repeated call opens a second ticket, and the look-up shows both', async () => {
    const account = await get().openAccount()
    const other = await get().openAccount()
    await open(order(account.id, 'T-143'))
    await open(order(other.id, 'T-143'))
    expect(await get().ticketsOf('T-143')).toHaveLength(2)
    const [found] = await find('T-143')
    expect(found?.map(({ accountId }) => accountId)).toEqual([account.id, other.id])
    expect(await find('T-143-other')).toEqual([[]])
  })

  test('BIL-144 for an account that is not there nothing is sent', async () => {
    await get().resetCalls()
    for (const accountId of ['999999999', '1;2']) {
      expect(await open(order(accountId, 'T-144'))).toEqual({ kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' })
    }
    expect(await get().calls('openTicket')).toBe(0)
  })

  test.each<readonly [string, Partial<TicketOrder>]>([
    ['an empty reference', { reference: '' }],
    ['a reference that is too long', { reference: 'x'.repeat(65) }],
    ['an empty subject', { subject: '' }],
    ['a subject of two lines', { subject: 'a\nb' }],
    ['a subject that is too long', { subject: 'x'.repeat(256) }],
    ['blanks around the text', { text: ' a' }],
    ['a text that is too long', { text: 'x'.repeat(4001) }],
    ['a control character', { text: 'a\u0000b' }],
    ['neither account nor contact', { accountId: null }],
    ['a contact without a name', { contact: { ...CONTACT, name: '' } }],
  ])('BIL-145 %s is refused and not sent', async (_name, fields) => {
    const account = await get().openAccount()
    await get().resetCalls()
    await expect(open(order(account.id, 'T-145', fields))).rejects.toMatchObject({
      code: 'BILLING_UNWRITABLE_REQUEST',
      outcome: 'not_applied',
    })
    expect(await get().calls('openTicket')).toBe(0)
  })

  test.each(TROUBLES)('BIL-146 %s is of unknown outcome', async (_name, kind, { code, tickets }) => {
    const account = await get().openAccount()
    await get().trouble('openTicket', kind)
    await get().resetCalls()
    await expect(open(order(account.id, `T-146-${kind}`))).rejects.toMatchObject({ code, outcome: 'unknown' })
    expect(await get().calls('openTicket')).toBe(1)
    expect(await get().ticketsOf(`T-146-${kind}`)).toHaveLength(tickets)
    expect((await find(`T-146-${kind}`))[0]).toHaveLength(tickets)
  })

  test('BIL-147 of a perfect echo with nothing opened no adapter can know; the look-up does', async () => {
    const account = await get().openAccount()
    await get().trouble('openTicket', 'successWithoutApplying')
    expect((await open(order(account.id, 'T-147'))).kind).toBe('opened')
    expect(await find('T-147')).toEqual([[]])
    await get().trouble('openTicket', { kind: 'successWithoutApplying', variant: 'empty' })
    await expect(open(order(account.id, 'T-147'))).rejects.toMatchObject({ outcome: 'unknown' })
    expect(await get().ticketsOf('T-147')).toEqual([])
  })

  test('BIL-148 a ticket that is opened twice by one call is opened, and the look-up shows both', async () => {
    const account = await get().openAccount()
    await get().trouble('openTicket', 'doubleCredit')
    expect((await open(order(account.id, 'T-148'))).kind).toBe('opened')
    expect((await find('T-148'))[0]).toHaveLength(2)
  })

  test('BIL-149 a ticket that may not start is not sent', async () => {
    const account = await get().openAccount()
    await get().resetCalls()
    await expect(open(order(account.id, 'T-149'), () => false)).rejects.toMatchObject({
      code: 'BILLING_CANCELED',
      outcome: 'not_applied',
    })
    expect(await get().calls('openTicket')).toBe(0)
  })

  test('BIL-150 a look-up whose answer is about another ticket, or unreadable, is no answer', async () => {
    const account = await get().openAccount()
    await open(order(account.id, 'T-150'))
    for (const kind of ['foreignRows', 'missingFields', 'truncated', 'html']) {
      await get().trouble('findTicket', kind)
      await expect(find('T-150')).rejects.toMatchObject({ outcome: 'not_applied' })
    }
  })
}

function order(accountId: string | null, reference: string, fields: Partial<TicketOrder> = {}): TicketOrder {
  return {
    accountId,
    contact: null,
    category: 'FAULT',
    subject: 'Нет интернета',
    text: 'Горит <красная> лампочка & гудит.\nВторая строка',
    reference,
    ...fields,
  }
}
