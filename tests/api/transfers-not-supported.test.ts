import { expect, onTestFinished, test } from 'vitest'
import { startGateway } from '../support/gateway.ts'
import { idOf, topUp } from '../support/transfers.ts'

test.each(['comment', 'statement', 'none'] as const)(
  'P5 where references do not tell for sure what was posted (%s) there are no transfers, and it is said',
  async (reconcile) => {
    const gateway = await startGateway({ reference: { reconcile } })
    onTestFinished(() => gateway.close())
    const { data } = await gateway.query<object>('{ capabilities { transfers } }')
    expect(data).toEqual({ capabilities: { transfers: false } })
    const input = {
      accountId: await idOf(gateway, '100001'),
      accountNumber: '007123',
      amount: '1.00',
      idempotencyKey: 'k',
    }
    expect(await topUp(gateway, input, await gateway.signIn('100001'))).toMatchObject({
      code: 'NOT_SUPPORTED',
      retryable: false,
      keptTransfer: null,
    })
  },
)

test('P5 a billing whose references are too short for those of transfers has none', async () => {
  const gateway = await startGateway({
    wrapBilling: (connected) => ({
      ...connected,
      capabilities: { ...connected.capabilities, maxReferenceLength: 49 },
    }),
  })
  onTestFinished(() => gateway.close())
  const { data } = await gateway.query<object>('{ capabilities { transfers payments } }')
  expect(data).toEqual({ capabilities: { transfers: false, payments: true } })
})
