import { isIP } from 'node:net'
import { expect } from 'vitest'
import { formatMoney } from '../../../src/domain/money.ts'
import type { Service } from '../../../src/domain/service.ts'
import { listIds, listNoIds, ODD_IDS, read, readOne } from '../kit.ts'
import { type Requirement, requirement } from '../requirement.ts'
import { type ConformanceSubject, call } from '../subject.ts'

/** Regions, operators, what is on offer, and what hangs on services. */
export const CATALOGUE_REQUIREMENTS: readonly Requirement[] = [
  requirement('REGIONS-1', 'Every region is listed, and every account is in one of them or in none.', {
    parts: ['books.regions'],
    prove: async ({ billing, books }) => {
      const regions = await billing.regions.listRegions(call())
      expect(sorted([...regions.values()])).toMatchObject(sorted(await books.regions()))
      const used = (await books.accounts()).flatMap(({ regionId }) => regionId ?? [])
      expect(used.filter((id) => !regions.has(id))).toEqual([])
    },
  }),
  requirement('OPERATORS-1', 'The legal entity of every account is found; what is no id is absent.', {
    parts: ['books.operators'],
    facts: ['accounts of operators'],
    prove: async (subject) => {
      const used = new Set((await subject.books.accounts()).flatMap(({ operatorId }) => operatorId ?? []))
      const truth = (await subject.books.operators()).filter(({ id }) => used.has(id))
      const strange = ODD_IDS.filter((id) => !used.has(id))
      const found = await read(subject.billing.operators.findOperators([...used, ...strange], call()))
      expect(new Set(found.keys())).toEqual(used)
      for (const operator of truth) expect(found.get(operator.id)).toMatchObject(operator)
    },
  }),
  requirement('SERVICES-1', 'Every service is there with its account and tariff, and accounts are not mixed up.', {
    capabilities: ['services'],
    parts: ['books.services'],
    prove: async (subject) => {
      const ids = await listIds(subject)
      const found = await read(subject.billing.services.listServices(ids, call()))
      for (const id of ids) {
        const list = found.get(id) ?? []
        expect(sorted(list)).toMatchObject(sorted(await subject.books.services(id)))
        expect(list.filter(({ accountId }) => accountId !== id)).toEqual([])
      }
      const all = [...found.values()].flat()
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
      expect(all.filter(({ kind, status }) => kind === 'UNKNOWN' || status === 'UNKNOWN')).toEqual([])
      const [first = ''] = ids
      expect(await readOne(subject.billing.services.listServices([first], call()), first)).toEqual(found.get(first))
    },
  }),
  requirement('SERVICES-2', 'What is no account has no services; nobody’s account has none.', {
    capabilities: ['services'],
    prove: async (subject) => {
      const [known = ''] = await listIds(subject)
      const strange = await listNoIds(subject)
      const found = await read(subject.billing.services.listServices([...strange, known], call()))
      expect(found.has(known)).toBe(true)
      expect(strange.flatMap((id) => found.get(id) ?? [])).toEqual([])
    },
  }),
  requirement('SERVICES-3', 'Every service has its addresses, and they are addresses.', {
    capabilities: ['services'],
    parts: ['books.addresses'],
    prove: async (subject) => {
      const asked = (await listAllServices(subject)).map(({ id }) => id)
      const found = await read(subject.billing.services.listIpAddresses([...asked, '0', 'x'], call()))
      expect(new Set(found.keys())).toEqual(new Set(asked))
      for (const [serviceId, addresses] of found) {
        const truth = new Set(await subject.books.addresses(serviceId))
        expect(new Set(addresses.map(({ address }) => address))).toEqual(truth)
        for (const row of addresses) expect([row.serviceId, isIP(row.address) > 0]).toEqual([serviceId, true])
      }
    },
  }),
  requirement(
    'TARIFFS-1',
    'The tariff of every service is found, with its price and its owner; what is no id is absent.',
    {
      capabilities: ['services', 'tariffs'],
      prove: async (subject) => {
        const services = await listAllServices(subject)
        const wanted = new Set(services.map(({ tariffId }) => tariffId))
        const strange = ODD_IDS.filter((id) => !wanted.has(id))
        const found = await read(subject.billing.tariffs.findTariffs([...wanted, ...strange], call()))
        expect(new Set(found.keys())).toEqual(wanted)
        for (const [id, tariff] of found) {
          expect(tariff).toMatchObject({ id, name: expect.stringMatching(/\S/) })
          expect(tariff.monthlyFee.minorUnits >= 0n).toBe(true)
          expect(tariff.speedMbps).not.toBe(0)
        }
        for (const { accountId, tariffId } of services) {
          expect([null, accountId]).toContain(found.get(tariffId)?.ownerAccountId)
        }
      },
    },
  ),
  requirement('TARIFFS-2', 'A region has its own tariffs and those of all regions, and no private one.', {
    capabilities: ['tariffs'],
    parts: ['books.tariffs', 'books.regions'],
    prove: async (subject, note) => {
      const tariffs = await subject.books.tariffs()
      const regionIds = (await subject.books.regions()).map(({ id }) => id)
      const strange = ODD_IDS.filter((id) => !regionIds.includes(id))
      const found = await read(subject.billing.tariffs.listTariffs([...regionIds, ...strange], call()))
      for (const id of regionIds) {
        const truth = tariffs.filter(
          ({ regionId = null, ownerAccountId = null }) =>
            ownerAccountId === null && (regionId === null || regionId === id),
        )
        expect(
          found
            .get(id)
            ?.map((tariff) => tariff.id)
            .toSorted(),
        ).toEqual(truth.map((row) => row.id).toSorted())
      }
      expect([...found.keys()].filter((id) => !regionIds.includes(id))).toEqual([])
      if (tariffs.every(({ ownerAccountId = null }) => ownerAccountId === null)) note('no tariff is private')
    },
  }),
  requirement('TARIFFS-3', 'A tariff that is listed is the same as when it is found by its id.', {
    capabilities: ['tariffs'],
    parts: ['books.tariffs', 'books.regions'],
    prove: async ({ billing, books }) => {
      const [{ id: regionId } = { id: '' }] = await books.regions()
      const listed = await readOne(billing.tariffs.listTariffs([regionId], call()), regionId)
      const ids = listed.map(({ id }) => id)
      const found = await read(billing.tariffs.findTariffs(ids, call()))
      expect(ids.map((id) => found.get(id))).toEqual(listed)
      const truth = new Map((await books.tariffs()).map((tariff) => [tariff.id, tariff]))
      for (const { id, kind, components, monthlyFee } of listed) {
        const told = truth.get(id)
        expect({ components: components.length, monthlyFee: formatMoney(monthlyFee) }).toMatchObject({
          ...(told?.components === undefined ? {} : { components: told.components }),
          ...(told?.monthlyFee === undefined ? {} : { monthlyFee: told.monthlyFee }),
        })
        expect(components.length > 0).toBe(kind === 'MIX')
      }
    },
  }),
  requirement(
    'TARIFFS-4',
    'The channels of a package come by their numbers, as many as it says; what has none is absent.',
    {
      capabilities: ['tariffs'],
      parts: ['books.tariffs'],
      facts: ['a package of channels'],
      prove: async (subject) => {
        const { billing, books } = subject
        const truth = await books.tariffs()
        const all = truth.map(({ id }) => id)
        const strange = ODD_IDS.filter((id) => !all.includes(id))
        const found = await read(billing.tariffs.listChannels([...all, ...strange], call()))
        const tariffs = await read(billing.tariffs.findTariffs(all, call()))
        const packages = truth.filter(({ channels = [] }) => channels.length > 0)
        expect(new Set(found.keys())).toEqual(new Set(packages.map(({ id }) => id)))
        for (const { id, channels = [] } of packages) {
          expect(found.get(id)?.map(({ number, name }) => ({ number, name }))).toEqual(
            channels.toSorted((one, other) => one.number - other.number),
          )
          expect(tariffs.get(id)?.tvPackage?.channelCount).toBe(channels.length)
        }
        for (const [id, { tvPackage }] of tariffs) expect([id, tvPackage !== null]).toEqual([id, found.has(id)])
      },
    },
  ),
  requirement(
    'TARIFFS-5',
    'What a service may be changed to leaves out what it has and what is private to somebody else.',
    {
      capabilities: ['services', 'tariffs'],
      parts: ['books.availableTariffs', 'books.tariffs'],
      prove: async (subject) => {
        const services = await listAllServices(subject)
        const asked = services.map(({ id }) => id)
        const found = await read(subject.billing.tariffs.listAvailableTariffs([...asked, '0', 'x'], call()))
        expect(asked.filter((id) => !found.has(id))).toEqual([])
        const owners = new Map((await subject.books.tariffs()).map((row) => [row.id, row.ownerAccountId ?? null]))
        for (const { id, accountId, tariffId } of services) {
          const available = found.get(id) ?? []
          expect(available.toSorted()).toEqual([...(await subject.books.availableTariffs(id))].toSorted())
          expect(available).not.toContain(tariffId)
          expect(available.filter((other) => ![null, accountId].includes(owners.get(other) ?? null))).toEqual([])
        }
      },
    },
  ),
  requirement('OFFERINGS-1', 'Extra services are offered in each region at their prices.', {
    capabilities: ['offerings'],
    parts: ['books.serviceOfferings', 'books.regions'],
    prove: async ({ billing, books }) => {
      const ids = (await books.regions()).map(({ id }) => id)
      const found = await read(billing.offerings.listServiceOfferings([...ids, '0', '17;23'], call()))
      for (const id of ids) {
        const offered = (found.get(id) ?? []).map(({ id: offeringId, monthlyFee, connectionFee }) => ({
          id: offeringId,
          monthly: formatMoney(monthlyFee),
          once: formatMoney(connectionFee),
        }))
        expect(sorted(offered)).toEqual(sorted(await books.serviceOfferings(id)))
      }
      expect([found.get('0') ?? [], found.get('17;23') ?? []]).toEqual([[], []])
    },
  }),
  requirement('OFFERINGS-2', 'Equipment and work are offered in each region at their prices.', {
    capabilities: ['offerings'],
    parts: ['books.equipmentOfferings', 'books.regions'],
    prove: async ({ billing, books }) => {
      const ids = (await books.regions()).map(({ id }) => id)
      const found = await read(billing.offerings.listEquipmentOfferings([...ids, '0', '17;23'], call()))
      for (const id of ids) {
        const offered = (found.get(id) ?? []).map(({ id: offeringId, price }) => ({
          id: offeringId,
          price: formatMoney(price),
        }))
        expect(sorted(offered)).toEqual(sorted(await books.equipmentOfferings(id)))
      }
      expect([found.get('0') ?? [], found.get('17;23') ?? []]).toEqual([[], []])
    },
  }),
]

async function listAllServices(subject: ConformanceSubject): Promise<readonly Service[]> {
  const found = await read(subject.billing.services.listServices(await listIds(subject), call()))
  return [...found.values()].flat()
}

function sorted<T extends { readonly id: string }>(rows: readonly T[]): readonly T[] {
  return rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}
