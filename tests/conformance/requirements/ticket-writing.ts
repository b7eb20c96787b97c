import { expect } from 'vitest'
import type { TicketOrder } from '../../../src/billing/ticket-port.ts'
import { CANCELED, expectCalls, NOT_APPLIED, read, refused, UNKNOWN, UNWRITABLE, unique, whenSent } from '../kit.ts'
import type { PartName } from '../parts.ts'
import { type Requirement, requirement } from '../requirement.ts'
import { call } from '../subject.ts'
import { CONTACT, findTickets, openOwn, openTicket, ticketOrder } from '../tickets.ts'
import { troublesWithout } from '../troubles.ts'

const CAN = ['tickets'] as const
const PARTS = ['books.ticketsByReference', 'office.openAccount'] as const satisfies readonly PartName[]
const CATEGORIES = ['FAULT', 'CHANGE_REQUEST', 'CONSULTATION', 'VISIT', 'CONNECTION'] as const

/** Whatever opens tickets must do this. The judge is the helpdesk itself. */
export const TICKET_OPENING_REQUIREMENTS: readonly Requirement[] = [
  ...CATEGORIES.map((category) =>
    requirement(
      `TICKETS-20.${category}`,
      `A ticket of the category ${category} is opened as it was ordered, and found by its reference.`,
      {
        capabilities: CAN,
        parts: PARTS,
        unless: ({ samples: { ticketCategories = CATEGORIES } }) =>
          ticketCategories.includes(category) ? null : 'this helpdesk has no such category',
        prove: async (subject) => {
          const { id: accountId } = await subject.office.openAccount()
          const order = ticketOrder(accountId, { category })
          const verdict = await openTicket(subject, order)
          const [written, ...others] = await subject.books.ticketsByReference(order.reference)
          expect(others).toEqual([])
          expect(written).toMatchObject({ accountId, subject: order.subject, text: order.text })
          if (written?.category !== undefined) expect(written.category).toBe(category)
          const ticket = { id: written?.id, number: expect.stringMatching(/\S/), accountId }
          expect(verdict).toEqual({ kind: 'opened', ticket })
          expect(await findTickets(subject, order)).toEqual([ticket])
          const key = { accountId, ticketId: written?.id ?? '' }
          const found = await read(subject.billing.tickets.findTickets([key], call()))
          expect(found.get(key)).toMatchObject({ subject: order.subject, category, status: 'OPEN' })
          const page = { ...key, first: 10, after: null }
          const messages = await read(subject.billing.tickets.listMessages([page], call()))
          // What the adapter hides in the text for itself is taken off again.
          expect(messages.get(page)?.messages).toMatchObject([{ text: order.text, author: 'SUBSCRIBER' }])
        },
      },
    ),
  ),
  requirement('TICKETS-21', 'Somebody without an account is called back, and the ticket belongs to nobody.', {
    capabilities: CAN,
    parts: PARTS,
    unless: ({ samples }) =>
      samples.refusesTicketsOfNobody === true ? 'this helpdesk takes no ticket without an account' : null,
    prove: async (subject) => {
      const order = ticketOrder(null, { category: 'CONNECTION', contact: CONTACT })
      const verdict = await openTicket(subject, order)
      const [written, ...others] = await subject.books.ticketsByReference(order.reference)
      expect(others).toEqual([])
      expect(written?.accountId).toBeNull()
      const told = `${written?.contact ?? ''} ${written?.text ?? ''}`
      for (const part of Object.values(CONTACT)) expect(told).toContain(part)
      const ticket = { id: written?.id, number: expect.stringMatching(/\S/), accountId: null }
      expect(verdict).toEqual({ kind: 'opened', ticket })
      expect(await findTickets(subject, order)).toEqual([ticket])
    },
  }),
  requirement('TICKETS-22', 'A ticket of nobody is absent under every account, and hides none beside it.', {
    capabilities: CAN,
    parts: PARTS,
    unless: ({ samples }) =>
      samples.refusesTicketsOfNobody === true ? 'this helpdesk takes no ticket without an account' : null,
    prove: async (subject) => {
      const own = await openOwn(subject)
      const verdict = await openTicket(subject, ticketOrder(null, { contact: CONTACT }))
      if (verdict.kind !== 'opened') throw new Error(verdict.reason)
      const { accountId } = own
      const keys = [verdict.ticket.id, own.ticketId].map((ticketId) => ({ accountId, ticketId }))
      const tickets = await read(subject.billing.tickets.findTickets(keys, call()))
      expect(keys.map((key) => tickets.has(key))).toEqual([false, true])
      const pages = keys.map((key) => ({ ...key, first: 10, after: null }))
      const messages = await read(subject.billing.tickets.listMessages(pages, call()))
      expect(pages.map((key) => messages.get(key)?.messages.length)).toEqual([undefined, 1])
    },
  }),
  requirement(
    'TICKETS-23',
    'A repeated call opens a second ticket, or none where the helpdesk minds; the look-up shows what there is.',
    {
      capabilities: CAN,
      parts: PARTS,
      prove: async (subject, note) => {
        const { id: accountId } = await subject.office.openAccount()
        const order = ticketOrder(accountId)
        await openTicket(subject, order)
        await openTicket(subject, order).catch(() => note('the helpdesk minds a repeated reference'))
        const written = await subject.books.ticketsByReference(order.reference)
        expect(written.length).toBeGreaterThan(0)
        expect((await findTickets(subject, order)).map(({ id }) => id)).toEqual(written.map(({ id }) => id))
        expect(await findTickets(subject, { accountId, reference: `${order.reference}x` })).toEqual([])
      },
    },
  ),
  requirement('TICKETS-24', 'For an account that is not there nothing is opened.', {
    capabilities: CAN,
    parts: ['books.ticketsByReference'],
    prove: async (subject) => {
      for (const accountId of [subject.samples.unknownAccountId, '1;2']) {
        const order = ticketOrder(accountId)
        expect(await openTicket(subject, order)).toEqual(refused('ACCOUNT_NOT_FOUND'))
        expect(await subject.books.ticketsByReference(order.reference)).toEqual([])
      }
    },
  }),
  ...Object.entries<{ readonly words: string; readonly wrong: Partial<TicketOrder> }>({
    emptyReference: { words: 'An empty reference', wrong: { reference: '' } },
    longReference: { words: 'A reference that is too long', wrong: { reference: 'x'.repeat(2000) } },
    emptySubject: { words: 'An empty subject', wrong: { subject: '' } },
    twoLines: { words: 'A subject of two lines', wrong: { subject: 'a\nb' } },
    longSubject: { words: 'A subject that is too long', wrong: { subject: 'x'.repeat(2000) } },
    blanks: { words: 'A text with blanks around it', wrong: { text: ' a' } },
    controlCharacter: { words: 'A control character', wrong: { text: 'a\u0000b' } },
    nobody: { words: 'A ticket with neither account nor contact', wrong: { accountId: null } },
    contact: { words: 'A contact without a name', wrong: { contact: { ...CONTACT, name: '' } } },
  }).map(([name, { words, wrong }]) =>
    requirement(`TICKETS-25.${name}`, `${words} is refused and not sent.`, {
      capabilities: CAN,
      parts: ['office.openAccount'],
      prove: async (subject) => {
        const { id: accountId } = await subject.office.openAccount()
        await subject.calls?.reset()
        await expect(openTicket(subject, ticketOrder(accountId, wrong))).rejects.toMatchObject(UNWRITABLE)
        await expectCalls(subject, 'openTicket', 0)
        expect((await subject.books.tickets?.(accountId)) ?? []).toEqual([])
      },
    }),
  ),
  ...troublesWithout('brokenMoney', 'hugeAnswer', 'emptySuccess').map(({ kind, words, rows }) =>
    requirement(
      `TICKETS-26.${kind}`,
      `After ${words} a ticket is of unknown outcome, sent once, and the look-up tells.`,
      {
        capabilities: CAN,
        parts: PARTS,
        faults: [['openTicket', kind]],
        prove: async (subject) => {
          await openOwn(subject)
          const { id: accountId } = await subject.office.openAccount()
          const order = ticketOrder(accountId)
          await subject.faults?.cause('openTicket', kind, {})
          await subject.calls?.reset()
          await expect(openTicket(subject, order)).rejects.toMatchObject(UNKNOWN)
          await expectCalls(subject, 'openTicket', 1)
          await subject.faults?.clear()
          const written = await subject.books.ticketsByReference(order.reference)
          if (rows !== null) expect(written).toHaveLength(rows)
          expect((await findTickets(subject, order)).map(({ id }) => id)).toEqual(written.map(({ id }) => id))
        },
      },
    ),
  ),
  requirement('TICKETS-27', 'Of a perfect answer with nothing opened no adapter can know; the look-up does.', {
    capabilities: CAN,
    parts: PARTS,
    faults: [['openTicket', 'silentSuccess']],
    prove: async (subject) => {
      const { id: accountId } = await subject.office.openAccount()
      const order = ticketOrder(accountId)
      await subject.faults?.cause('openTicket', 'silentSuccess', {})
      expect((await openTicket(subject, order)).kind).toBe('opened')
      await subject.faults?.clear()
      expect(await findTickets(subject, order)).toEqual([])
    },
  }),
  requirement('TICKETS-28', 'Success about nothing is of unknown outcome.', {
    capabilities: CAN,
    parts: PARTS,
    faults: [['openTicket', 'emptySuccess']],
    prove: async (subject) => {
      const { id: accountId } = await subject.office.openAccount()
      const order = ticketOrder(accountId)
      await subject.faults?.cause('openTicket', 'emptySuccess', {})
      await expect(openTicket(subject, order)).rejects.toMatchObject(UNKNOWN)
      expect(await subject.books.ticketsByReference(order.reference)).toEqual([])
    },
  }),
  requirement('TICKETS-29', 'A ticket that is opened twice by one call is opened, and the look-up shows both.', {
    capabilities: CAN,
    parts: PARTS,
    faults: [['openTicket', 'doubleWrite']],
    prove: async (subject) => {
      const { id: accountId } = await subject.office.openAccount()
      const order = ticketOrder(accountId)
      await subject.faults?.cause('openTicket', 'doubleWrite', {})
      expect((await openTicket(subject, order)).kind).toBe('opened')
      expect(await findTickets(subject, order)).toHaveLength(2)
    },
  }),
  requirement('TICKETS-30', 'A ticket that may not start is not sent.', {
    capabilities: CAN,
    parts: PARTS,
    prove: async (subject) => {
      const { id: accountId } = await subject.office.openAccount()
      const order = ticketOrder(accountId)
      await subject.calls?.reset()
      await expect(openTicket(subject, order, () => false)).rejects.toMatchObject(CANCELED)
      await expectCalls(subject, 'openTicket', 0)
      expect(await subject.books.ticketsByReference(order.reference)).toEqual([])
    },
  }),
  ...(['wrongRow', 'missingFields', 'cutAnswer', 'htmlPage'] as const).map((kind) =>
    requirement(`TICKETS-31.${kind}`, `A look-up of a ticket that meets ${kind} is no answer.`, {
      capabilities: CAN,
      parts: PARTS,
      faults: [['findTicketsByReference', kind]],
      prove: async (subject) => {
        await openOwn(subject)
        const own = await openOwn(subject)
        await subject.faults?.cause('findTicketsByReference', kind, {})
        await expect(findTickets(subject, own)).rejects.toMatchObject(NOT_APPLIED)
      },
    }),
  ),
  requirement(
    'TICKETS-33',
    'The caller gives up, the ticket is opened all the same, and "not found" was not "never".',
    {
      capabilities: CAN,
      parts: PARTS,
      faults: [['openTicket', 'lateWrite']],
      prove: async (subject) => {
        const { id: accountId } = await subject.office.openAccount()
        const order = ticketOrder(accountId)
        await subject.faults?.cause('openTicket', 'lateWrite', { delayMs: 700, times: 1 })
        await subject.calls?.reset()
        const caller = new AbortController()
        void whenSent(subject, 'openTicket').then(() => caller.abort())
        const opening = subject.billing.tickets.openTicket(order, { signal: caller.signal, mayStart: () => true })
        await expect(opening).rejects.toMatchObject({ ...UNKNOWN, code: 'BILLING_CANCELED' })
        expect(await findTickets(subject, order)).toEqual([])
        await expect.poll(() => findTickets(subject, order), { timeout: 8000, interval: 50 }).toHaveLength(1)
      },
    },
  ),
  requirement('TICKETS-32', 'Each key of a look-up has its own list, also two of the same reference.', {
    capabilities: CAN,
    parts: PARTS,
    prove: async (subject) => {
      const [one, other] = [await openOwn(subject), await openOwn(subject)]
      const keys = [one, other, one].map(({ accountId, reference }) => ({ accountId, reference }))
      const never = { accountId: one.accountId, reference: unique('T') }
      const found = await read(subject.billing.tickets.findTicketsByReference([...keys, never], call()))
      expect(keys.map((key) => found.get(key)?.map(({ id }) => id))).toEqual(
        [one, other, one].map(({ ticketId }) => [ticketId]),
      )
      expect(found.get(never)).toEqual([])
    },
  }),
]
