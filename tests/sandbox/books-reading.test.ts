import { expect, test } from 'vitest'
import type { Books } from '../../src/sandbox/books/types.ts'
import { account, allAccounts, balance, DAY_MS, open, START_AT } from './books-support.ts'

function servicesOf(books: Books, number: string) {
  return books.listServices([account(books, number).restId])
}

test('what restores a suspended account is its debt: a kopeck less does not, and nobody else has anything to restore', () => {
  const books = open({ accounts: 300 })
  // The next charging takes 100001 to its credit limit, and no further.
  books.advance(10 * DAY_MS)
  const suspended = allAccounts(books).filter(({ state }) => state === 1)
  const others = allAccounts(books).filter(({ state }) => state !== 1)

  expect(suspended.length).toBeGreaterThan(5)
  expect(others.some((row) => balance(row) < 0n)).toBe(true)
  expect(others.filter(({ toRestore }) => toRestore !== 0n)).toEqual([])
  for (const { soapId, number, toRestore } of suspended.slice(0, 5)) {
    books.addPayment({ soapId, amount: toRestore - 1n, classId: 1 })
    expect(account(books, number)).toMatchObject({ state: 1, toRestore: 1n })
    books.addPayment({ soapId, amount: 1n, classId: 1 })
    expect(account(books, number)).toMatchObject({ state: 0, toRestore: 0n })
  }
})

test('a fixed term runs now, ends on the eve of its day, and only organisations have one', () => {
  const books = open({ accounts: 300 })
  const accounts = allAccounts(books)
  const organizations = new Set(accounts.filter(({ type }) => type === 'O').map(({ restId }) => restId))
  const agreements = books.findAgreements(accounts.map(({ restId }) => restId))
  const fixed = agreements.filter(({ termMonths }) => termMonths > 0)

  expect(fixed.length).toBeGreaterThan(5)
  expect(fixed.every(({ restId }) => organizations.has(restId))).toBe(true)
  for (const { concludedOn, endsOn, termMonths } of fixed) {
    const next = new Date(Date.parse(`${endsOn}T00:00:00Z`) + DAY_MS)
    const begin = new Date(`${concludedOn}T00:00:00Z`)
    const months = (next.getUTCFullYear() - begin.getUTCFullYear()) * 12 + next.getUTCMonth() - begin.getUTCMonth()
    expect([months % termMonths, next.getUTCDate()]).toEqual([0, begin.getUTCDate()])
    expect(next.getTime()).toBeGreaterThan(START_AT)
  }
  expect(agreements.some(({ restId, endsOn }) => organizations.has(restId) && endsOn === null)).toBe(true)
  expect(agreements.filter(({ terms }) => terms !== '').every(({ termMonths }) => termMonths > 0)).toBe(true)
  expect(books.findAgreements([account(books, '200001').restId])[0]?.terms).toMatch(/\p{L}{4}/u)
})

test('a tariff has as many channels as it says, numbered and named differently, and IPTV more than fifty', () => {
  const books = open()
  const tariffs = books.listTariffs(null)
  const channels = Map.groupBy(books.listChannels(null), ({ tariffId }) => tariffId)

  for (const { id, kind, channels: count, guide, components } of tariffs) {
    const own = channels.get(id) ?? []
    expect(own).toHaveLength(count)
    expect(new Set(own.map(({ name }) => name)).size).toBe(count)
    expect(new Set(own.map(({ number }) => number)).size).toBe(count)
    expect([count > 0, guide !== '']).toEqual(Array(2).fill([2, 3, 4, 5].includes(kind)))
    expect(components.length > 0).toBe(kind === 5)
    expect(kind !== 4 || count > 50).toBe(true)
  }
  const iptv = channels.get(42) ?? []
  expect(new Set(iptv.map(({ isHd }) => isHd)).size).toBe(2)
  expect(iptv.some(({ genre }) => genre === '')).toBe(true)
  expect(books.listChannels([1, 999])).toEqual([])
})

test('a service may become what is of its kind, public or negotiated for its owner, in its region; not what it is', () => {
  const books = open({ accounts: 300 })
  const tariffs = new Map(books.listTariffs(null).map((tariff) => [tariff.id, tariff]))
  const accounts = new Map(allAccounts(books).map((row) => [row.restId, row]))
  const services = new Map(books.listServices([...accounts.keys()]).map((service) => [service.id, service]))
  const rows = books.listAvailableTariffs([...services.keys()])
  const groups = [[1, 5], [2, 3, 4], [7], [8]]

  for (const { serviceId, tariffId } of rows) {
    const service = services.get(serviceId)
    const tariff = tariffs.get(tariffId)
    expect(tariffId).not.toBe(service?.tariffId)
    expect(groups.some((kinds) => kinds.includes(service?.kind ?? 0) && kinds.includes(tariff?.kind ?? 0))).toBe(true)
    expect([0, service?.restId]).toContain(tariff?.ownerAccount)
    expect([0, accounts.get(service?.restId ?? 0)?.regionId]).toContain(tariff?.regionId)
  }
  expect(rows.some(({ tariffId }) => tariffs.get(tariffId)?.regionId !== 0)).toBe(true)
  const [access] = servicesOf(books, '200001')
  const own = books.listAvailableTariffs([access?.id ?? 0]).filter(({ tariffId }) => tariffId >= 100_000)
  expect(own).toHaveLength(1)
  expect(own[0]?.tariffId).not.toBe(access?.tariffId)
  expect(books.listAvailableTariffs(servicesOf(books, '100009').map(({ id }) => id))).toEqual([])
})

test('every tariff of a single region is used by somebody there and by nobody elsewhere', () => {
  const books = open({ accounts: 1000 })
  const accounts = new Map(allAccounts(books).map((row) => [row.restId, row]))
  const services = books.listServices([...accounts.keys()])
  const regional = books.listTariffs(null).filter(({ regionId }) => regionId !== 0)

  expect(regional.length).toBeGreaterThan(2)
  for (const { id, regionId } of regional) {
    const regions = services
      .filter(({ tariffId }) => tariffId === id)
      .map(({ restId }) => accounts.get(restId)?.regionId)
    expect(new Set(regions)).toEqual(new Set([regionId]))
  }
})

test('internet, mixes and IPTV have addresses of documentation networks, static ones with the extra; closed services none', () => {
  const books = open({ accounts: 1000 })
  const services = books.listServices(allAccounts(books).map(({ restId }) => restId))
  const addresses = Map.groupBy(books.listAddresses(services.map(({ id }) => id)), ({ serviceId }) => serviceId)
  const owners = new Set(services.filter(({ tariffId }) => tariffId === 61).map(({ restId }) => restId))

  for (const { id, restId, kind, state } of services) {
    const own = addresses.get(id) ?? []
    expect(own.length > 0).toBe([1, 4, 5].includes(kind) && state !== 9)
    for (const { ip, type } of own) {
      expect(ip).toMatch(/^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}$|^2001:db8:[0-9a-f]{1,4}:[0-9a-f]{1,4}::1$/)
      expect(type).toBe(owners.has(restId) && kind !== 4 ? 1 : 0)
    }
  }
  expect([...addresses.values()].some((own) => own.some(({ ip }) => ip.includes(':')))).toBe(true)
})

test('an agreement that ends gives its addresses back, a new one has an address', () => {
  const books = open()
  const ids = servicesOf(books, '100001').map(({ id }) => id)
  expect(books.listAddresses(ids).map(({ type }) => type)).toContain(1)
  books.terminateAccount('100001')
  expect(books.listAddresses(ids)).toEqual([])
  books.createAccount({ number: 'NEW-1', type: 'P', login: 'new-1', password: 'secret' })
  expect(books.listAddresses(servicesOf(books, 'NEW-1').map(({ id }) => id))).not.toEqual([])
})

test('devices have a unique MAC in one of three spellings, or a serial; some have lost name or date, some accounts have none', () => {
  const books = open({ accounts: 300 })
  const accounts = allAccounts(books)
  const devices = books.listDevices(accounts.map(({ restId }) => restId))
  const macs = devices.map(({ mac }) => mac).filter((mac) => mac !== '')
  const spellings = [/^[0-9A-F]{12}$/, /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/, /^([0-9a-f]{2}-){5}[0-9a-f]{2}$/]

  expect(spellings.map((spelling) => macs.some((mac) => spelling.test(mac)))).toEqual([true, true, true])
  expect(macs.every((mac) => spellings.some((spelling) => spelling.test(mac)))).toBe(true)
  expect(new Set(macs.map((mac) => mac.toLowerCase().replaceAll(/[:-]/g, ''))).size).toBe(macs.length)
  expect(devices.filter(({ mac, serial }) => mac === '' && serial === '')).toEqual([])
  expect(devices.some(({ name }) => name === '')).toBe(true)
  expect(devices.some(({ registeredAt }) => registeredAt === null)).toBe(true)
  expect(new Set(devices.map(({ restId }) => restId)).size).toBeLessThan(accounts.length)
  expect(books.listDevices([account(books, '100001').restId])).toHaveLength(1)
})

test('each region is offered services, equipment and work, and laying a cable costs more in the capital', () => {
  const books = open()
  const regions = books.listRegions().map(({ id }) => id)
  const offerings = books.listOfferings(null)

  for (const regionId of regions) {
    const own = offerings.filter((row) => row.regionId === regionId)
    expect(books.listOfferings([regionId])).toEqual(own)
    expect(new Set(own.map(({ type }) => type))).toEqual(new Set(['S', 'E', 'W']))
    expect(new Set(own.map(({ id }) => id)).size).toBe(own.length)
    expect(own.every(({ type, fee }) => fee > 0n === (type === 'S'))).toBe(true)
  }
  const cable = offerings.filter(({ name }) => name.startsWith('Прокладка кабеля'))
  expect(cable.map(({ price }) => price)).toEqual([1_200_00n, 850_50n, 850_50n, 850_50n])
})

test('tickets and messages lie in the past, in order, and all classes, states and sides occur', () => {
  const books = open({ accounts: 300 })
  const accounts = allAccounts(books)
  const tickets = books.listTickets({ soapIds: accounts.map(({ soapId }) => soapId), limit: 100 })
  const messages = Map.groupBy(
    books.listTicketMessages({ ticketIds: tickets.map(({ ticketId }) => ticketId), limit: 100 }),
    ({ ticketId }) => ticketId,
  )
  const opened = new Map(accounts.map(({ soapId, openedAt }) => [soapId, openedAt]))

  expect(new Set(tickets.map(({ classId }) => classId))).toEqual(new Set([1, 2, 3, 4, 5]))
  expect(new Set(tickets.map(({ status }) => status))).toEqual(new Set([1, 2, 3, 9]))
  expect(
    new Set(accounts.filter(({ soapId }) => tickets.some((row) => row.soapId === soapId)).map(({ type }) => type)).size,
  ).toBe(2)
  expect(new Set(tickets.map(({ soapId }) => soapId)).size).toBeLessThan(accounts.length * 0.7)
  for (const { ticketId, soapId, createdAt, updatedAt } of tickets) {
    const own = messages.get(ticketId) ?? []
    const instants = own.map((row) => row.createdAt)
    expect([instants[0], instants.at(-1), own[0]?.side]).toEqual([createdAt, updatedAt, 0])
    expect(instants).toEqual(instants.toSorted((one, other) => one - other))
    expect(updatedAt).toBeLessThan(START_AT)
    expect(createdAt).toBeGreaterThan(opened.get(soapId ?? 0) ?? Number.NaN)
  }
  for (const own of Map.groupBy(tickets, ({ soapId }) => soapId).values()) {
    const instants = own.map(({ createdAt }) => createdAt)
    expect(instants).toEqual(instants.toSorted((one, other) => other - one))
  }
})

test('the demo accounts have an open ticket of three messages, a closed one, more than fit a page, and none', () => {
  const books = open({ accounts: 18 })
  const ticketsOf = (number: string) => books.listTickets({ soapIds: [account(books, number).soapId], limit: 100 })
  const [newest, oldest] = ticketsOf('100001')

  expect([newest?.status, oldest?.status, ticketsOf('100001').length]).toEqual([1, 9, 2])
  expect(books.listTicketMessages({ ticketIds: [newest?.ticketId ?? 0], limit: 100 })).toHaveLength(3)
  expect(ticketsOf('200001').length).toBeGreaterThan(25)
  expect(ticketsOf('007123')).toEqual([])
  const long = books.listTicketMessages({ ticketIds: ticketsOf('200001').map(({ ticketId }) => ticketId), limit: 100 })
  const lengths = [...Map.groupBy(long, ({ ticketId }) => ticketId).values()].map((own) => own.length)
  expect(Math.max(...lengths)).toBeGreaterThan(25)
})

test('an answer takes a new ticket into work and ends the waiting; a closed one stays closed unless told otherwise', () => {
  const books = open()
  const { soapId } = account(books, '100001')
  const statusOf = (ticketId: number) => books.listTickets({ ticketIds: [ticketId], limit: 1 })[0]?.status
  const { ticketId, status } = books.addTicket({ soapId, classId: 1, subject: 'Связь', side: 0, text: 'Нет связи.' })
  const write = (side: 0 | 1, state?: number) => {
    books.addTicketMessage(ticketId, { side, text: '…', ...(state === undefined ? {} : { status: state }) })
    return statusOf(ticketId)
  }

  expect(status).toBe(1)
  expect([write(0), write(1), write(1, 3), write(0), write(1, 9), write(0), write(0, 2)]).toEqual([1, 2, 3, 2, 9, 9, 2])
  expect(() => books.addTicketMessage(1, { side: 0, text: 'x' })).toThrow(
    expect.objectContaining({ code: 'UNKNOWN_TICKET' }),
  )
  expect(() => books.addTicket({ soapId: 1, classId: 1, subject: 'a', side: 0, text: 'x' })).toThrow(
    expect.objectContaining({ code: 'UNKNOWN_ACCOUNT' }),
  )
  for (const wrong of [{ text: ' ' }, { classId: 6 }, { subject: '' }, { status: 4 }, { text: 'x'.repeat(4001) }]) {
    expect(() => books.addTicket({ soapId, classId: 1, subject: 'a', side: 0, text: 'x', ...wrong })).toThrow(
      expect.objectContaining({ code: 'INVALID_VALUE' }),
    )
  }
})
