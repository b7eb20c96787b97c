import { expect, test } from 'vitest'
import { createOrders } from './posting-orders.ts'
import { type PostingSubject, postingCall } from './posting-subject.ts'

/** When a payment may still be held back, and what the session does to one. */
export function describeFenceContract(get: () => PostingSubject): void {
  const { order, post } = createOrders(get)

  test('BIL-106 a payment that may not start is not sent', async () => {
    const account = await get().openAccount()
    await get().resetCalls()
    let asked = 0
    const mayStart = () => {
      asked += 1
      return false
    }
    await expect(
      get().billing.postings.postPayment(order(account, 'P-106'), postingCall(mayStart)),
    ).rejects.toMatchObject({ code: 'BILLING_CANCELED', outcome: 'not_applied' })
    expect([asked, await get().calls('post')]).toEqual([1, 0])
    expect(await get().rowsOf(account.id)).toEqual([])
  })

  test('BIL-107 a caller who has left already sends nothing', async () => {
    const account = await get().openAccount()
    await get().resetCalls()
    const left = { signal: AbortSignal.abort(), mayStart: () => true }
    await expect(get().billing.postings.postPayment(order(account, 'P-107'), left)).rejects.toMatchObject({
      code: 'BILLING_CANCELED',
      outcome: 'not_applied',
    })
    expect(await get().calls('post')).toBe(0)
  })

  test('BIL-108 where nobody listens nothing was applied', async () => {
    const account = await get().openAccount()
    const system = await get().connectToNobody()
    await expect(system.postings.postPayment(order(account, 'P-108'), postingCall())).rejects.toMatchObject({
      code: 'BILLING_UNREACHABLE',
      outcome: 'not_applied',
    })
  })

  test('BIL-109 Q16 a session that expires in mid-flow: one login for all, and each payment is written once', async () => {
    const accounts = await Promise.all(Array.from({ length: 6 }, () => get().openAccount()))
    for (const [index, account] of accounts.entries()) await post(account, `P-109-before-${index}`)
    await get().resetCalls()
    await get().expireSessions()
    const verdicts = await Promise.all(accounts.map((account, index) => post(account, `P-109-${index}`)))
    expect(verdicts.map(({ kind }) => kind)).toEqual(accounts.map(() => 'posted'))
    expect(await get().logins()).toBe(1)
    expect(await get().calls('post')).toBe(2 * accounts.length)
    for (const account of accounts) expect(await get().rowsOf(account.id)).toHaveLength(2)
  })

  test('BIL-110 Q16 whether it may start is asked again before the second sending', async () => {
    const account = await get().openAccount()
    await post(account, 'P-110-before')
    await get().trouble('post', { kind: 'expiredSession', times: 1 })
    const answers = [true, false]
    const mayStart = () => answers.shift() ?? false
    await expect(
      get().billing.postings.postPayment(order(account, 'P-110'), postingCall(mayStart)),
    ).rejects.toMatchObject({ code: 'BILLING_CANCELED', outcome: 'not_applied' })
    expect([answers, (await get().rowsOf(account.id)).length]).toEqual([[], 1])
  })

  test('BIL-111 Q16 a session that is refused at every call is access denied, and nothing is written', async () => {
    const account = await get().openAccount()
    await get().trouble('post', 'expiredSession')
    await get().resetCalls()
    await expect(post(account, 'P-111')).rejects.toMatchObject({
      code: 'BILLING_ACCESS_DENIED',
      outcome: 'not_applied',
    })
    expect([await get().calls('post'), await get().rowsOf(account.id)]).toEqual([2, []])
  })
}
