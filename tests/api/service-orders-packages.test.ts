import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { createOrderer, MID_MONTH } from '../support/service-orders.ts'

let gateway: Gateway
beforeAll(async () => {
  gateway = await startGateway({ startAt: MID_MONTH })
})
afterAll(() => gateway.close())

interface Tariff {
  readonly id: string
  readonly name: string
  readonly kind: string
}

const SERVICES = `{ viewer { accounts { services {
  id kind tariff { id name kind } availableTariffs { id name kind } } } } }`

/** A tariff rests for a week after it was changed. */
const PAUSE_MS = 8 * 86_400_000

test('C5 C3 each of the three internet and three mixed packages can be activated, one after the other', async () => {
  const token = await gateway.signIn('100001')
  await gateway.sandbox.postPayment({ number: '100001', amount: '90000.00' })
  async function readService() {
    const { data } = await gateway.query<{
      viewer: {
        accounts: readonly { services: readonly (Tariff & { tariff: Tariff; availableTariffs: readonly Tariff[] })[] }[]
      }
    }>(SERVICES, {}, token)
    const services = data.viewer.accounts.flatMap((account) => account.services)
    const service = services.find(({ tariff }) => tariff.kind === 'INTERNET' || tariff.kind === 'MIX')
    if (!service) throw new Error('no internet')
    return service
  }
  const { tariff: present, availableTariffs } = await readService()
  const packages = availableTariffs.filter(({ kind }) => kind === 'INTERNET' || kind === 'MIX')
  // The present one comes last: it can be changed back to.
  const wanted = [...packages, present]
  expect(wanted.map(({ kind }) => kind).toSorted()).toEqual(['INTERNET', 'INTERNET', 'INTERNET', 'MIX', 'MIX', 'MIX'])
  const orderer = createOrderer(gateway, token)
  for (const tariff of wanted) {
    const { id: serviceId } = await readService()
    const order = await orderer.order('changeTariff', { serviceId, tariffId: tariff.id, effective: 'NOW' })
    expect(order).toMatchObject({ status: 'COMPLETED', tariff: { name: tariff.name } })
    expect((await readService()).tariff).toEqual(tariff)
    await gateway.sandbox.advanceClock(PAUSE_MS)
  }
})
