import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { BillingError } from '../../src/billing/error.ts'
import type { BillingSystem } from '../../src/billing/port.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
let token: string
let isUnreadable: (tariffId: string) => boolean

beforeAll(async () => {
  gateway = await startGateway({ wrapBilling: spoil })
  token = await gateway.signIn('100001')
})
beforeEach(() => {
  isUnreadable = () => false
  gateway.clearReferenceData()
})
afterAll(() => gateway.close())

function spoil(billing: BillingSystem): BillingSystem {
  const error = new BillingError('BILLING_MALFORMED_ANSWER', 'a row', { outcome: 'not_applied' })
  const findTariffs: BillingSystem['tariffs']['findTariffs'] = async (ids, call) => {
    const found = await billing.tariffs.findTariffs(ids, call)
    return new Map([...found].map(([id, tariff]) => [id, isUnreadable(id) ? error : tariff]))
  }
  return { ...billing, tariffs: { ...billing.tariffs, findTariffs } }
}

async function listServices() {
  const { data, errors } = await gateway.query<{
    viewer: {
      accounts: readonly {
        services: readonly { availableTariffs: readonly { name: string }[] | null; hasMoreAvailableTariffs: boolean }[]
      }[]
    }
  }>('{ viewer { accounts { services { availableTariffs { name } hasMoreAvailableTariffs } } } }', {}, token)
  const services = data.viewer.accounts.flatMap((account) => account.services)
  return { longest: services.toSorted(byLength)[0], errors }
}

function byLength(
  left: { readonly availableTariffs: readonly unknown[] | null },
  right: { readonly availableTariffs: readonly unknown[] | null },
): number {
  return (right.availableTariffs?.length ?? 0) - (left.availableTariffs?.length ?? 0)
}

test('C2 a tariff that cannot be read hides no other, and the list says that there are more', async () => {
  const { longest: whole } = await listServices()
  expect(whole?.hasMoreAvailableTariffs).toBe(false)
  expect(whole?.availableTariffs?.length).toBeGreaterThan(2)
  gateway.clearReferenceData()
  const { restId } = await gateway.sandbox.findAccount('100001')
  const [service] = gateway.sandbox.books.listServices([restId]).filter(({ kind }) => kind === 1)
  const [spoilt] = gateway.sandbox.books.listAvailableTariffs([service?.id ?? 0])
  isUnreadable = (id) => id === String(spoilt?.tariffId)
  const { longest: rest, errors } = await listServices()
  expect(errors).toEqual([])
  expect(rest?.hasMoreAvailableTariffs).toBe(true)
  expect(rest?.availableTariffs).toHaveLength((whole?.availableTariffs?.length ?? 0) - 1)
})

test('C2 when no tariff can be read there is no list, and an error says so', async () => {
  isUnreadable = () => true
  const { longest, errors } = await listServices()
  expect(longest?.availableTariffs).toBeNull()
  expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['BILLING_BAD_ANSWER']))
})
