import { expect, test } from 'vitest'
import { formatMoney, parseMoney } from '../../src/domain/money.ts'
import { call } from '../conformance/subject.ts'
import { startCaller } from '../doubles/abills-client.ts'
import { connectTo, failureOf, posting } from './abills-gateway.ts'

// Whom an ABillS billing lets in, and what it lets them do themselves, seen over the wire of its double.

const LOGIN = { login: 'net1002', password: 'Secret2x' }
const WRONG = { kind: 'refused', reason: 'WRONG_CREDENTIALS' }

test('a subscriber is let in by the login, and is the uid', async () => {
  const { double } = await startCaller()
  const { billing } = connectTo(double)
  expect(await billing.credentials.checkCredentials(LOGIN, call())).toMatchObject({
    kind: 'accepted',
    subjectId: '2',
    role: 'SUBSCRIBER',
    accounts: [{ id: '2', number: 'net1002' }],
  })
})

test('a locked login hears what a wrong password hears', async () => {
  const { double } = await startCaller()
  double.settings.bruteforceLimit = 2
  const { billing } = connectTo(double)
  for (const password of ['one', 'two', 'three']) {
    expect(await billing.credentials.checkCredentials({ ...LOGIN, password }, call())).toEqual(WRONG)
  }
  expect(await billing.credentials.checkCredentials(LOGIN, call())).toEqual(WRONG)
})

test('where accounts are known by their contracts, zeros in front included, both number and login sign in', async () => {
  const { double } = await startCaller()
  const account = double.books.accounts.get(2)
  if (account === undefined) throw new Error('no account')
  account.person.contractId = '0050002'
  const { billing } = connectTo(double, { numberField: 'contractId' })
  const accepted = { kind: 'accepted', subjectId: '2', accounts: [{ id: '2', number: '0050002' }] }
  for (const login of ['0050002', 'net1002']) {
    expect(await billing.credentials.checkCredentials({ ...LOGIN, login }, call())).toMatchObject(accepted)
  }
  expect(await billing.credentials.checkCredentials({ ...LOGIN, login: '50002' }, call())).toEqual(WRONG)
  const found = await billing.accounts.findAccountsByNumber(['0050002', '50002', 'net1002'], call())
  expect([...found.keys()]).toEqual(['0050002'])
})

test('an operator is nobody that the billing could find again', async () => {
  const { double } = await startCaller()
  const { billing } = connectTo(double)
  expect(await billing.credentials.findSubject({ subjectId: '2', role: 'OPERATOR' }, call())).toEqual({
    kind: 'refused',
    reason: 'NOT_SUPPORTED',
  })
})

test('nothing that only subscribers may do is done without a session of theirs', async () => {
  const { double } = await startCaller()
  const { billing } = connectTo(double)
  const order = { accountId: '5', amount: parseMoney('300.00', 'RUB'), reference: 'P:1' }
  expect(await failureOf(billing.promisedPayments.takePromise(order, posting()))).toBe(
    'BILLING_ACCESS_DENIED not_applied',
  )
  expect(double.calls.filter((line) => line.startsWith('POST /user/'))).toEqual([])
})

test('a session that the billing has forgotten is opened again where the key may read passwords', async () => {
  const { double } = await startCaller()
  const { billing } = connectTo(double, { opensSessions: true })
  const shown = { login: 'net1005', password: 'Secret5x', uid: 5 }
  double.break('GET /users/:uid/', { kind: 'answer', status: 200, body: JSON.stringify(shown) }, 2)
  const offers = async () => await billing.promisedPayments.findPromiseOffers(['5'], call())
  const before = (await offers()).get('5')
  double.books.sessions.clear()
  expect((await offers()).get('5')).toEqual(before)
  expect(double.calls.filter((line) => line === 'POST /users/login')).toHaveLength(2)
})

test('a promise is the credit of the billing, and a second one is refused until it is over', async () => {
  const { double } = await startCaller()
  const { billing } = connectTo(double)
  await billing.credentials.checkCredentials({ login: 'net1005', password: 'Secret5x' }, call())
  const debt = Number(double.balanceOf(5)) + 100
  if (debt < 0) double.office.pay(5, (-debt).toFixed(2))
  const offer = (await billing.promisedPayments.findPromiseOffers(['5'], call())).get('5')
  if (offer === undefined || offer instanceof Error || offer.kind !== 'offered') throw new Error(JSON.stringify(offer))
  const order = { accountId: '5', amount: offer.maxAmount, reference: 'P:1' }
  expect(await billing.promisedPayments.takePromise(order, posting())).toMatchObject({ kind: 'taken' })
  expect(formatMoney(offer.maxAmount)).toBe('300.00')
  expect(await billing.promisedPayments.takePromise({ ...order, reference: 'P:2' }, posting())).toMatchObject({
    kind: 'refused',
  })
  const account = (await billing.accounts.findAccounts(['5'], call())).get('5')
  if (account === undefined || account instanceof Error) throw account ?? new Error('no account')
  expect(formatMoney(account.balance.creditLimit)).toBe('300.00')
})

test('what staff say among themselves is shown to nobody', async () => {
  const { double } = await startCaller()
  const { billing } = connectTo(double)
  const { id } = double.office.openMessage(2, { subject: 'Лампа', text: 'Мигает' })
  const reply = { aid: 1, creatorFio: '', creatorId: 'staff', datetime: '2026-11-22 10:00:00' }
  const rows = [
    { ...reply, id: 71, text: 'Приедем завтра', innerMsg: 0 },
    { ...reply, id: 72, text: 'Он опять', innerMsg: 1 },
  ]
  double.break('GET /msgs/:id/reply/', { kind: 'answer', status: 200, body: JSON.stringify(rows) })
  const key = { accountId: '2', ticketId: String(id), first: 10, after: null }
  const page = (await billing.tickets.listMessages([key], call())).get(key)
  if (page === undefined || page instanceof Error) throw page ?? new Error('no page')
  expect(page.messages.map(({ text }) => text)).toEqual(['Мигает', 'Приедем завтра'])
})

test('messages go on behind one that is gone by now, and behind no place that is none', async () => {
  const { double } = await startCaller()
  const { billing } = connectTo(double)
  const { id } = double.office.openMessage(2, { subject: 'Лампа', text: 'Мигает' })
  const [, second, third] = ['раз', 'два', 'три'].map((text) => double.office.reply(id, text).id)
  double.books.replies.splice(
    double.books.replies.findIndex((reply) => reply.id === second),
    1,
  )
  const page = async (after: string) => {
    const key = { accountId: '2', ticketId: String(id), first: 10, after }
    const found = (await billing.tickets.listMessages([key], call())).get(key)
    return found instanceof Error ? found : found?.messages.map((message) => message.id)
  }
  expect(await page(`r-${second}`)).toEqual([`r-${third}`])
  expect(await page('r-0')).toBeUndefined()
  expect(await page('-1')).toBeUndefined()
})

test('a list that does not page ends with an error, not with the time', async () => {
  const { double } = await startCaller()
  const { billing } = connectTo(double)
  const staff = { aid: 1, creatorFio: 'abills', datetime: '2026-11-22 10:04:35', innerMsg: 0, text: 'Ждите' }
  const rows = Array.from({ length: 500 }, (_, at) => ({ ...staff, id: at + 1 }))
  await billing.credentials.checkCredentials(LOGIN, call())
  const opened = await billing.tickets.openTicket(
    { accountId: '2', category: 'FAULT', subject: 'Нет сети', text: 'Совсем', contact: null, reference: 'LONG:1' },
    posting(),
  )
  if (opened.kind !== 'opened') throw new Error(opened.kind)
  double.break('GET /msgs/:id/reply/', { kind: 'answer', status: 200, body: JSON.stringify(rows) }, 2)
  const key = { accountId: '2', ticketId: opened.ticket.id, first: 10, after: null }
  expect(await failureOf(billing.tickets.listMessages([key], call()))).toBe('BILLING_ANSWER_TOO_LARGE not_applied')
})

test('a password that the billing tells wrongly is tried once, lest the login be locked', async () => {
  const { double } = await startCaller()
  const { billing } = connectTo(double, { opensSessions: true })
  // As with API_PASSWORD_ENCODE.
  const body = JSON.stringify({ uid: 2, login: LOGIN.login, password: 'U2VjcmV0Mng=' })
  double.break('GET /users/:uid/', { kind: 'answer', status: 200, body }, 20)
  for (let tries = 0; tries < 12; tries += 1) {
    const listed = billing.tariffs.listAvailableTariffs(['internet-2-2'], call())
    expect(await failureOf(listed)).toBe('BILLING_ACCESS_DENIED not_applied')
  }
  expect(double.books.failures).toHaveLength(1)
  expect(await billing.credentials.checkCredentials(LOGIN, call())).toMatchObject({ kind: 'accepted' })
})
