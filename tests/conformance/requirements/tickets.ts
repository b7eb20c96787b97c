import { expect } from 'vitest'
import type { TicketMessagePageKey, TicketPageKey } from '../../../src/billing/port.ts'
import type { Ticket, TicketMessage, TicketStatus } from '../../../src/domain/ticket.ts'
import { findBusiest } from '../facts.ts'
import { listIds, pick, read, readOne } from '../kit.ts'
import { describePages } from '../pages.ts'
import { type Requirement, requirement } from '../requirement.ts'
import { call } from '../subject.ts'
import { messageOrder, openOwn, postMessage } from '../tickets.ts'

const CAN = ['tickets'] as const

/** Tickets and their messages, their pages, and who may see them. */
export const TICKET_REQUIREMENTS: readonly Requirement[] = [
  ...describePages<Ticket>({
    slice: 'TICKETS',
    word: 'ticket',
    kind: 'tickets',
    capability: 'tickets',
    busy: 'an account with three tickets',
    list: async (billing, keys) => {
      const asked = keys.map((key): TicketPageKey => ({ ...key, statuses: null }))
      const pages = await billing.tickets.listTickets(asked, call())
      return new Map(
        keys.flatMap((key, index) => {
          const page = pages.get(asked[index] ?? { ...key, statuses: null })
          if (page === undefined) return []
          return [[key, page instanceof Error ? page : { rows: page.tickets, hasMore: page.hasMore }]]
        }),
      )
    },
    describe: describeTicket,
    fields: ['id', 'subject', 'status', 'category', 'createdAt', 'updatedAt', 'rating'],
    find: async (billing, keys) => {
      const asked = keys.map(({ accountId, id }) => ({ accountId, ticketId: id }))
      const found = await read(billing.tickets.findTickets(asked, call()))
      return asked.map((key) => found.get(key))
    },
    adding: {
      part: 'office.openTicket',
      add: ({ office }, accountId) => office.openTicket?.({ accountId, subject: 'x', text: 'y' }),
    },
  }),
  requirement('TICKETS-9', 'Only tickets in the states that were asked for come, whatever the size of the page.', {
    capabilities: CAN,
    parts: ['books.tickets'],
    prove: async (subject) => {
      const ids = (await listIds(subject)).slice(0, 60)
      const states: readonly (readonly TicketStatus[] | null)[] = [null, ['CLOSED'], ['IN_PROGRESS', 'OPEN', 'WAITING']]
      const keys = ids.flatMap((accountId, index) =>
        states.map((statuses): TicketPageKey => ({ accountId, first: (index % 3) + 1, before: null, statuses })),
      )
      const pages = await read(subject.billing.tickets.listTickets(keys, call()))
      expect(pages.size).toBe(keys.length)
      for (const key of keys) {
        const truth = (await subject.books.tickets(key.accountId)).filter(
          ({ status }) => key.statuses?.some((wanted) => wanted === status) ?? true,
        )
        expect(pages.get(key)?.tickets.map(describeTicket)).toMatchObject(truth.slice(0, key.first))
        expect(pages.get(key)?.hasMore).toBe(truth.length > key.first)
      }
    },
  }),
  requirement('TICKETS-10', 'No state is no ticket, and a state that the billing has no word for is not "any".', {
    capabilities: CAN,
    parts: ['books.tickets'],
    facts: ['an account with three tickets'],
    prove: async (subject) => {
      const { accountId } = await findBusiest(subject, 'tickets')
      const key = (statuses: readonly TicketStatus[]): TicketPageKey => ({
        accountId,
        first: 5,
        before: null,
        statuses,
      })
      const keys = [key([]), key(['UNKNOWN']), key(['UNKNOWN', 'CLOSED'])]
      const pages = await read(subject.billing.tickets.listTickets(keys, call()))
      const truth = await subject.books.tickets(accountId)
      const expected = keys.map(({ statuses }) =>
        truth.filter(({ status }) => statuses?.some((one) => one === status) === true).map(({ id }) => id),
      )
      expect(keys.map((each) => pages.get(each)?.tickets.map(({ id }) => id))).toEqual(
        expected.map((ids) => ids.slice(0, 5)),
      )
    },
  }),
  requirement('TICKETS-11', 'Page by page every message comes once, oldest first, as the helpdesk has it.', {
    capabilities: CAN,
    parts: ['books.tickets', 'books.messages'],
    facts: ['an account with three tickets'],
    prove: async (subject) => {
      const { accountId } = await findBusiest(subject, 'tickets')
      for (const { id: ticketId } of (await subject.books.tickets(accountId)).slice(0, 4)) {
        const truth = await subject.books.messages(ticketId)
        expect(truth.length).toBeGreaterThan(0)
        const told: TicketMessage[] = []
        let hasMore = true
        while (hasMore) {
          const key: TicketMessagePageKey = { accountId, ticketId, first: 1, after: told.at(-1)?.id ?? null }
          const page = await readOne(subject.billing.tickets.listMessages([key], call()), key)
          told.push(...page.messages)
          hasMore = page.hasMore && page.messages.length > 0
        }
        expect(told).toMatchObject(truth)
        expect(told.map(({ id }) => subject.billing.tickets.isMessageId(id))).not.toContain(false)
      }
      const madeUp = ['', '0', '-1', 'abc', '9'.repeat(30)]
      expect(madeUp.filter((id) => subject.billing.tickets.isMessageId(id))).toEqual([])
    },
  }),
  requirement(
    'TICKETS-12',
    'Messages of many tickets are not mixed up; those of foreign and unknown tickets are absent.',
    {
      capabilities: CAN,
      parts: ['books.tickets', 'books.messages'],
      facts: ['an account with three tickets'],
      prove: async (subject) => {
        const own: TicketMessagePageKey[] = []
        for (const accountId of (await listIds(subject)).slice(0, 40)) {
          for (const { id } of await subject.books.tickets(accountId)) own.push(messagesOf(accountId, id))
        }
        const { accountId } = pick(own, 'ticket')
        const [{ accountId: owner, ticketId: foreign } = messagesOf('', '')] = own
        const stranger = (await listIds(subject)).find((id) => id !== owner) ?? ''
        const { unknownAccountId, unknownRecordId } = subject.samples
        const absent = [
          messagesOf(stranger, foreign),
          messagesOf(stranger, unknownRecordId),
          messagesOf(stranger, '0'),
          messagesOf(unknownAccountId, foreign),
          { ...messagesOf(accountId, foreign), after: '-1' },
        ]
        const pages = await read(subject.billing.tickets.listMessages([...own, ...absent], call()))
        expect(absent.filter((key) => pages.has(key))).toEqual([])
        for (const key of own) {
          expect(pages.get(key)?.messages).toMatchObject(await subject.books.messages(key.ticketId))
        }
      },
    },
  ),
  requirement('TICKETS-13', 'After the last message there is an empty page, for the own ticket only.', {
    capabilities: CAN,
    parts: ['books.tickets', 'books.messages'],
    facts: ['an account with three tickets'],
    prove: async (subject) => {
      const { accountId } = await findBusiest(subject, 'tickets')
      const [ticket] = await subject.books.tickets(accountId)
      const ticketId = ticket?.id ?? ''
      const after = (await subject.books.messages(ticketId)).at(-1)?.id ?? ''
      const stranger = (await listIds(subject)).find((id) => id !== accountId) ?? ''
      const keys = [accountId, stranger].map((id) => ({ ...messagesOf(id, ticketId), after }))
      const pages = await read(subject.billing.tickets.listMessages(keys, call()))
      expect([...pages]).toEqual([[keys[0], { messages: [], hasMore: false }]])
    },
  }),
  requirement(
    'TICKETS-15',
    'A message that is written between two pages comes at the end, and none is lost or comes twice.',
    {
      capabilities: CAN,
      parts: ['books.messages', 'office.openAccount'],
      prove: async (subject) => {
        const ticket = await openOwn(subject)
        const { accountId, ticketId } = ticket
        const list = (first: number, after: string | null) => {
          const key: TicketMessagePageKey = { accountId, ticketId, first, after }
          return readOne(subject.billing.tickets.listMessages([key], call()), key)
        }
        await postMessage(subject, messageOrder(ticket))
        const one = await list(1, null)
        await postMessage(subject, messageOrder(ticket))
        const two = await list(5, one.messages.at(-1)?.id ?? null)
        const truth = (await subject.books.messages(ticketId)).map(({ id }) => id)
        expect([...one.messages, ...two.messages].map(({ id }) => id)).toEqual(truth)
        expect([truth.length, one.hasMore, two.hasMore]).toEqual([3, true, false])
      },
    },
  ),
  requirement('TICKETS-14', 'What is opened in the helpdesk itself is in the next answer, to the letter.', {
    capabilities: CAN,
    parts: ['office.openAccount', 'office.openTicket'],
    prove: async (subject) => {
      const { id: accountId } = await subject.office.openAccount()
      await subject.office.openTicket({ accountId, subject: 'Мигает <лампа> & гудит', text: 'Приходите\nзавтра' })
      const key: TicketPageKey = { accountId, first: 1, before: null, statuses: null }
      const page = await readOne(subject.billing.tickets.listTickets([key], call()), key)
      const [ticket] = page.tickets
      expect(ticket).toMatchObject({ subject: 'Мигает <лампа> & гудит', status: 'OPEN', category: 'FAULT' })
      const messages = messagesOf(accountId, ticket?.id ?? '')
      const told = await readOne(subject.billing.tickets.listMessages([messages], call()), messages)
      expect(told.messages).toMatchObject([{ text: 'Приходите\nзавтра', author: 'SUBSCRIBER', reference: null }])
    },
  }),
]

function messagesOf(accountId: string, ticketId: string): TicketMessagePageKey {
  return { accountId, ticketId, first: 100, after: null }
}

function describeTicket({ id, subject, status, category, createdAt, updatedAt, rating }: Ticket): object {
  return { id, subject, status, category, createdAt, updatedAt, rating }
}
