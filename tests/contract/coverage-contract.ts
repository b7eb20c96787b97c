import { expect, test } from 'vitest'
import type { CoverageAddress } from '../../src/domain/coverage.ts'
import { readable } from '../support/readable.ts'
import { type ContractSubject, call } from './subject.ts'

/** Whether an address is reached, in the spellings of people. */
export function describeCoverageContract(get: () => ContractSubject): void {
  const ask = async (...addresses: readonly CoverageAddress[]) => {
    const found = await readable(get().billing.coverage.findCoverage(addresses, call()))
    return addresses.map((address) => found.get(address))
  }

  test('BIL-160 every house that the billing knows is what it says, on both sides of the street', async () => {
    const truth = get().catalogue.houses
    expect(new Set(truth.map(({ status }) => status))).toEqual(new Set(['COVERED', 'PLANNED', 'NOT_COVERED']))
    const read = await ask(...truth.map(({ address }) => address))
    expect(read).toEqual(truth.map(({ status, plannedOn }) => ({ status, plannedOn })))
  })

  test.each([
    ['ул. Молодёжная', 'б-р Молодёжный'],
    ['бульвар молодежный', 'б-р Молодёжный'],
    ['Молодёжный', 'б-р Молодёжный'],
    ['МИРА', 'ул. Мира'],
    ['улица Мира', 'ул. Мира'],
    ['Мира ул.', 'ул. Мира'],
  ])('BIL-161 %j is %j, unless another kind of street is named', async (spelt, street) => {
    const known = get().catalogue.houses.find(
      ({ address, status }) => address.street === street && status === 'COVERED',
    )
    const address = { ...(known?.address ?? { regionId: '', city: '', street: '', house: '' }), street: spelt }
    const isOther = spelt.startsWith('ул. Молод')
    const [coverage] = await ask(address)
    expect(coverage?.status).toBe(isOther ? 'UNKNOWN_ADDRESS' : 'COVERED')
  })

  test('BIL-162 a city, street or house that nobody lists is an unknown address, and so is what is no address', async () => {
    const [{ address } = { address: { regionId: '', city: '', street: '', house: '' } }] = get().catalogue.houses
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
    const read = await ask(...odd.map((wrong) => ({ ...address, ...wrong })))
    expect(read).toEqual(odd.map(() => ({ status: 'UNKNOWN_ADDRESS', plannedOn: null })))
  })
}
