import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fronts, startFronts, textsOf } from './fronts-harness.ts'

let fronts: Fronts
let person: number
let organization: number
beforeAll(async () => {
  fronts = await startFronts({ accounts: 20 })
  person = (await fronts.account('100001')).soapId
  organization = (await fronts.account('200001')).soapId
})
afterAll(() => fronts.close())

const send = (operation: string, content: string) => fronts.soap(`<b:${operation}>${content}</b:${operation}>`)

async function open(soapId = person): Promise<number> {
  const { xml } = await send(
    'OpenTicket',
    `<val><agrmid>${soapId}</agrmid><classid>1</classid><subject>x</subject><text>x</text></val>`,
  )
  return Number(textsOf(xml, 'ticketid')[0])
}

const write = (ticketId: number, fields = '<side>0</side><text>y</text>') =>
  send('AddTicketMessage', `<val><ticketid>${ticketId}</ticketid>${fields}</val>`)
const change = (ticketId: number, fields: string) =>
  send('ChangeTicket', `<val><ticketid>${ticketId}</ticketid><side>0</side>${fields}</val>`)
const queue = async (filter: string) =>
  textsOf((await send('GetTicketQueue', `<flt>${filter}</flt>`)).xml, 'ticketid').map(Number)
const detailOf = ({ xml }: { readonly xml: string }) => textsOf(xml, 'detail')[0]

test('a message is written every time, with the same extid too, and found with its ticket and its agreement', async () => {
  const ticketId = await open()
  const fields = '<side>1</side><author>Вера</author><text>y</text><extid>x-1</extid>'
  const { status, xml } = await write(ticketId, fields)
  expect([status, textsOf(xml, 'ticketid'), textsOf(xml, 'agrmid')]).toEqual([
    200,
    [String(ticketId)],
    [String(person)],
  ])
  await write(ticketId, fields)
  const found = (await send('FindTicketMessage', '<extid>x-1</extid>')).xml
  expect(textsOf(found, 'author')).toEqual(['Вера', 'Вера'])
  expect(textsOf((await send('FindTicketMessage', '<extid>x-2</extid>')).xml, 'messageid')).toEqual([])
})

test("a message into a closed ticket, an unknown one or another agreement's is refused", async () => {
  const ticketId = await open()
  await change(ticketId, '<status>9</status>')
  expect(detailOf(await write(ticketId))).toBe(`Ticket is closed (${ticketId})`)
  expect(detailOf(await write(999_999_999))).toBe('Ticket not found (999999999)')
  const fields = `<agrmid>${organization}</agrmid><side>0</side><text>y</text>`
  expect(detailOf(await write(await open(), fields))).toMatch(/^Ticket not found/)
  expect(detailOf(await write(await open(), '<side>0</side>'))).toBe('Missing element (text)')
})

test('a ticket is marked once it is closed, and every state that it has had is told, oldest first', async () => {
  const ticketId = await open()
  expect(detailOf(await change(ticketId, '<mark>5</mark>'))).toBe(`Ticket is not closed (${ticketId})`)
  expect(detailOf(await change(ticketId, '<status>4</status>'))).toBe('Invalid value (status)')
  await write(ticketId, '<side>1</side><text>y</text>')
  await change(ticketId, '<status>9</status>')
  await change(ticketId, '<status>9</status>')
  expect(textsOf((await change(ticketId, '<mark>5</mark>')).xml, 'mark')).toEqual(['5'])
  expect(detailOf(await change(ticketId, '<mark>6</mark>'))).toBe('Invalid value (mark)')
  const states = (await send('GetTicketStates', `<flt><ticketid>${ticketId}</ticketid></flt>`)).xml
  expect(textsOf(states, 'status').map((status, at) => `${status} by ${textsOf(states, 'side')[at]}`)).toEqual([
    '1 by 0',
    '2 by 1',
    '9 by 0',
  ])
})

test('the queue tells the tickets of everybody, newest first, by state and class, page by page', async () => {
  const [first, second] = [await open(), await open(organization)]
  expect((await queue('<pgsize>2</pgsize>')).slice(0, 2)).toEqual([second, first])
  expect((await queue(`<beforeid>${second}</beforeid><pgsize>1</pgsize>`))[0]).toBe(first)
  await change(first, '<status>9</status>')
  expect((await queue('<status>9</status><classid>1</classid><pgsize>1</pgsize>'))[0]).toBe(first)
})

test('the states of a seeded ticket begin with new and end with what it is', async () => {
  const tickets = (await send('GetTickets', `<flt><agrmid>${organization}</agrmid><pgsize>50</pgsize></flt>`)).xml
  const [ids, statuses] = [textsOf(tickets, 'ticketid'), textsOf(tickets, 'status')]
  for (const [at, ticketId] of ids.entries()) {
    const states = textsOf((await send('GetTicketStates', `<flt><ticketid>${ticketId}</ticketid></flt>`)).xml, 'status')
    expect([states[0], states.at(-1)]).toEqual(['1', statuses[at]])
  }
  expect(ids.length).toBeGreaterThan(10)
})
