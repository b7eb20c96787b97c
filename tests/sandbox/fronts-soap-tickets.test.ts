import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fronts, isWellFormed, startFronts, textsOf } from './fronts-harness.ts'

let fronts: Fronts
let person: number
let organization: number
beforeAll(async () => {
  fronts = await startFronts({ accounts: 120 })
  person = (await fronts.account('100001')).soapId
  organization = (await fronts.account('200001')).soapId
})
afterAll(() => fronts.close())

async function ask(operation: string, filter: string): Promise<string> {
  const { status, xml } = await fronts.soap(`<b:${operation}><flt>${filter}</flt></b:${operation}>`)
  expect([status, isWellFormed(xml)]).toEqual([200, true])
  return xml
}

const tickets = (filter: string) => ask('GetTickets', filter)
const messages = (filter: string) => ask('GetTicketMessages', filter)
const charges = (filter: string) => ask('GetCharges', filter)
const ids = (xml: string, name = 'ticketid') => textsOf(xml, name).map(Number)
const descending = (values: readonly number[]) => values.toSorted((one, other) => other - one)

test('tickets have the elements of the WSDL in their order', async () => {
  const wsdl = await (await fetch(`${fronts.url}/soap?wsdl`)).text()
  for (const [type, xml] of [
    ['TicketRecord', await tickets('<agrmid>0</agrmid><pgsize>100</pgsize>')],
    ['TicketMessageRecord', await messages('<ticketid>0</ticketid>')],
  ] as const) {
    const record = new RegExp(`complexType name="${type}">(.*?)</xsd:complexType>`, 's').exec(wsdl)?.[1] ?? ''
    const declared = [...record.matchAll(/name="(\w+)" type="[\w:]+"( minOccurs="0")?/g)]
    const required = declared.filter((match) => match[2] === undefined).map((match) => match[1])
    const order = declared.map((match) => match[1])
    const rows = xml
      .split('<ret>')
      .slice(1)
      .map((row) => [...row.matchAll(/<(\w+)(?:>|\/>)/g)].map((match) => match[1]))
    expect(rows.length).toBeGreaterThan(20)
    for (const row of rows) {
      expect(row).toEqual(order.filter((name) => row.includes(name)))
      expect(row).toEqual(expect.arrayContaining(required))
    }
  }
})

test('tickets come newest first within an agreement, 25 or as many as pgsize says, and beforeid goes on', async () => {
  const first = ids(await tickets(`<agrmid>${organization}</agrmid>`))
  expect(first).toHaveLength(25)
  expect(first).toEqual(descending(first))
  const rest = ids(await tickets(`<beforeid>${first.at(-1)}</beforeid><agrmid>${organization}</agrmid>`))
  expect(rest).toHaveLength(7)
  expect(Math.max(...rest)).toBeLessThan(first.at(-1) ?? 0)
  expect(ids(await tickets(`<agrmid>${organization}</agrmid><pgsize>2</pgsize>`))).toEqual(first.slice(0, 2))
})

test('pgsize counts per agreement', async () => {
  const owners = ids(
    await tickets(`<agrmid>${person}</agrmid><agrmid>${organization}</agrmid><pgsize>2</pgsize>`),
    'agrmid',
  )
  expect(descending(owners)).toEqual(descending([person, person, organization, organization]))
})

test('tickets are filtered by several states and by id; 0 and -1 mean any', async () => {
  const all = await tickets(`<agrmid>${organization}</agrmid><pgsize>100</pgsize>`)
  const open = await tickets(`<agrmid>${organization}</agrmid><status>1</status><status>3</status>`)
  expect(textsOf(open, 'status').toSorted()).toEqual(['1', '1', '3'])
  expect(ids(open)).toEqual(ids(all).filter((_, index) => ['1', '3'].includes(textsOf(all, 'status')[index] ?? '')))
  expect(
    await tickets(
      `<ticketid>0</ticketid><status>-1</status><beforeid/><agrmid>${organization}</agrmid><pgsize>100</pgsize>`,
    ),
  ).toBe(all)
  const [one, two] = ids(all)
  expect(ids(await tickets(`<ticketid>${two}</ticketid><ticketid>${one}</ticketid>`))).toEqual([one, two])
  expect(ids(await tickets(`<ticketid>${one}</ticketid><agrmid>${person}</agrmid>`))).toEqual([])
  expect(ids(await tickets('<ticketid>9999999999</ticketid>'))).toEqual([])
  expect(new Set(ids(await tickets('<agrmid>-1</agrmid>'), 'agrmid')).size).toBeGreaterThan(5)
})

test('an agreement without tickets has no element', async () => {
  const { soapId } = await fronts.account('007123')
  expect(await tickets(`<agrmid>${soapId}</agrmid>`)).toContain('<ns1:GetTicketsResponse></ns1:GetTicketsResponse>')
})

test('messages come oldest first within a ticket, of both sides, with the agreement that they belong to', async () => {
  const [open] = ids(await tickets(`<agrmid>${person}</agrmid><status>1</status>`))
  const xml = await messages(`<ticketid>${open}</ticketid>`)
  expect(textsOf(xml, 'side')).toEqual(['0', '1', '0'])
  expect(new Set(ids(xml, 'agrmid'))).toEqual(new Set([person]))
  expect(textsOf(xml, 'created')).toEqual(textsOf(xml, 'created').toSorted())
  expect(ids(xml, 'messageid')).toEqual(descending(ids(xml, 'messageid')).toReversed())
})

test('a long conversation is read on with afterid, and pgsize counts per ticket', async () => {
  const busy = ids(await tickets(`<agrmid>${organization}</agrmid><status>2</status>`))[0]
  const first = ids(await messages(`<ticketid>${busy}</ticketid>`), 'messageid')
  expect(first).toHaveLength(25)
  const rest = ids(await messages(`<afterid>${first.at(-1)}</afterid><ticketid>${busy}</ticketid>`), 'messageid')
  expect(rest.length).toBeGreaterThan(0)
  expect(ids(await messages(`<ticketid>${busy}</ticketid><pgsize>100</pgsize>`), 'messageid')).toEqual([
    ...first,
    ...rest,
  ])
  const two = ids(await tickets(`<agrmid>${organization}</agrmid><pgsize>2</pgsize><status>9</status>`))
  const both = ids(await messages(`${two.map((id) => `<ticketid>${id}</ticketid>`).join('')}<pgsize>1</pgsize>`))
  expect(descending(both)).toEqual(descending(two))
})

test('unknown tickets have no rows', async () => {
  expect(await messages('<ticketid>9999999999</ticketid><ticketid>1</ticketid>')).toContain(
    '<ns1:GetTicketMessagesResponse></ns1:GetTicketMessagesResponse>',
  )
})

test('who writes and who works on it may be left out or empty; texts are escaped', async () => {
  const rows = (await tickets('<agrmid>0</agrmid><pgsize>500</pgsize>')).split('<ret>').slice(1)
  expect(rows.some((row) => row.includes('<mgr/>'))).toBe(true)
  expect(rows.some((row) => !row.includes('mgr'))).toBe(true)
  expect(rows.some((row) => row.includes('&lt;timeout&gt; при просмотре ТВ &amp; архива'))).toBe(true)
  const lines = (await messages('<ticketid>0</ticketid><pgsize>500</pgsize>')).split('<ret>').slice(1)
  expect(lines.some((line) => line.includes('<author/>'))).toBe(true)
  expect(lines.some((line) => !line.includes('author'))).toBe(true)
})

test('windows-1251 carries tickets, with references for what has no place there', async () => {
  await fronts.control('POST', '/tickets', { number: '100003', subject: 'Смайлик 🙂', text: 'Нет сети 🙁' })
  const { soapId } = await fronts.account('100003')
  const operation = `<b:GetTickets><flt><agrmid>${soapId}</agrmid></flt></b:GetTickets>`
  const { bytes, headers } = await fronts.soap(operation, { 'accept-charset': 'windows-1251' })
  expect(headers.get('content-type')).toBe('text/xml; charset=windows-1251')
  expect(new TextDecoder('windows-1251').decode(bytes)).toContain('<subject>Смайлик &#128578;</subject>')
})

test('charges are found by their ids, whoever owns them, and an agreement still narrows them', async () => {
  const { soapId: other } = await fronts.account('100002')
  const own = ids(await charges(`<agrmid>${person}</agrmid><pgsize>3</pgsize>`), 'recordid')
  const foreign = ids(await charges(`<agrmid>${other}</agrmid><pgsize>1</pgsize>`), 'recordid')
  const asked = [...own.slice(1), ...foreign].map((id) => `<recordid>${id}</recordid>`).join('')
  expect(descending(ids(await charges(asked), 'recordid'))).toEqual(descending([...own.slice(1), ...foreign]))
  expect(ids(await charges(`${asked}<agrmid>${other}</agrmid>`), 'recordid')).toEqual(foreign)
  expect(ids(await charges(`<recordid>-1</recordid><agrmid>${person}</agrmid><pgsize>3</pgsize>`), 'recordid')).toEqual(
    own,
  )
  expect(ids(await charges('<recordid>999999999999</recordid>'), 'recordid')).toEqual([])
})

test.each([
  ['<b:GetTickets/>', 'Missing element (flt)'],
  ['<b:GetTickets><flt><agrmid>42</agrmid></flt></b:GetTickets>', 'Agreement not found (42)'],
  ['<b:GetTickets><flt><status>open</status></flt></b:GetTickets>', 'Invalid value (status)'],
  [
    `<b:GetTickets><flt>${'<agrmid>5</agrmid>'.repeat(101)}</flt></b:GetTickets>`,
    'Too many agreements (101, at most 100)',
  ],
  ['<b:GetTicketMessages><flt/></b:GetTicketMessages>', 'Missing element (ticketid)'],
  ['<b:GetTicketMessages><flt><ticketid>x</ticketid></flt></b:GetTicketMessages>', 'Invalid value (ticketid)'],
  [
    `<b:GetTicketMessages><flt>${'<ticketid>5</ticketid>'.repeat(101)}</flt></b:GetTicketMessages>`,
    'Too many tickets (101, at most 100)',
  ],
  ['<b:GetCharges><flt><recordid>x</recordid></flt></b:GetCharges>', 'Invalid value (recordid)'],
])('%s is a fault', async (operation, detail) => {
  const { status, xml } = await fronts.soap(operation)
  expect([status, textsOf(xml, 'faultstring'), textsOf(xml, 'detail')]).toEqual([500, ['error'], [detail]])
})

test.each(['GetTickets', 'GetTicketMessages'])('%s needs a session', async (name) => {
  const { status, xml } = await fronts.soap(`<b:${name}><flt/></b:${name}>`, { cookie: '' })
  expect([status, textsOf(xml, 'detail')]).toEqual([500, ['Authorization required']])
})

const newTicket = (parts: string) => fronts.soap(`<b:OpenTicket><val>${parts}</val></b:OpenTicket>`)
const WORDS = '<classid>5</classid><subject>Подключение</subject><text>Хочу &amp; жду</text>'

test('OpenTicket opens one each time, for an agreement or for somebody with a contact, and FindTicket finds them all', async () => {
  const contact = '<contact>Иванова Анна</contact><phone>+79121234567</phone><address>ул. Мира, 5</address>'
  for (const parts of [`<agrmid>${person}</agrmid>`, `<agrmid>${person}</agrmid>`, contact]) {
    const { status, xml } = await newTicket(`${parts}${WORDS}<extid>E-1</extid>`)
    expect([status, textsOf(xml, 'extid'), textsOf(xml, 'status')]).toEqual([200, ['E-1'], ['1']])
  }
  const { xml } = await fronts.soap('<b:FindTicket><extid>E-1</extid></b:FindTicket>')
  expect(textsOf(xml, 'agrmid').toSorted()).toEqual(['0', String(person), String(person)])
  const { body } = await fronts.control('GET', '/tickets?account=none')
  expect(body).toMatchObject({
    tickets: [
      {
        soapId: null,
        classId: 5,
        contact: { name: 'Иванова Анна', phone: '+79121234567', address: 'ул. Мира, 5' },
        messages: [{ side: 0, text: 'Хочу & жду' }],
      },
    ],
  })
})

test.each([
  ['an agreement that is not there', `<agrmid>1</agrmid>${WORDS}`, 'Agreement not found (1)'],
  ['neither agreement nor contact', WORDS, 'Missing element (contact)'],
  ['no category', '<contact>А</contact><subject>а</subject><text>б</text>', 'Invalid value (classid)'],
  ['no text', '<contact>А</contact><classid>1</classid><subject>а</subject>', 'Missing element (text)'],
  ['a long subject', `<contact>А</contact>${WORDS.replace('Подключение', 'а'.repeat(256))}`, 'Invalid value (subject)'],
  ['a long extid', `<contact>А</contact>${WORDS}<extid>${'x'.repeat(65)}</extid>`, 'Invalid value (extid)'],
])('OpenTicket with %s is refused', async (_name, parts, detail) => {
  const { status, xml } = await newTicket(parts)
  expect([status, textsOf(xml, 'detail')]).toEqual([500, [detail]])
})
