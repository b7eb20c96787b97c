import { expect, test } from 'vitest'
import type { TicketMessagePageKey, TicketPageKey } from '../../src/billing/port.ts'
import type { Ticket, TicketMessage, TicketStatus } from '../../src/domain/ticket.ts'
import { readable } from '../support/readable.ts'
import { type ContractSubject, call, type TrueTicket } from './subject.ts'

/** Tickets and their messages, their pages, and who may see them. */
export function describeTicketContract(get: () => ContractSubject): void {
  const ids = () => get().accounts.map(({ id }) => id)
  /** The account with the most tickets. */
  const busiest = () =>
    ids().reduce((one, other) => (get().tickets(other).length > get().tickets(one).length ? other : one))
  const listTickets = (keys: readonly TicketPageKey[]) => readable(get().billing.tickets.listTickets(keys, call()))
  const listMessages = (keys: readonly TicketMessagePageKey[]) =>
    readable(get().billing.tickets.listMessages(keys, call()))

  test('BIL-60 page by page every ticket comes once, newest first', async () => {
    const accountId = busiest()
    const truth = get().tickets(accountId)
    expect(truth.length).toBeGreaterThan(2)
    const read: Ticket[] = []
    let before: string | null = null
    let hasMore = true
    while (hasMore) {
      const key: TicketPageKey = { ...newest(accountId, 2), before }
      const page = (await listTickets([key])).get(key)
      read.push(...(page?.tickets ?? []))
      hasMore = page?.hasMore ?? false
      before = page?.tickets.at(-1)?.id ?? null
    }
    expect(read.map(describeTicket)).toEqual(truth)
    expect(read.every((ticket) => ticket.accountId === accountId && ticket.number !== '')).toBe(true)
  })

  test('BIL-61 the tickets of many accounts, of different sizes, places and states, are not mixed up', async () => {
    const states: readonly (readonly TicketStatus[] | null)[] = [null, ['CLOSED'], ['IN_PROGRESS', 'OPEN', 'WAITING']]
    const keys = ids().flatMap((accountId, index) =>
      states.map((statuses): TicketPageKey => ({ accountId, first: (index % 3) + 1, before: null, statuses })),
    )
    const pages = await listTickets(keys)
    expect(pages.size).toBe(keys.length)
    for (const key of keys) {
      const truth = get()
        .tickets(key.accountId)
        .filter(({ status }) => key.statuses?.some((wanted) => wanted === status) ?? true)
      expect(pages.get(key)?.tickets.map(describeTicket)).toEqual(truth.slice(0, key.first))
      expect(pages.get(key)?.hasMore).toBe(truth.length > key.first)
    }
  })

  test('BIL-62 no state is no ticket, and a state that the billing has no word for is not "any"', async () => {
    const key = (statuses: readonly TicketStatus[]): TicketPageKey => ({ ...newest(busiest(), 5), statuses })
    const keys = [key([]), key(['UNKNOWN']), key(['UNKNOWN', 'CLOSED']), { ...key([]), accountId: '999999999' }]
    const pages = await listTickets(keys)
    const closed = get()
      .tickets(busiest())
      .filter(({ status }) => status === 'CLOSED')
    expect(keys.map((each) => pages.get(each)?.tickets.map(describeTicket))).toEqual([
      [],
      [],
      closed.slice(0, 5),
      undefined,
    ])
  })

  test('BIL-63 an account without tickets has an empty page; an unknown one and a broken cursor have none', async () => {
    await get().createAccount({ number: '500004', login: 'content', password: 'x' })
    const { id } = await get().findAccount('500004')
    const [known = ''] = ids()
    const keys: TicketPageKey[] = [
      newest(id, 5),
      newest('999999999', 5),
      newest('17;23', 5),
      { ...newest(known, 5), before: '0' },
      { ...newest(known, 5), before: '-1' },
      { ...newest(known, 5), before: '<flt/>' },
    ]
    expect([...(await listTickets(keys))]).toEqual([[keys[0], { tickets: [], hasMore: false }]])
  })

  test('BIL-64 a ticket is found by its id, under its own account only', async () => {
    const one = busiest()
    const other = ids().find((id) => id !== one) ?? ''
    const [first, second] = get().tickets(one)
    const keys = [
      { accountId: one, ticketId: first?.id ?? '' },
      { accountId: one, ticketId: second?.id ?? '' },
      { accountId: other, ticketId: first?.id ?? '' },
      { accountId: one, ticketId: '999999999' },
      { accountId: one, ticketId: '0' },
      { accountId: one, ticketId: "1' OR 1" },
      { accountId: '999999999', ticketId: first?.id ?? '' },
    ]
    const found = await readable(get().billing.tickets.findTickets(keys, call()))
    expect([...found].map(([key, ticket]) => [keys.indexOf(key), describeTicket(ticket)])).toEqual([
      [0, first],
      [1, second],
    ])
  })

  test('BIL-65 page by page every message comes once, oldest first', async () => {
    const accountId = busiest()
    for (const { id: ticketId } of get().tickets(accountId).slice(0, 4)) {
      const truth = get().messages(ticketId)
      expect(truth.length).toBeGreaterThan(0)
      const read: TicketMessage[] = []
      let after: string | null = null
      let hasMore = true
      while (hasMore) {
        const key: TicketMessagePageKey = { accountId, ticketId, first: 1, after }
        const page = (await listMessages([key])).get(key)
        read.push(...(page?.messages ?? []))
        hasMore = page?.hasMore ?? false
        after = page?.messages.at(-1)?.id ?? null
      }
      expect(read).toEqual(truth)
      expect(read.map(({ id }) => get().billing.tickets.isMessageId(id))).not.toContain(false)
    }
    const madeUp = ['', '0', '-1', 'abc', '9'.repeat(30)]
    expect(madeUp.filter((id) => get().billing.tickets.isMessageId(id))).toEqual([])
  })

  test('BIL-66 the messages of many tickets are not mixed up, and those of foreign and unknown tickets are absent', async () => {
    const own = ids()
      .slice(0, 40)
      .flatMap((accountId) =>
        get()
          .tickets(accountId)
          .map(({ id }) => messagesOf(accountId, id)),
      )
    expect(own.length).toBeGreaterThan(10)
    const [{ ticketId: foreign } = { ticketId: '' }] = own
    const stranger =
      ids().findLast((id) =>
        get()
          .tickets(id)
          .every((ticket) => ticket.id !== foreign),
      ) ?? ''
    const absent = [
      messagesOf(stranger, foreign),
      messagesOf(stranger, '999999999'),
      messagesOf(stranger, '0'),
      messagesOf('999999999', foreign),
      { ...messagesOf(stranger, foreign), after: '-1' },
    ]
    const pages = await listMessages([...own, ...absent])
    expect(pages.size).toBe(own.length)
    for (const key of own) expect(pages.get(key)?.messages).toEqual(get().messages(key.ticketId))
  })

  test('BIL-67 after the last message there is an empty page, for the own ticket only', async () => {
    const accountId = busiest()
    const [ticket] = get().tickets(accountId)
    const ticketId = ticket?.id ?? ''
    const after = get().messages(ticketId).at(-1)?.id ?? ''
    const stranger = ids().find((id) => id !== accountId) ?? ''
    const keys = [accountId, stranger].map((id) => ({ ...messagesOf(id, ticketId), after }))
    expect([...(await listMessages(keys))]).toEqual([[keys[0], { messages: [], hasMore: false }]])
  })

  test('BIL-68 what is opened in the old system is in the next answer', async () => {
    const account = get().accounts.at(-1)
    if (account === undefined) throw new Error('no account')
    await get().openTicket(account.number, 'Мигает <лампа> & гудит', 'Приходите\nзавтра')
    const key = newest(account.id, 1)
    const ticket = (await listTickets([key])).get(key)?.tickets[0]
    expect(ticket).toMatchObject({ subject: 'Мигает <лампа> & гудит', status: 'OPEN', category: 'FAULT' })
    const messages = messagesOf(account.id, ticket?.id ?? '')
    expect((await listMessages([messages])).get(messages)?.messages).toMatchObject([
      { text: 'Приходите\nзавтра', author: 'SUBSCRIBER' },
    ])
  })
}

function newest(accountId: string, first: number): TicketPageKey {
  return { accountId, first, before: null, statuses: null }
}

function messagesOf(accountId: string, ticketId: string): TicketMessagePageKey {
  return { accountId, ticketId, first: 100, after: null }
}

function describeTicket({ id, subject, status, category, createdAt, updatedAt, rating }: Ticket): TrueTicket {
  return {
    id,
    subject,
    status,
    category,
    createdAt: createdAt ?? Number.NaN,
    updatedAt: updatedAt ?? Number.NaN,
    rating,
  }
}
