import { isIP } from 'node:net'
import { expect, test } from 'vitest'
import { formatMoney } from '../../src/domain/money.ts'
import { readable } from '../support/readable.ts'
import { NOT_IDS } from './account-contract.ts'
import { type ContractSubject, call } from './subject.ts'

/** Regions, operators, what is on offer, and what hangs on services and accounts. */
export function describeCatalogueContract(get: () => ContractSubject): void {
  const ids = () => get().accounts.map(({ id }) => id)
  const regionIds = () => get().catalogue.regions.map(({ id }) => id)
  const listAllServices = async () =>
    [...(await readable(get().billing.services.listServices(ids(), call()))).values()].flat()

  test('BIL-70 every region is listed, and every account is in one of them', async () => {
    const regions = await get().billing.regions.listRegions(call())
    expect([...regions.values()]).toEqual(get().catalogue.regions)
    const used = get().accounts.flatMap(({ regionId }) => regionId ?? [])
    expect(used.length).toBeGreaterThan(0)
    expect(used.filter((id) => !regions.has(id))).toEqual([])
  })

  test('BIL-71 the operator of every account is found, what is no id is absent', async () => {
    const used = get().accounts.flatMap(({ operatorId }) => operatorId ?? [])
    const found = await readable(get().billing.operators.findOperators([...used, ...NOT_IDS], call()))
    expect(new Set(found.keys())).toEqual(new Set(used))
    const truth = get().catalogue.operators.filter(({ id }) => used.includes(id))
    for (const operator of truth) expect(found.get(operator.id)).toMatchObject(operator)
  })

  test('BIL-72 a region has its own tariffs and those of all regions, and no private one', async () => {
    const { billing, catalogue } = get()
    expect(catalogue.tariffs.some(({ ownerAccountId }) => ownerAccountId !== null)).toBe(true)
    expect(catalogue.tariffs.some(({ regionId }) => regionId !== null)).toBe(true)
    const found = await readable(billing.tariffs.listTariffs([...regionIds(), ...NOT_IDS], call()))
    for (const id of regionIds()) {
      const truth = catalogue.tariffs.filter(
        ({ regionId, ownerAccountId }) => ownerAccountId === null && (regionId === null || regionId === id),
      )
      expect(found.get(id)?.map((tariff) => tariff.id)).toEqual(sortedIds(truth))
    }
    expect([...found.keys()]).toEqual(regionIds())
  })

  test('BIL-73 a tariff that is listed is the same as when it is found by its id', async () => {
    const { billing } = get()
    const [regionId = ''] = regionIds()
    const listed = (await readable(billing.tariffs.listTariffs([regionId], call()))).get(regionId) ?? []
    const found = await readable(
      billing.tariffs.findTariffs(
        listed.map(({ id }) => id),
        call(),
      ),
    )
    expect(listed.map(({ id }) => found.get(id))).toEqual(listed)
    const parts = new Map(get().catalogue.tariffs.map(({ id, components }) => [id, components]))
    for (const { id, kind, components } of listed) {
      expect(components).toHaveLength(parts.get(id) ?? -1)
      expect(components.length > 0).toBe(kind === 'MIX')
    }
  })

  test('BIL-74 the channels of a package come by their numbers, as many as it says; what has none is absent', async () => {
    const { billing, catalogue } = get()
    const all = catalogue.tariffs.map(({ id }) => id)
    const found = await readable(billing.tariffs.listChannels([...all, ...NOT_IDS], call()))
    const tariffs = await readable(billing.tariffs.findTariffs(all, call()))
    const withChannels = catalogue.tariffs.filter(({ channels }) => channels.length > 0)
    expect(new Set(found.keys())).toEqual(new Set(withChannels.map(({ id }) => id)))
    for (const { id, channels } of withChannels) {
      expect(found.get(id)?.map(({ number, name }) => ({ number, name }))).toEqual(
        channels.toSorted((one, other) => one.number - other.number),
      )
      expect(tariffs.get(id)?.tvPackage?.channelCount).toBe(channels.length)
    }
    for (const [id, { tvPackage }] of tariffs) expect(tvPackage !== null).toBe(found.has(id))
  })

  test('BIL-75 what a service may be changed to leaves out what it has and what is private to somebody else', async () => {
    const { billing, catalogue } = get()
    const services = await listAllServices()
    const asked = services.map(({ id }) => id)
    const found = await readable(billing.tariffs.listAvailableTariffs([...asked, ...NOT_IDS], call()))
    expect(asked.filter((id) => !found.has(id))).toEqual([])
    const owners = new Map(catalogue.tariffs.map(({ id, ownerAccountId }) => [id, ownerAccountId]))
    for (const { id, accountId, tariffId } of services) {
      const available = found.get(id) ?? []
      expect(available).toEqual(catalogue.availableTariffs(id))
      expect(available).not.toContain(tariffId)
      const foreign = available.filter((other) => ![null, accountId].includes(owners.get(other) ?? null))
      expect(foreign).toEqual([])
    }
    expect([...found.values()].some((list) => list.length > 1)).toBe(true)
  })

  test('BIL-76 services, equipment and work are offered in each region at their prices', async () => {
    const { offerings } = get().billing
    const services = await readable(offerings.listServiceOfferings([...regionIds(), ...NOT_IDS], call()))
    const equipment = await readable(offerings.listEquipmentOfferings([...regionIds(), ...NOT_IDS], call()))
    for (const id of regionIds()) {
      const offered = services.get(id)?.map(({ id: offeringId, monthlyFee, connectionFee }) => ({
        id: offeringId,
        monthly: formatMoney(monthlyFee),
        once: formatMoney(connectionFee),
      }))
      expect(offered).toEqual(get().catalogue.serviceOfferings(id))
      expect(offered?.length).toBeGreaterThan(0)
      const things = equipment.get(id)
      expect(things?.map((thing) => ({ id: thing.id, price: formatMoney(thing.price) }))).toEqual(
        get().catalogue.equipmentOfferings(id),
      )
      expect(new Set(things?.map(({ kind }) => kind))).toEqual(new Set(['EQUIPMENT', 'SET_UP']))
    }
    expect([services.has('0'), equipment.has('17;23')]).toEqual([false, false])
  })

  test('BIL-77 every service has its addresses, and they are addresses', async () => {
    const asked = (await listAllServices()).map(({ id }) => id)
    const found = await readable(get().billing.services.listIpAddresses([...asked, '0', 'x'], call()))
    expect(new Set(found.keys())).toEqual(new Set(asked))
    for (const [serviceId, addresses] of found) {
      expect(new Set(addresses.map(({ address }) => address))).toEqual(new Set(get().addresses(serviceId)))
      for (const row of addresses) expect([row.serviceId, isIP(row.address) > 0]).toEqual([serviceId, true])
    }
    const assignments = new Set([...found.values()].flat().map(({ assignment }) => assignment))
    expect(assignments).toEqual(new Set(['DYNAMIC', 'STATIC']))
    expect([...found.values()].some((list) => list.length === 0)).toBe(true)
  })

  test('BIL-78 every account has its devices, with hardware addresses in one spelling', async () => {
    const found = await readable(get().billing.devices.listDevices([...ids(), '0', 'x'], call()))
    expect(new Set(found.keys())).toEqual(new Set(ids()))
    for (const [accountId, devices] of found) {
      const read = devices.map(({ id, macAddress, serialNumber }) => ({
        id,
        hardwareDigits: macAddress?.replaceAll(':', '') ?? '',
        serial: serialNumber ?? '',
      }))
      expect(read).toEqual(get().devices(accountId))
      for (const device of devices) expect(device.accountId).toBe(accountId)
    }
    const spelt = [...found.values()].flat().flatMap(({ macAddress }) => macAddress ?? [])
    expect(spelt.filter((mac) => !/^[\da-f]{2}(?::[\da-f]{2}){5}$/.test(mac))).toEqual([])
    expect([...found.values()].some((list) => list.length === 0)).toBe(true)
  })
}

function sortedIds(rows: readonly { readonly id: string }[]): readonly string[] {
  return rows.map(({ id }) => id).toSorted((one, other) => Number(one) - Number(other))
}
