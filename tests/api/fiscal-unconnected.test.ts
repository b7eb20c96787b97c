import { expect, test } from 'vitest'
import { runFiscal } from '../../src/running-fiscal.ts'
import { doneCheckout } from '../support/fiscal.ts'
import { createLogRecorder } from '../support/log-recorder.ts'
import { TERMS } from '../support/receipt-rules.ts'
import { describeStores } from '../support/stores.ts'

const CONFIG = { fiscal: { kind: 'none' }, receiptRules: { maker: 'ACQUIRER', terms: TERMS } } as const

describeStores((openFresh) => {
  test('P3 a gateway that starts without a registrar says so while receipts wait for one, and only then', async () => {
    const store = await (await openFresh()).open()
    const { log, lines } = createLogRecorder()
    const start = () => runFiscal({ config: CONFIG, store, registrar: null, metrics: { fail() {} }, log })
    await start().stop()
    await store.fiscalReceipts.count()
    expect(lines()).toEqual([])
    await doneCheckout(store)
    await start().stop()
    await expect
      .poll(() => lines().map((line): unknown => JSON.parse(line)))
      .toMatchObject([{ level: 40, count: 1, msg: expect.stringContaining('no registrar is connected') }])
  })
})
