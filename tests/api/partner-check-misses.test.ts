import { expect, test } from 'vitest'
import { startPaymentGateways } from '../support/payment-gateways.ts'
import { describeStores } from '../support/stores.ts'
import type { Terminal } from '../support/terminals.ts'

async function check(number: string, terminal: Terminal): Promise<string> {
  const { data } = await terminal.ask<{ checkAccount: { code?: string } }>(
    'query ($number: String!) { checkAccount(accountNumber: $number) { ... on CheckRefused { code } } }',
    { number },
  )
  return data.checkAccount.code ?? 'PAYABLE'
}

/** How many numbers that nobody has are answered before nothing more is told. */
async function countMisses(terminal: Terminal, most: number): Promise<number> {
  for (let count = 0; count < most; count += 1) {
    if ((await check(`${500_000 + count}`, terminal)) !== 'ACCOUNT_NOT_FOUND') return count
  }
  return most
}

describeStores((openFresh) => {
  test('P6 a partner has the misses that its setting says, and more only by payments that were done', async () => {
    const gateways = await startPaymentGateways(await openFresh())
    const kiosk = await gateways.terminal({ partnerId: 'kiosk', limits: { misses: 5 } })
    const idle = await gateways.terminal({ partnerId: 'idle', limits: { misses: 5 } })
    for (let count = 0; count < 49; count += 1) {
      await kiosk.pay({ externalId: `p-${count}`, accountNumber: '100001', amount: '1.00' })
    }
    // Neither what is refused nor what is looked up again and again is a payment.
    await kiosk.pay({ externalId: 'closed', accountNumber: '100009', amount: '1.00' })
    for (let count = 0; count < 60; count += 1) await check('100001', idle)
    expect(await countMisses(kiosk, 9)).toBe(5)
    expect(await countMisses(idle, 9)).toBe(5)
    expect(await check('100001', kiosk)).toBe('TOO_MANY_TRIES')
    await kiosk.pay({ externalId: 'p-49', accountNumber: '100001', amount: '1.00' })
    expect(await check('100001', kiosk)).toBe('PAYABLE')
    expect(await countMisses(kiosk, 9)).toBe(1)
    expect(await check('100001', kiosk)).toBe('TOO_MANY_TRIES')
    const trail = await gateways.store.audit.list({ afterId: 0, limit: 1_000 })
    const limited = trail.filter(({ act }) => act === 'partner-check-miss')
    expect(limited.map(({ actor, outcome }) => `${actor} ${outcome}`)).toEqual([
      'PARTNER:kiosk limited',
      'PARTNER:idle limited',
    ])
  })
})
