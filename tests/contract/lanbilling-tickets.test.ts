import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { TicketOrder } from '../../src/billing/ticket-port.ts'
import { call, writingCall } from '../conformance/subject.ts'
import { type LanbillingTest, startLanbillingTest } from '../support/lanbilling.ts'

let lan: LanbillingTest
beforeAll(async () => {
  lan = await startLanbillingTest()
})
afterAll(() => lan.close())
afterEach(() => lan.double.mend())

const order = (reference: string, fields: Partial<TicketOrder> = {}): TicketOrder => ({
  accountId: '9',
  category: 'FAULT',
  subject: 'Нет интернета',
  text: 'Второй день.',
  contact: null,
  reference,
  ...fields,
})
const open = (reference: string, fields?: Partial<TicketOrder>) =>
  lan.billing.tickets.openTicket(order(reference, fields), writingCall())
const find = async (reference: string, accountId: string | null = '9') => {
  const key = { accountId, reference }
  return (await lan.billing.tickets.findTicketsByReference([key], call())).get(key)
}
const named = (reference: string) =>
  lan.double.books.state.tickets.filter(({ name }) => name.includes(` ${reference}]`))

test('a ticket without its text is not there yet, and is gone on with instead of being opened twice', async () => {
  lan.double.break('insupdSbssPost', { kind: 'drop' })
  await expect(open('T-1')).rejects.toMatchObject({ outcome: 'unknown' })
  expect(named('T-1')).toHaveLength(1)
  expect(await find('T-1')).toEqual([])
  expect(await open('T-1')).toMatchObject({ kind: 'opened' })
  expect(named('T-1')).toHaveLength(1)
  expect(await find('T-1')).toHaveLength(1)
})

test('a ticket whose text was not even sent is in doubt as well: its beginning is there', async () => {
  lan.double.break('insupdSbssPost', { kind: 'fault', detail: 'Ticket not found (1)' })
  await expect(open('T-2')).rejects.toMatchObject({ outcome: 'unknown' })
})

test('a ticket whose first answer is lost is opened once, by whoever comes next', async () => {
  lan.double.break('insupdSbssTicket', { kind: 'lostAnswer' })
  await expect(open('T-3')).rejects.toMatchObject({ outcome: 'unknown' })
  expect(await open('T-3')).toMatchObject({ kind: 'opened' })
  expect(named('T-3')).toHaveLength(1)
})

test('a person with two agreements has each ticket under the one that it was opened for', async () => {
  const { agrmid } = lan.double.desk.addAgreement({ uid: 5, number: '0066001' })
  const second = String(agrmid)
  const opened = await open('T-4', { accountId: second })
  const ticketId = opened.kind === 'opened' ? opened.ticket.id : ''
  const keys = ['9', second].map((accountId) => ({ accountId, ticketId }))
  const found = await lan.billing.tickets.findTickets(keys, call())
  expect(keys.map((key) => found.has(key))).toEqual([false, true])
  expect(await find('T-4')).toEqual([])
  expect(await find('T-4', second)).toHaveLength(1)
})

test('what the office writes for itself is no message, and what it sets with an answer is in the history', async () => {
  const opened = await open('T-5')
  const ticketId = opened.kind === 'opened' ? opened.ticket.id : ''
  lan.double.desk.reply({ ticketid: Number(ticketId), text: 'Проверить порт.', isForOffice: true })
  lan.double.desk.reply({ ticketid: Number(ticketId), text: 'Ждём мастера.', statusid: 2 })
  const key = { accountId: '9', ticketId, first: 10, after: null }
  const messages = (await lan.billing.tickets.listMessages([key], call())).get(key)
  expect(messages).toMatchObject({ messages: [{ text: 'Второй день.' }, { text: 'Ждём мастера.' }], hasMore: false })
  const history = (await lan.billing.tickets.listHistory([key], call())).get(key)
  expect(history).toMatchObject({ changes: [{ status: 'OPEN' }, { status: 'IN_PROGRESS' }] })
})

test('the office reads subject and text as they were written, with the mark behind them', async () => {
  await open('T-6')
  const [ticket] = named('T-6')
  expect(ticket?.name).toBe('Нет интернета [gw 9 T-6]')
  const texts = lan.double.books.state.posts.filter(({ ticketid }) => ticketid === ticket?.id).map(({ text }) => text)
  expect(texts).toEqual(['Второй день.\n[gw T-6]'])
})

test('somebody without an account has a ticket with whom to call in it', async () => {
  const contact = { name: 'Пётр', phone: '+79270000001', address: 'ул. Лесная, 3' }
  expect(await open('T-7', { accountId: null, contact })).toMatchObject({ kind: 'opened', ticket: { accountId: null } })
  expect(await find('T-7', null)).toHaveLength(1)
})

test('where nobody has said what the classes are, there are no tickets', async () => {
  const { tickets, capabilities } = lan.connect({ ticketClasses: {} })
  expect([capabilities.tickets, lan.billing.capabilities.tickets]).toEqual([false, true])
  lan.resetCalls()
  await expect(tickets.openTicket(order('T-8'), writingCall())).rejects.toMatchObject({ outcome: 'not_applied' })
  expect(lan.calls()).toEqual({})
})
