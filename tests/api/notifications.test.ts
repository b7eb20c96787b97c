import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { choose, createListener, messagesTo, payAtTheDesk, readListener } from '../support/notifications.ts'
import { createOrderer, MID_MONTH } from '../support/service-orders.ts'
import { createTerminal, type Terminal } from '../support/terminals.ts'

let gateway: Gateway
let terminal: Terminal
beforeAll(async () => {
  gateway = await startGateway({ startAt: MID_MONTH })
  terminal = await createTerminal(gateway)
})
afterAll(() => gateway.close())
beforeEach(() => gateway.sandbox.clearFaults())

let receipts = 0
async function pay(accountNumber: string, amount: string): Promise<string> {
  receipts += 1
  const externalId = `n-${receipts}`
  const { __typename } = await terminal.pay({ externalId, accountNumber, amount })
  expect(__typename).toBe('PaymentAccepted')
  return externalId
}

test('S8 a payment at a partner is told once by each way that was chosen', async () => {
  const person = await createListener(gateway)
  await choose(gateway, person, {
    choices: [{ kind: 'PAYMENT_RECEIVED', channels: ['SMS', 'EMAIL'] }],
    language: 'EN',
  })
  await pay(person.number, '250.00')
  const messages = await messagesTo(gateway, person)
  expect(new Map(messages.map(({ channel, to }) => [channel, to]))).toEqual(
    new Map([
      ['EMAIL', person.email],
      ['SMS', person.phone],
    ]),
  )
  expect(messages).toHaveLength(2)
  for (const { text } of messages)
    expect(text).toBe(`250.00 RUB were received for account …${person.number.slice(-3)}.`)
  await messagesTo(gateway, person)
  expect(await messagesTo(gateway, person)).toHaveLength(2)
})

test('S8 a payment at the cash desk is told as well, and what was paid before the choice is not', async () => {
  const person = await createListener(gateway)
  await payAtTheDesk(gateway, person.number, '10.00')
  await choose(gateway, person, { choices: [{ kind: 'PAYMENT_RECEIVED', channels: ['SMS'] }] })
  expect(await messagesTo(gateway, person)).toEqual([])
  await payAtTheDesk(gateway, person.number, '77.50')
  const [message, ...more] = await messagesTo(gateway, person)
  expect(message?.text).toBe(`На счёт …${person.number.slice(-3)} поступило 77.50 RUB.`)
  expect(more).toEqual([])
})

test('S8 a low balance is told once when it falls below the threshold, and again only after it was above', async () => {
  const person = await createListener(gateway)
  const [first, second] = [await pay(person.number, '500.00'), await pay(person.number, '40.00')]
  await choose(gateway, person, { choices: [{ kind: 'LOW_BALANCE', channels: ['SMS'] }], lowBalance: '100.00' })
  await takeBack(first)
  const low = `Баланс счёта …${person.number.slice(-3)}: 40.00 RUB, меньше 100.00 RUB.`
  expect((await messagesTo(gateway, person)).map(({ text }) => text)).toEqual([low])
  await takeBack(second)
  expect(await messagesTo(gateway, person)).toHaveLength(1)
  const third = await pay(person.number, '100.00')
  expect(await messagesTo(gateway, person)).toHaveLength(1)
  await takeBack(third)
  expect((await messagesTo(gateway, person)).map(({ text }) => text)).toEqual([low, low.replace('40.00', '0.00')])
})

test('S8 an order is told when it is done, and not while it waits', async () => {
  const person = await readListener(gateway, { number: '100001' })
  await payAtTheDesk(gateway, '100001', '1000.00')
  await choose(gateway, person, { choices: [{ kind: 'ORDER_DONE', channels: ['EMAIL'] }], language: 'EN' })
  const { data } = await gateway.query<{
    viewer: { accounts: { services: { id: string; availableTariffs: { id: string }[] }[] }[] }
  }>('{ viewer { accounts { services { id availableTariffs { id } } } } }', {}, person.token)
  const service = data.viewer.accounts[0]?.services[0]
  const { order } = createOrderer(gateway, person.token)
  const wish = { serviceId: service?.id, tariffId: service?.availableTariffs[0]?.id }
  await order('changeTariff', { ...wish, effective: 'NEXT_PERIOD' })
  expect(await messagesTo(gateway, person)).toEqual([])
  await gateway.sandbox.advanceClock(31 * 86_400_000)
  const messages = await messagesTo(gateway, person)
  expect(messages.map(({ subject, text }) => [subject, text])).toEqual([
    ['Order carried out', 'Account …001: change of tariff is done.'],
  ])
})

test('S8 an answer of the provider is told once for each, and what subscribers write is not', async () => {
  const person = await createListener(gateway)
  const { soapId } = person
  const { books } = gateway.sandbox
  const old = books.addTicket({ soapId, classId: 3, subject: 'Давно', side: 0, text: 'вопрос' })
  books.addTicketMessage(old.ticketId, { side: 1, text: 'секретный ответ' })
  await choose(gateway, person, { choices: [{ kind: 'TICKET_ANSWERED', channels: ['SMS'] }] })
  expect(await messagesTo(gateway, person)).toEqual([])
  books.addTicketMessage(old.ticketId, { side: 0, text: 'спасибо' })
  const { ticketId } = books.addTicket({ soapId, classId: 3, subject: 'Роутер', side: 0, text: 'какой?' })
  expect(await messagesTo(gateway, person)).toEqual([])
  books.addTicketMessage(ticketId, { side: 1, text: 'любой' })
  expect(await messagesTo(gateway, person)).toHaveLength(1)
  books.addTicketMessage(old.ticketId, { side: 1, text: 'пожалуйста' })
  const messages = await messagesTo(gateway, person)
  expect(messages.map(({ text }) => text.replace(/обращение \S+/, 'обращение №'))).toEqual(
    Array.from(
      { length: 2 },
      () => `Счёт …${person.number.slice(-3)}: на обращение № ответили. Подробности в кабинете.`,
    ),
  )
})

test('S8 what nobody has chosen is not told, and nothing is after it was chosen away', async () => {
  const person = await createListener(gateway)
  await choose(gateway, person, { choices: [{ kind: 'ORDER_DONE', channels: ['SMS', 'EMAIL'] }] })
  await pay(person.number, '5.00')
  expect(await messagesTo(gateway, person)).toEqual([])
  await choose(gateway, person, { choices: [{ kind: 'PAYMENT_RECEIVED', channels: ['SMS'] }] })
  expect(await messagesTo(gateway, person)).toEqual([])
  await choose(gateway, person, { choices: [{ kind: 'PAYMENT_RECEIVED', channels: [] }] })
  await pay(person.number, '6.00')
  expect(await messagesTo(gateway, person)).toEqual([])
  await choose(gateway, person, { choices: [{ kind: 'PAYMENT_RECEIVED', channels: ['SMS'] }] })
  await pay(person.number, '7.00')
  expect((await messagesTo(gateway, person)).map(({ text }) => /\d+\.\d\d/.exec(text)?.[0])).toEqual(['7.00'])
})

test('S8 ten things of an account are told in a day, and the trail says that more were not', async () => {
  const person = await createListener(gateway)
  await choose(gateway, person, { choices: [{ kind: 'PAYMENT_RECEIVED', channels: ['SMS'] }] })
  for (let turn = 0; turn < 12; turn += 1) await payAtTheDesk(gateway, person.number, '1.00')
  expect(await messagesTo(gateway, person)).toHaveLength(10)
  await payAtTheDesk(gateway, person.number, '2.00')
  expect(await messagesTo(gateway, person)).toHaveLength(10)
  const rows = (await gateway.auditRows()).filter(({ act }) => act === 'notification')
  expect(rows.filter(({ outcome }) => outcome === 'dropped: PAYMENT_RECEIVED day limit')).toHaveLength(3)
})

test('S8 a billing that fails for a while delays what is told, and loses and doubles nothing', async () => {
  const person = await createListener(gateway)
  await choose(gateway, person, { choices: [{ kind: 'PAYMENT_RECEIVED', channels: ['SMS'] }] })
  await gateway.sandbox.setFault('soap.GetPayments', { kind: 'http500', times: 3 })
  await payAtTheDesk(gateway, person.number, '9.00')
  await messagesTo(gateway, person)
  await gateway.sandbox.clearFaults()
  // The contact is looked up when the message is sent; the first look-up fails.
  await gateway.sandbox.setFault('rest.profiles', { kind: 'http500', times: 1 })
  await payAtTheDesk(gateway, person.number, '8.00')
  await messagesTo(gateway, person)
  const amounts = (await messagesTo(gateway, person)).map(({ text }) => /\d+\.\d\d/.exec(text)?.[0])
  expect(new Set(amounts)).toEqual(new Set(['9.00', '8.00']))
  expect(amounts).toHaveLength(2)
})

test('S8 a message holds neither name nor login nor words of others, and neither trail nor log says whom it reached', async () => {
  const person = await createListener(gateway)
  await choose(gateway, person, { choices: [{ kind: 'PAYMENT_RECEIVED', channels: ['SMS', 'EMAIL'] }] })
  await pay(person.number, '3.00')
  const texts = (await messagesTo(gateway, person)).map(({ subject, text }) => subject + text).join()
  const [profile] = gateway.sandbox.books.findProfiles([person.restId])
  expect(texts).toContain('3.00')
  for (const secret of [person.number, JSON.stringify(profile).slice(0, 30)]) expect(texts).not.toContain(secret)
  const told = JSON.stringify(await gateway.auditRows()) + gateway.logLines().join('')
  for (const contact of [person.phone.slice(1), person.email]) expect(told).not.toContain(contact)
})

async function takeBack(externalId: string): Promise<void> {
  const { __typename } = await terminal.cancel({ externalId, idempotencyKey: `back-${externalId}` })
  expect(__typename).toBe('PaymentCanceled')
}
