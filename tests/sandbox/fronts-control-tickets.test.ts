import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fronts, startFronts, textsOf } from './fronts-harness.ts'

let fronts: Fronts
beforeAll(async () => {
  fronts = await startFronts()
})
afterAll(() => fronts.close())

async function newest(number: string): Promise<unknown> {
  const { body } = await fronts.control('GET', `/tickets?account=${number}`)
  const tickets: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'tickets') : null
  return Array.isArray(tickets) ? tickets[0] : null
}

function idOf(body: unknown): number {
  return Number(typeof body === 'object' && body !== null ? Reflect.get(body, 'ticketId') : Number.NaN)
}

test('a ticket and the answers to it are on both interfaces, and survive a restart', async () => {
  const opened = await fronts.control('POST', '/tickets', {
    number: '007123',
    classId: 4,
    subject: 'Вызов мастера',
    text: 'Первая строка\nвторая строка',
    author: 'Абонент',
  })
  expect(opened).toMatchObject({ status: 201, body: { classId: 4, status: 1, manager: null, messages: [{ side: 0 }] } })
  const ticketId = idOf(opened.body)
  const answered = await fronts.control('POST', '/tickets', { ticketId, side: 1, text: 'Едем.', author: 'Вера' })
  expect(answered).toMatchObject({ status: 201, body: { ticketId, status: 2 } })
  await fronts.restart()
  expect(await newest('007123')).toMatchObject({
    ticketId,
    status: 2,
    messages: [
      { side: 0, author: 'Абонент', text: 'Первая строка\nвторая строка' },
      { side: 1, author: 'Вера', text: 'Едем.' },
    ],
  })
  const { xml } = await fronts.soap(
    `<b:GetTicketMessages><flt><ticketid>${ticketId}</ticketid></flt></b:GetTicketMessages>`,
  )
  expect(textsOf(xml, 'text')).toEqual(['Первая строка\nвторая строка', 'Едем.'])
})

test('an operator may open a ticket in any state', async () => {
  const opened = await fronts.control('POST', '/tickets', {
    number: '100003',
    subject: 'Плановые работы',
    text: 'Ждём вашего согласия.',
    side: 1,
    manager: 'Тимур',
    status: 3,
  })
  expect(opened.body).toMatchObject({ classId: 1, status: 3, manager: 'Тимур', messages: [{ side: 1, author: null }] })
})

test('the tickets of an account are told newest first with all their messages', async () => {
  const { body } = await fronts.control('GET', '/tickets?account=100001')
  expect(body).toMatchObject({ tickets: [{ status: 1 }, { status: 9 }] })
  expect(await newest('100001')).toMatchObject({ messages: [{ side: 0 }, { side: 1 }, { side: 0 }] })
})

test.each([
  [{ number: '100001', text: 'x' }, 400, "'subject' is missing"],
  [{ number: '100001', subject: 'x' }, 400, "'text' is missing"],
  [{ subject: 'x', text: 'x' }, 400, "'number' is missing"],
  [{ number: 'nobody', subject: 'x', text: 'x' }, 404, "no account with number 'nobody'"],
  [{ number: '100001', subject: 'x', text: 'x', classId: 6 }, 400, "'classId' must be a whole number from 1 to 5"],
  [{ number: '100001', subject: 'x', text: 'x', side: 2 }, 400, "'side' must be a whole number from 0 to 1"],
  [{ number: '100001', subject: 'x', text: 'x', status: 4 }, 400, 'status must be one of 1, 2, 3, 9.'],
  [
    { number: '100001', subject: 'x', text: 'x'.repeat(4001) },
    400,
    "'text' must be a text of 1 to 4000 characters without control characters",
  ],
  [{ number: '100001', subject: 'x', text: '   ' }, 400, 'text must have 1 to 4000 characters.'],
  [{ ticketId: 5, text: 'x' }, 404, 'There is no ticket 5.'],
  [{ ticketId: 5, subject: 'x', text: 'x' }, 400, "'subject' belongs to a new ticket, 'ticketId' to a message"],
])('%j is refused and nothing is written', async (body, status, message) => {
  const before = await newest('100001')
  expect(await fronts.control('POST', '/tickets', body)).toMatchObject({ status, text: `${message}\n` })
  expect(await newest('100001')).toEqual(before)
})

test.each([
  ['/tickets', 400, "'account' is missing: a contract number, like ?account=100001, or none"],
  ['/tickets?account=nobody', 404, "no account with number 'nobody'"],
])('GET %s is refused', async (path, status, message) => {
  expect(await fronts.control('GET', path)).toMatchObject({ status, text: `${message}\n` })
})
