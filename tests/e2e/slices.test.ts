import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPartner, pay, signInPartner } from '../support/partner-client.ts'
import { type Program, runProgram, startProgram } from '../support/program.ts'
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts'
import {
  ANNA,
  addressOf,
  BORIS,
  createAccounts,
  type SecondBilling,
  startSecondBilling,
} from '../support/two-billings.ts'

let home: TestSandbox
let second: SecondBilling
let dataDir: string
let partner: Awaited<ReturnType<typeof createPartner>>
let environment: Record<string, string>

beforeAll(async () => {
  home = await startTestSandbox({ accounts: 20 })
  await createAccounts(home, [ANNA, BORIS])
  second = await startSecondBilling(20)
  dataDir = await mkdtemp(join(tmpdir(), 'slices-'))
  partner = await createPartner('kiosk', { DATA_DIR: dataDir })
  environment = {
    DATA_DIR: dataDir,
    BILLING_TIMEOUT_MS: '1000',
    BILLING_SETTLE_MS: '500',
    ...addressOf(home, ''),
    ...addressOf(second.sandbox, 'NEW_'),
  }
}, 60_000)
afterAll(async () => {
  await home.close()
  await second.close()
  await rm(dataDir, { recursive: true, force: true })
})

async function payAt({ url }: Program, externalId: string) {
  const { signal } = new AbortController()
  const token = (await signInPartner(url, partner, signal)) ?? ''
  return pay({ externalId, accountNumber: ANNA, amount: '30.00' }, { url, token, signal })
}

const receiptsIn = async (sandbox: TestSandbox) =>
  (await sandbox.ledger()).payments.flatMap(({ receipt }) => (receipt?.startsWith('kiosk-') ? receipt : []))

const MOVED = { BILLING_SLICES: 'money=NEW:reference' }

test('money is switched when nothing is in doubt, and not before; and switched back in the same way', async () => {
  await home.setFault('soap.AddPayment', { errorRate: 1 })
  await home.setFault('soap.FindPayment', { errorRate: 1 })
  const before = await startProgram(environment)
  expect(await payAt(before, 'M-1')).toMatchObject({ typename: 'PaymentPending' })
  await before.stop()

  const refused = await runProgram([], { PORT: '0', ...environment, ...MOVED })
  expect(refused.code).toBe(2)
  expect(refused.output).toContain('money was served by reference and would be by new:reference, while 1 orders')
  expect(await receiptsIn(second.sandbox)).toEqual([])

  await home.clearFaults()
  const settling = await startProgram(environment)
  await expect.poll(() => receiptsIn(home), { timeout: 40_000, interval: 500 }).toEqual(['kiosk-M-1'])
  await expect.poll(async () => (await payAt(settling, 'M-1')).kind === 'answer', { timeout: 5_000 }).toBe(true)
  await settling.stop()

  const moved = await startProgram({ ...environment, ...MOVED })
  expect(moved.output()).toMatch(/"kind":"money","system":"new","msg":"served by another billing"/)
  expect(await payAt(moved, 'M-2')).toMatchObject({ typename: 'PaymentAccepted' })
  // A repeat of what the earlier billing has is answered from what is kept, and sent nowhere.
  expect(await payAt(moved, 'M-1')).toMatchObject({ typename: 'PaymentAccepted' })
  expect(await receiptsIn(second.sandbox)).toEqual(['kiosk-M-2'])
  expect(await receiptsIn(home)).toEqual(['kiosk-M-1'])
  await moved.stop()

  const back = await startProgram(environment)
  expect(await payAt(back, 'M-3')).toMatchObject({ typename: 'PaymentAccepted' })
  expect(await payAt(back, 'M-2')).toMatchObject({ typename: 'PaymentAccepted' })
  expect((await receiptsIn(home)).toSorted()).toEqual(['kiosk-M-1', 'kiosk-M-3'])
  expect(await receiptsIn(second.sandbox)).toEqual(['kiosk-M-2'])
  await back.stop()
}, 240_000)
