import { expect } from 'vitest'
import type { TicketMessageOrder } from '../../../src/billing/public.ts'
import type { TicketChange } from '../../../src/domain/ticket.ts'
import { CANCELED, expectCalls, NOT_APPLIED, readOne, refused, UNKNOWN, UNWRITABLE } from '../kit.ts'
import type { PartName } from '../parts.ts'
import { type Requirement, requirement } from '../requirement.ts'
import { type ConformanceSubject, call } from '../subject.ts'
import { CONTACT, findMessages, messageOrder, openOwn, openTicket, postMessage, ticketOrder } from '../tickets.ts'
import { troublesWithout } from '../troubles.ts'

const CAN = ['tickets'] as const
const PARTS = ['books.messages', 'office.openAccount'] as const satisfies readonly PartName[]

/** Whatever writes into tickets must do this. The judge is the helpdesk itself. */
export const TICKET_MESSAGE_REQUIREMENTS: readonly Requirement[] = [
  ...(['SUBSCRIBER', 'OPERATOR'] as const).map((author) =>
    requirement(
      `TICKETS-40.${author}`,
      `A message of the ${author} is written as it was ordered, and found by its reference.`,
      {
        capabilities: CAN,
        parts: PARTS,
        prove: async (subject) => {
          const ticket = await openOwn(subject)
          const order = messageOrder(ticket, { author, authorName: 'Вера & Ко' })
          const verdict = await postMessage(subject, order)
          const [, written, ...others] = await subject.books.messages(ticket.ticketId)
          expect(others).toEqual([])
          expect(written).toMatchObject({ author, text: order.text })
          const found = { id: written?.id, ticketId: ticket.ticketId }
          expect(verdict).toEqual({ kind: 'posted', message: found })
          expect(await findMessages(subject, order)).toEqual([found])
          const key = { accountId: ticket.accountId, ticketId: ticket.ticketId, first: 10, after: null }
          const page = await readOne(subject.billing.tickets.listMessages([key], call()), key)
          expect(page.messages[1]).toMatchObject({ author, text: order.text, reference: order.reference })
          if (written?.authorName !== undefined) expect(page.messages[1]?.authorName).toBe(order.authorName)
        },
      },
    ),
  ),
  requirement(
    'TICKETS-41',
    'A repeated call writes a second message, or none where the helpdesk minds; the look-up shows what there is.',
    {
      capabilities: CAN,
      parts: PARTS,
      prove: async (subject, note) => {
        const ticket = await openOwn(subject)
        const order = messageOrder(ticket)
        await postMessage(subject, order)
        await postMessage(subject, order).catch(() => note('the helpdesk minds a repeated reference'))
        const written = (await subject.books.messages(ticket.ticketId)).slice(1)
        expect((await findMessages(subject, order)).map(({ id }) => id)).toEqual(written.map(({ id }) => id))
        expect(await findMessages(subject, { ...order, reference: `${order.reference}x` })).toEqual([])
      },
    },
  ),
  requirement('TICKETS-42', 'A foreign ticket and an absent one are refused alike, and nothing is written.', {
    capabilities: CAN,
    parts: PARTS,
    prove: async (subject) => {
      const own = await openOwn(subject)
      const foreign = await openOwn(subject)
      const absent = refused('TICKET_NOT_FOUND')
      for (const ticketId of [foreign.ticketId, subject.samples.unknownRecordId, 'word', '0']) {
        expect(await postMessage(subject, messageOrder({ ...own, ticketId }))).toEqual(absent)
        expect(await change(subject, { ...own, ticketId }, { status: 'CLOSED' })).toEqual(absent)
      }
      const stranger = { ...own, accountId: subject.samples.unknownAccountId }
      expect(await postMessage(subject, messageOrder(stranger))).toEqual(absent)
      for (const { ticketId } of [own, foreign]) expect(await subject.books.messages(ticketId)).toHaveLength(1)
    },
  }),
  requirement('TICKETS-43', 'A closed ticket takes no message.', {
    capabilities: CAN,
    parts: PARTS,
    unless: ({ samples }) =>
      samples.writesIntoClosedTickets === true ? 'this helpdesk opens a ticket again that is written into' : null,
    prove: async (subject) => {
      const own = await openOwn(subject)
      await change(subject, own, { status: 'CLOSED' })
      expect(await postMessage(subject, messageOrder(own))).toEqual(refused('TICKET_CLOSED'))
      expect(await subject.books.messages(own.ticketId)).toHaveLength(1)
    },
  }),
  ...troublesWithout('brokenMoney', 'hugeAnswer', 'emptySuccess').map(({ kind, words, rows }) =>
    requirement(
      `TICKETS-44.${kind}`,
      `After ${words} a message is of unknown outcome, sent once, and the look-up tells.`,
      {
        capabilities: CAN,
        parts: PARTS,
        faults: [['postTicketMessage', kind]],
        prove: async (subject) => {
          await postMessage(subject, messageOrder(await openOwn(subject)))
          const ticket = await openOwn(subject)
          const order = messageOrder(ticket)
          await subject.faults?.cause('postTicketMessage', kind, {})
          await subject.calls?.reset()
          await expect(postMessage(subject, order)).rejects.toMatchObject(UNKNOWN)
          await expectCalls(subject, 'postTicketMessage', 1)
          await subject.faults?.clear()
          const written = (await subject.books.messages(ticket.ticketId)).slice(1)
          if (rows !== null) expect(written).toHaveLength(rows)
          expect((await findMessages(subject, order)).map(({ id }) => id)).toEqual(written.map(({ id }) => id))
        },
      },
    ),
  ),
  requirement('TICKETS-45', 'Of a perfect answer with nothing written no adapter can know; the look-up does.', {
    capabilities: CAN,
    parts: PARTS,
    faults: [['postTicketMessage', 'silentSuccess']],
    prove: async (subject) => {
      const order = messageOrder(await openOwn(subject))
      await subject.faults?.cause('postTicketMessage', 'silentSuccess', {})
      expect((await postMessage(subject, order)).kind).toBe('posted')
      await subject.faults?.clear()
      expect(await findMessages(subject, order)).toEqual([])
    },
  }),
  requirement('TICKETS-46', 'A message that is written twice by one call is posted, and the look-up shows both.', {
    capabilities: CAN,
    parts: PARTS,
    faults: [['postTicketMessage', 'doubleWrite']],
    prove: async (subject) => {
      const order = messageOrder(await openOwn(subject))
      await subject.faults?.cause('postTicketMessage', 'doubleWrite', {})
      expect((await postMessage(subject, order)).kind).toBe('posted')
      expect(await findMessages(subject, order)).toHaveLength(2)
    },
  }),
  requirement('TICKETS-47', 'A message that may not start, or that would not be kept as it is, is not sent.', {
    capabilities: CAN,
    parts: PARTS,
    prove: async (subject) => {
      const ticket = await openOwn(subject)
      await subject.calls?.reset()
      await expect(postMessage(subject, messageOrder(ticket), () => false)).rejects.toMatchObject(CANCELED)
      const wrong: readonly Partial<TicketMessageOrder>[] = [
        { text: ' x' },
        { text: '' },
        { text: 'a\u0000b' },
        { reference: '' },
        { reference: 'x'.repeat(2000) },
      ]
      for (const fields of wrong) {
        await expect(postMessage(subject, messageOrder(ticket, fields))).rejects.toMatchObject(UNWRITABLE)
      }
      await expectCalls(subject, 'postTicketMessage', 0)
      expect(await subject.books.messages(ticket.ticketId)).toHaveLength(1)
    },
  }),
  ...(['wrongRow', 'missingFields', 'cutAnswer', 'htmlPage'] as const).map((kind) =>
    requirement(`TICKETS-48.${kind}`, `A look-up of a message that meets ${kind} is no answer.`, {
      capabilities: CAN,
      parts: PARTS,
      faults: [['findMessagesByReference', kind]],
      prove: async (subject) => {
        await postMessage(subject, messageOrder(await openOwn(subject)))
        const order = messageOrder(await openOwn(subject))
        await postMessage(subject, order)
        await subject.faults?.cause('findMessagesByReference', kind, {})
        await expect(findMessages(subject, order)).rejects.toMatchObject(NOT_APPLIED)
      },
    }),
  ),
  requirement('TICKETS-50', 'A ticket is closed and opened again, and its history tells of it.', {
    capabilities: CAN,
    parts: PARTS,
    prove: async (subject, note) => {
      const ticket = await openOwn(subject)
      expect(await change(subject, ticket, { status: 'CLOSED' })).toEqual({ kind: 'accepted' })
      expect(await find(subject, ticket)).toMatchObject({ status: 'CLOSED' })
      expect(await change(subject, ticket, { status: 'OPEN' })).toEqual({ kind: 'accepted' })
      expect(await find(subject, ticket)).toMatchObject({ status: 'OPEN' })
      const key = { accountId: ticket.accountId, ticketId: ticket.ticketId, first: 10, after: null }
      const history = await readOne(subject.billing.tickets.listHistory([key], call()), key)
      const states = history.changes.map(({ status }) => status)
      if (states.length === 0) note('this helpdesk keeps no history')
      else expect(states).toEqual(['OPEN', 'CLOSED', 'OPEN'])
    },
  }),
  requirement('TICKETS-51', 'A ticket is rated when it is closed, and not before.', {
    capabilities: CAN,
    parts: PARTS,
    unless: ({ samples }) => (samples.keepsNoRatings === true ? 'this helpdesk keeps no ratings' : null),
    prove: async (subject) => {
      const ticket = await openOwn(subject)
      expect(await change(subject, ticket, { rating: 4 })).toEqual(refused('TICKET_NOT_CLOSED'))
      await change(subject, ticket, { status: 'CLOSED' })
      expect(await change(subject, ticket, { rating: 4 })).toEqual({ kind: 'accepted' })
      expect(await find(subject, ticket)).toMatchObject({ status: 'CLOSED', rating: 4 })
    },
  }),
  requirement('TICKETS-52', 'A change that is reported and not made is accepted, and what is read tells.', {
    capabilities: CAN,
    parts: PARTS,
    faults: [['changeTicket', 'silentSuccess']],
    prove: async (subject) => {
      const ticket = await openOwn(subject)
      await subject.faults?.cause('changeTicket', 'silentSuccess', {})
      expect(await change(subject, ticket, { status: 'CLOSED' })).toEqual({ kind: 'accepted' })
      expect(await find(subject, ticket)).toMatchObject({ status: 'OPEN' })
    },
  }),
  requirement('TICKETS-53', 'A change whose answer is lost is of unknown outcome, and what is read tells.', {
    capabilities: CAN,
    parts: PARTS,
    faults: [['changeTicket', 'loseAnswer']],
    prove: async (subject) => {
      const ticket = await openOwn(subject)
      await subject.faults?.cause('changeTicket', 'loseAnswer', {})
      await expect(change(subject, ticket, { status: 'CLOSED' })).rejects.toMatchObject(UNKNOWN)
      await subject.faults?.clear()
      expect(await find(subject, ticket)).toMatchObject({ status: 'CLOSED' })
    },
  }),
  requirement('TICKETS-54', 'The queue shows the tickets of everybody, newest first, and none of nobody.', {
    capabilities: CAN,
    parts: PARTS,
    prove: async (subject) => {
      const [one, other] = [await openOwn(subject), await openOwn(subject)]
      if (subject.samples.refusesTicketsOfNobody !== true) {
        await openTicket(subject, ticketOrder(null, { contact: CONTACT }))
      }
      const list = (fields: object = {}) =>
        subject.billing.tickets.listTicketQueue(
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
      await change(subject, one, { status: 'CLOSED' })
      const closed = await list({ first: 1, statuses: ['CLOSED'], categories: ['FAULT'] })
      expect(closed.tickets[0]?.id).toBe(one.ticketId)
      expect((await list({ before: 'word' })).tickets).toEqual([])
    },
  }),
]

interface Key {
  readonly accountId: string
  readonly ticketId: string
}

function change({ billing }: ConformanceSubject, { accountId, ticketId }: Key, wanted: TicketChange) {
  return billing.tickets.changeTicket({ accountId, ticketId, author: 'SUBSCRIBER', change: wanted }, call())
}

function find({ billing }: ConformanceSubject, { accountId, ticketId }: Key) {
  const key = { accountId, ticketId }
  return readOne(billing.tickets.findTickets([key], call()), key)
}
