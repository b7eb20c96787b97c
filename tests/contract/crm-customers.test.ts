import { expect, onTestFinished, test, vi } from 'vitest'
import type { Oddity } from '../../src/billing/adapter/oddity.ts'
import { createCrm } from '../../src/billing/crm/index.ts'
import { call } from '../conformance/subject.ts'
import { startCrmDouble } from '../doubles/crm.ts'

// Whose a card of the CRM is, seen over the wire of its double.

const CONTRACT = { number: '0077001', name: 'Иванова Мария', phone: null }
const PAGE = { accountId: '9', first: 1, before: null, statuses: null }
const QUEUE = { first: 10, before: null, statuses: null, categories: null }

async function start() {
  const double = await startCrmDouble({ contracts: [CONTRACT] })
  const numbers = new Map([['9', '0077001']])
  const oddities: string[] = []
  const crm = createCrm({
    url: `${double.url}/api`,
    token: double.token,
    timeoutMs: 5000,
    maxConcurrency: 4,
    onOddity: ({ kind }: Oddity) => void oddities.push(kind),
    contracts: {
      findNumbers: async (ids) => new Map(ids.flatMap((id) => [...numbers].filter(([own]) => own === id))),
      findAccounts: async (asked) =>
        new Map([...numbers].flatMap(([id, number]) => (asked.includes(number) ? [[number, id] as const] : []))),
    },
  })
  onTestFinished(() => crm.close())
  const ticketsOf = async (accountId: string) => {
    const key = { ...PAGE, accountId }
    return (await crm.tickets.listTickets([key], call())).get(key)
  }
  return { double, crm, numbers, oddities, ticketsOf }
}

test('of two cards of one contract neither is shown, also when the queue has met one of them first', async () => {
  const { double, crm, oddities, ticketsOf } = await start()
  double.desk.addCustomer({ ...CONTRACT, name: 'Петров Пётр' })
  double.desk.openTicket({ contract: '0077001', category: 'fault', subject: 'Чужое', text: 'Не ваше дело' })
  const queue = await crm.tickets.listTicketQueue(QUEUE, call())
  expect(await ticketsOf('9')).toBeUndefined()
  expect(queue.tickets).toEqual([])
  expect(oddities).toContain('ambiguous_key')
})

test('whoever had the number before sees nothing of whoever has it now for longer than ten minutes', async () => {
  const { double, numbers, ticketsOf } = await start()
  double.desk.openTicket({ contract: '0077001', category: 'fault', subject: 'Своё', text: 'Не работает' })
  expect(await ticketsOf('9')).toMatchObject({ tickets: [{ subject: 'Своё' }] })
  numbers.set('9', '0099999').set('20', '0077001')
  const now = performance.now()
  vi.spyOn(performance, 'now').mockImplementation(() => now + 601_000)
  onTestFinished(() => void vi.restoreAllMocks())
  expect(await ticketsOf('9')).toBeUndefined()
  expect(await ticketsOf('20')).toMatchObject({ tickets: [{ subject: 'Своё' }] })
})
