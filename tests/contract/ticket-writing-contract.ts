import { expect, test } from 'vitest'
import type { TicketMessageOrder } from '../../src/billing/ticket-port.ts'
import { readable } from '../support/readable.ts'
import { type PostingSubject, postingCall } from './posting-subject.ts'
import { call } from './subject.ts'

/** Each with how many messages there are in the end. The adapter must say `unknown`, and send nothing again. */
const TROUBLES: readonly (readonly [string, string, { code: string; messages: number }])[] = [
  ['a connection that is reset afterwards', 'dropAfterApplying', { code: 'BILLING_UNREACHABLE', messages: 1 }],
  ['a connection that is reset before', 'reset', { code: 'BILLING_UNREACHABLE', messages: 0 }],
  ['an error although it was written', 'errorAfterApplying', { code: 'BILLING_FAILED', messages: 1 }],
  ['an HTML page with HTTP 200', 'html', { code: 'BILLING_FAILED', messages: 0 }],
  ['XML that is not well-formed', 'notWellFormed', { code: 'BILLING_MALFORMED_ANSWER', messages: 1 }],
  ['an empty body with HTTP 200', 'empty', { code: 'BILLING_FAILED', messages: 0 }],
  ['an answer that stops in the middle', 'truncated', { code: 'BILLING_MALFORMED_ANSWER', messages: 1 }],
  ["another operation's answer", 'wrongOperation', { code: 'BILLING_MALFORMED_ANSWER', messages: 1 }],
  ["the echo of somebody else's message", 'foreignRows', { code: 'BILLING_MALFORMED_ANSWER', messages: 1 }],
  ['an echo without some fields', 'missingFields', { code: 'BILLING_MALFORMED_ANSWER', messages: 1 }],
  ['a writer in the echo that nobody lists', 'unknownCodes', { code: 'BILLING_MALFORMED_ANSWER', messages: 1 }],
]

/** Whatever writes into tickets must do this. The judge is the helpdesk itself. */
export function describeWritingContract(get: () => PostingSubject): void {
  const post = (wanted: TicketMessageOrder, mayStart = () => true) =>
    get().billing.tickets.postTicketMessage(wanted, postingCall(mayStart))
  const find = async (reference: string) => {
    const key = { reference, accountId: '1', ticketId: '1' }
    return (await readable(get().billing.tickets.findMessagesByReference([key], call()))).get(key)
  }
  const change = (key: Ticket, fields: object) =>
    get().billing.tickets.changeTicket({ ...key, author: 'SUBSCRIBER', change: fields }, call())
  const read = async (key: Ticket) => (await readable(get().billing.tickets.findTickets([key], call()))).get(key)

  /** A ticket with one message, by its keys. */
  async function open(reference: string): Promise<Ticket> {
    const account = await get().openAccount()
    const order = {
      accountId: account.id,
      contact: null,
      category: 'FAULT',
      subject: 'x',
      text: 'x',
      reference,
    } as const
    const verdict = await get().billing.tickets.openTicket(order, postingCall())
    if (verdict.kind !== 'opened') throw new Error(verdict.kind)
    return { accountId: account.id, ticketId: verdict.ticket.id }
  }
  const textsOf = async (reference: string) => (await get().messagesOf(reference)).map(({ text }) => text)

  test.each(['SUBSCRIBER', 'OPERATOR'] as const)(
    'BIL-300 a message of the %s is written as it was ordered, and found by its reference',
    async (author) => {
      const wanted = message(await open(`T-300-${author}`), `m-300-${author}`, { author, authorName: 'Вера & Ко' })
      const verdict = await post(wanted)
      const [written, ...others] = await get()
        .messagesOf(`T-300-${author}`)
        .then((all) => all.slice(1))
      expect([written, others]).toEqual([
        { id: expect.any(String), author, authorName: 'Вера & Ко', text: wanted.text },
        [],
      ])
      const found = { id: written?.id, ticketId: wanted.ticketId }
      expect(verdict).toEqual({ kind: 'posted', message: found })
      expect(await find(wanted.reference)).toEqual([found])
    },
  )

  test('BIL-301 a repeated call writes a second message, and the look-up shows both, whatever ticket they are in', async () => {
    const one = await open('T-301')
    const other = await open('T-301-other')
    await post(message(one, 'm-301'))
    await post(message(other, 'm-301'))
    expect((await find('m-301'))?.map(({ ticketId }) => ticketId)).toEqual([one.ticketId, other.ticketId])
    expect(await find('m-301-other')).toEqual([])
  })

  test('BIL-302 a foreign ticket, an absent one and a closed one are refused, and nothing is written', async () => {
    const own = await open('T-302')
    const foreign = await open('T-302-foreign')
    const absent = { kind: 'refused', reason: 'TICKET_NOT_FOUND' }
    for (const ticketId of [foreign.ticketId, '999999999', 'word', '0']) {
      expect(await post(message({ ...own, ticketId }, 'm-302'))).toEqual(absent)
      expect(await change({ ...own, ticketId }, { status: 'CLOSED' })).toEqual(absent)
    }
    expect(await post(message({ ...own, accountId: '999999999' }, 'm-302'))).toEqual(absent)
    await change(own, { status: 'CLOSED' })
    expect(await post(message(own, 'm-302'))).toEqual({ kind: 'refused', reason: 'TICKET_CLOSED' })
    expect(await find('m-302')).toEqual([])
    expect(await textsOf('T-302-foreign')).toEqual(['x'])
  })

  test.each(TROUBLES)('BIL-303 %s is of unknown outcome', async (_name, kind, { code, messages }) => {
    const wanted = message(await open(`T-303-${kind}`), `m-303-${kind}`)
    await get().trouble('addMessage', kind)
    await get().resetCalls()
    await expect(post(wanted)).rejects.toMatchObject({ code, outcome: 'unknown' })
    expect(await get().calls('addMessage')).toBe(1)
    expect((await textsOf(`T-303-${kind}`)).slice(1)).toHaveLength(messages)
    expect(await find(wanted.reference)).toHaveLength(messages)
  })

  test('BIL-304 of a perfect echo with nothing written no adapter can know; the look-up does', async () => {
    const ticket = await open('T-304')
    await get().trouble('addMessage', 'successWithoutApplying')
    expect((await post(message(ticket, 'm-304'))).kind).toBe('posted')
    expect(await find('m-304')).toEqual([])
    await get().trouble('addMessage', { kind: 'successWithoutApplying', variant: 'empty' })
    await expect(post(message(ticket, 'm-304'))).rejects.toMatchObject({ outcome: 'unknown' })
    await get().trouble('addMessage', 'doubleCredit')
    expect((await post(message(ticket, 'm-304'))).kind).toBe('posted')
    expect(await find('m-304')).toHaveLength(2)
  })

  test('BIL-305 a message that may not start, or that the helpdesk would not keep as it is, is not sent', async () => {
    const ticket = await open('T-305')
    await get().resetCalls()
    const error = { outcome: 'not_applied' }
    await expect(post(message(ticket, 'm-305'), () => false)).rejects.toMatchObject(error)
    for (const fields of [{ text: ' x' }, { text: '' }, { text: 'x'.repeat(4001) }, { reference: 'x'.repeat(65) }]) {
      await expect(post(message(ticket, 'm-305', fields))).rejects.toMatchObject(error)
    }
    expect(await get().calls('addMessage')).toBe(0)
  })

  test('BIL-306 a look-up whose answer is about another message, or unreadable, is no answer', async () => {
    await post(message(await open('T-306'), 'm-306'))
    for (const kind of ['foreignRows', 'missingFields', 'truncated', 'html']) {
      await get().trouble('findMessage', kind)
      await expect(find('m-306')).rejects.toMatchObject({ outcome: 'not_applied' })
    }
  })

  test('BIL-307 a ticket is closed, rated and opened again, and a rating before that is refused', async () => {
    const ticket = await open('T-307')
    expect(await change(ticket, { rating: 4 })).toEqual({ kind: 'refused', reason: 'TICKET_NOT_CLOSED' })
    expect(await change(ticket, { status: 'CLOSED' })).toEqual({ kind: 'accepted' })
    expect(await change(ticket, { rating: 4 })).toEqual({ kind: 'accepted' })
    expect(await read(ticket)).toMatchObject({ status: 'CLOSED', rating: 4 })
    expect(await change(ticket, { status: 'OPEN' })).toEqual({ kind: 'accepted' })
    expect(await read(ticket)).toMatchObject({ status: 'OPEN', rating: 4 })
    const key = { ...ticket, first: 10, after: null }
    const history = (await readable(get().billing.tickets.listHistory([key], call()))).get(key)
    expect(history?.changes.map(({ status }) => status)).toEqual(['OPEN', 'CLOSED', 'OPEN'])
  })

  test('BIL-308 a change that is reported and not made is accepted, and what is read tells', async () => {
    const ticket = await open('T-308')
    await get().trouble('changeTicket', 'successWithoutApplying')
    expect(await change(ticket, { status: 'CLOSED' })).toEqual({ kind: 'accepted' })
    expect(await read(ticket)).toMatchObject({ status: 'OPEN' })
    await get().trouble('changeTicket', 'dropAfterApplying')
    await expect(change(ticket, { status: 'CLOSED' })).rejects.toMatchObject({ outcome: 'unknown' })
    expect(await read(ticket)).toMatchObject({ status: 'CLOSED' })
  })

  test('BIL-309 the queue shows the tickets of everybody, newest first, and none of nobody', async () => {
    const [one, other] = [await open('T-309'), await open('T-309-other')]
    const contact = { name: 'Анна', phone: '+79121234567', address: 'Екатеринбург' }
    const nobodys = {
      accountId: null,
      contact,
      category: 'FAULT',
      subject: 'x',
      text: 'x',
      reference: 'T-309-n',
    } as const
    await get().billing.tickets.openTicket(nobodys, postingCall())
    const list = (fields: object = {}) =>
      get().billing.tickets.listTicketQueue(
        { first: 2, before: null, statuses: null, categories: null, ...fields },
        call(),
      )
    const page = await list()
    expect(page.tickets.map(({ id, accountId }) => [id, accountId])).toEqual([
      [other.ticketId, other.accountId],
      [one.ticketId, one.accountId],
    ])
    expect(page.hasMore).toBe(true)
    expect((await list({ first: 1, before: other.ticketId })).tickets[0]?.id).toBe(one.ticketId)
    await change(one, { status: 'CLOSED' })
    expect((await list({ first: 1, statuses: ['CLOSED'], categories: ['FAULT'] })).tickets[0]?.id).toBe(one.ticketId)
    expect((await list({ before: 'word' })).tickets).toEqual([])
  })
}

interface Ticket {
  readonly accountId: string
  readonly ticketId: string
}

function message(ticket: Ticket, reference: string, fields: Partial<TicketMessageOrder> = {}): TicketMessageOrder {
  const text = 'Лампочка <погасла> & гудит.\nВторая строка'
  return { ...ticket, author: 'SUBSCRIBER', authorName: null, text, reference, ...fields }
}
