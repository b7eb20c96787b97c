import { expect } from 'vitest'
import type { DeviceOrder } from '../../../src/billing/port.ts'
import type { CoverageAddress } from '../../../src/domain/coverage.ts'
import { listIds, pick, read, readOne, refused, UNKNOWN, UNWRITABLE, unique } from '../kit.ts'
import { type Requirement, requirement } from '../requirement.ts'
import { type ConformanceSubject, call } from '../subject.ts'

/** Devices, documents, and the addresses that are reached. */
export const BELONGING_REQUIREMENTS: readonly Requirement[] = [
  requirement('DEVICES-1', 'Every account has its devices, with hardware addresses in one spelling.', {
    capabilities: ['devices'],
    parts: ['books.devices'],
    prove: async (subject) => {
      const ids = await listIds(subject)
      const found = await read(subject.billing.devices.listDevices([...ids, '0', 'x'], call()))
      expect(new Set(found.keys())).toEqual(new Set(ids))
      for (const [accountId, devices] of found) {
        const told = devices.map(({ id, macAddress, serialNumber }) => ({
          id,
          hardwareDigits: macAddress?.replaceAll(':', '') ?? '',
          serial: serialNumber ?? '',
        }))
        expect(new Set(told)).toEqual(new Set(await subject.books.devices(accountId)))
        for (const device of devices) expect(device.accountId).toBe(accountId)
      }
      const spelt = [...found.values()].flat().flatMap(({ macAddress }) => macAddress ?? [])
      expect(spelt.filter((mac) => !/^[\da-f]{2}(?::[\da-f]{2}){5}$/.test(mac))).toEqual([])
    },
  }),
  ...(['macAddress', 'serialNumber'] as const).map((field) =>
    requirement(`DEVICES-2.${field}`, `A device with a ${field} is registered as it was asked for, and removed.`, {
      capabilities: ['deviceChanges'],
      parts: ['books.devices', 'office.openAccount'],
      prove: async ({ billing: { devices }, books, office }) => {
        const { id: accountId } = await office.openAccount()
        const wanted = { ...deviceOf(accountId), [field]: field === 'macAddress' ? newMac() : unique('D') }
        const verdict = await devices.registerDevice(wanted, call())
        expect(verdict).toMatchObject({ kind: 'registered', device: wanted })
        if (verdict.kind !== 'registered') throw new Error(verdict.reason)
        const key = { accountId, deviceId: verdict.device.id }
        const list = () => readOne(devices.listDevices([accountId], call()), accountId)
        expect(await list()).toEqual([verdict.device])
        expect(await books.devices(accountId)).toMatchObject([{ id: key.deviceId }])
        expect(await devices.removeDevice(key, call())).toEqual({ kind: 'removed' })
        expect([await list(), await books.devices(accountId)]).toEqual([[], []])
        expect(await devices.removeDevice(key, call())).toEqual({ kind: 'absent' })
      },
    }),
  ),
  requirement('DEVICES-3', 'What is registered already is said to be so, for whomever; ten at once make one.', {
    capabilities: ['deviceChanges'],
    parts: ['books.devices', 'office.openAccount'],
    prove: async ({ billing: { devices }, books, office }) => {
      const [{ id }, { id: other }] = [await office.openAccount(), await office.openAccount()]
      const macAddress = newMac()
      const wanted = { ...deviceOf(id), macAddress }
      const verdicts = await Promise.all(Array.from({ length: 10 }, () => devices.registerDevice(wanted, call())))
      expect(verdicts.filter(({ kind }) => kind === 'registered')).toHaveLength(1)
      const taken = refused('ALREADY_REGISTERED')
      expect(verdicts.filter(({ kind }) => kind !== 'registered')).toEqual(Array.from({ length: 9 }, () => taken))
      expect(await devices.registerDevice({ ...deviceOf(other), macAddress }, call())).toEqual(taken)
      expect(await books.devices(id)).toHaveLength(1)
      expect(await books.devices(other)).toEqual([])
    },
  }),
  requirement('DEVICES-4', 'An account that is not there has none, and takes none.', {
    capabilities: ['deviceChanges'],
    prove: async ({ billing: { devices }, samples }) => {
      for (const accountId of [samples.unknownAccountId, 'x;1', '']) {
        const wanted = { ...deviceOf(accountId), serialNumber: unique('D') }
        expect(await devices.registerDevice(wanted, call())).toEqual(refused('ACCOUNT_NOT_FOUND'))
        expect(await devices.removeDevice({ accountId, deviceId: '1' }, call())).toEqual({ kind: 'absent' })
      }
    },
  }),
  requirement('DEVICES-5', 'A device without address and number is not sent.', {
    capabilities: ['deviceChanges'],
    prove: async (subject) => {
      const [accountId = ''] = await listIds(subject)
      await expect(subject.billing.devices.registerDevice(deviceOf(accountId), call())).rejects.toMatchObject(
        UNWRITABLE,
      )
    },
  }),
  ...(['loseAnswer', 'loseRequest', 'htmlPage', 'cutAnswer', 'wrongRow'] as const).map((kind) =>
    requirement(`DEVICES-6.${kind}`, `A registration that meets ${kind} is of unknown outcome, and the list tells.`, {
      capabilities: ['deviceChanges'],
      parts: ['books.devices', 'office.openAccount'],
      faults: [['registerDevice', kind]],
      prove: async ({ billing: { devices }, books, office, faults }) => {
        const { id: accountId } = await office.openAccount()
        await faults?.cause('registerDevice', kind, {})
        const registering = devices.registerDevice({ ...deviceOf(accountId), macAddress: newMac() }, call())
        await expect(registering).rejects.toMatchObject(UNKNOWN)
        await faults?.clear()
        const truth = (await books.devices(accountId)).map(({ id }) => id)
        const list = await readOne(devices.listDevices([accountId], call()), accountId)
        expect(list.map(({ id }) => id)).toEqual(truth)
      },
    }),
  ),
  requirement('DOCUMENTS-1', 'Every account has papers of its own, and its agreement under its own number.', {
    capabilities: ['documents'],
    prove: async (subject) => {
      const accounts = await subject.books.accounts()
      const found = await listDocuments(subject)
      expect(new Set(found.keys())).toEqual(new Set(accounts.map(({ id }) => id)))
      for (const { id, number } of accounts) {
        const documents = found.get(id) ?? []
        expect(documents.filter(({ accountId }) => accountId !== id)).toEqual([])
        const agreements = documents.filter(({ kind }) => kind === 'AGREEMENT')
        expect(agreements.map((document) => document.number)).toEqual([number])
      }
    },
  }),
  requirement('DOCUMENTS-2', 'The sums of papers of persons and organisations are sums, and their periods are days.', {
    capabilities: ['documents'],
    prove: async (subject) => {
      for (const document of [...(await listDocuments(subject)).values()].flat()) {
        if (document.kind === 'AGREEMENT') expect(document.amount).toBeNull()
        else expect(document.amount?.minorUnits).toBeGreaterThan(0n)
        for (const on of [document.issuedOn, document.from, document.to]) {
          expect(on ?? '2000-01-01').toMatch(/^\d{4}-\d\d-\d\d$/)
        }
      }
    },
  }),
  requirement('DOCUMENTS-3', 'The file of a document is a PDF, and there is none of a foreign or absent one.', {
    capabilities: ['documents'],
    facts: ['two accounts'],
    prove: async (subject) => {
      const papers = [...(await listDocuments(subject)).values()].flat()
      const { id: documentId, accountId } = pick(papers, 'document')
      const readFile = (key: { accountId: string; documentId: string }) =>
        subject.billing.documents.readDocument(key, call())
      const file = await readFile({ accountId, documentId })
      expect(file?.document).toEqual(papers[0])
      expect(Buffer.from(file?.bytes ?? []).toString('latin1')).toMatch(/^%PDF-1[^]*%%EOF\s*$/)
      const other = (await listIds(subject)).find((id) => id !== accountId) ?? ''
      for (const key of [
        { accountId: other, documentId },
        { accountId, documentId: 'x&account_ids=1' },
        { accountId: '', documentId: '' },
      ]) {
        expect(await readFile(key)).toBeNull()
      }
    },
  }),
  requirement('COVERAGE-1', 'Every house that the billing knows is what it says.', {
    capabilities: ['coverage'],
    parts: ['books.houses'],
    prove: async (subject) => {
      const truth = await subject.books.houses()
      const found = await askCoverage(
        subject,
        truth.map(({ address }) => address),
      )
      expect(found).toEqual(truth.map(({ status, plannedOn }) => ({ status, plannedOn })))
    },
  }),
  requirement('COVERAGE-2', 'What nobody lists is an unknown address, and so is what is no address.', {
    capabilities: ['coverage'],
    parts: ['books.houses'],
    prove: async (subject) => {
      const { address } = pick(await subject.books.houses(), 'house')
      const odd: readonly Partial<CoverageAddress>[] = [
        { regionId: '999' },
        { regionId: "1' OR 1" },
        { city: 'Нигде' },
        { street: 'Нигде' },
        { street: '&limit=1' },
        { house: '9999' },
        { house: 'нет' },
        { house: '-5' },
      ]
      const found = await askCoverage(
        subject,
        odd.map((wrong) => ({ ...address, ...wrong })),
      )
      expect(found).toEqual(odd.map(() => ({ status: 'UNKNOWN_ADDRESS', plannedOn: null })))
    },
  }),
  requirement('COVERAGE-3', 'The kind of a street may be abbreviated or left out, in any case, but not be another.', {
    capabilities: ['coverage'],
    parts: ['books.houses', 'samples.streetSpellings'],
    prove: async (subject) => {
      for (const { address, spellings } of await subject.samples.streetSpellings()) {
        const [truth] = await askCoverage(subject, [address])
        const spelt = Object.entries(spellings)
        const found = await askCoverage(
          subject,
          spelt.map(([street]) => ({ ...address, street })),
        )
        expect(spelt.map(([street], index) => [street, found[index]?.status])).toEqual(
          spelt.map(([street, isSame]) => [street, isSame ? truth?.status : 'UNKNOWN_ADDRESS']),
        )
      }
    },
  }),
]

let macs = Math.floor(Math.random() * 0xff_ff)

/** A locally administered address that nobody has. */
function newMac(): string {
  macs = (macs + 1) % 0x1_00_00
  const digits = macs.toString(16).padStart(4, '0')
  return `02:cf:00:00:${digits.slice(0, 2)}:${digits.slice(2)}`
}

function deviceOf(accountId: string): DeviceOrder {
  return { accountId, name: 'Роутер <1> & "2"', macAddress: null, serialNumber: null }
}

async function listDocuments(subject: ConformanceSubject) {
  return read(subject.billing.documents.listDocuments([...(await listIds(subject)), '0', 'x'], call()))
}

async function askCoverage({ billing }: ConformanceSubject, addresses: readonly CoverageAddress[]) {
  const found = await read(billing.coverage.findCoverage(addresses, call()))
  return addresses.map((address) => found.get(address))
}
