import { describe, expect, test } from 'vitest'
import type { TakePromiseVerdict } from '../../src/billing/promised-payment-port.ts'
import { type Money, parseMoney } from '../../src/domain/money.ts'
import type { PromisedPaymentOffer } from '../../src/domain/promised-payment.ts'
import { readable } from '../support/readable.ts'
import { type ContractSubject, call } from './subject.ts'

/** Promised payments: what is offered can be taken, once, and is found again. */
export function describePromisedPaymentContract(get: () => ContractSubject): void {
  const debtors = () => get().accounts.filter(({ amountToRestore }) => amountToRestore !== null)
  const readOffers = async (ids: readonly string[]) =>
    readable(get().billing.promisedPayments.findPromiseOffers(ids, call()))
  const readPromises = async (ids: readonly string[]) =>
    readable(get().billing.promisedPayments.listPromises(ids, call()))
  const take = (accountId: string, amount: Money, reference: string): Promise<TakePromiseVerdict> =>
    get().billing.promisedPayments.takePromise({ accountId, amount, reference }, { ...call(), mayStart: () => true })

  /** Somebody who is offered one; each call of this finds another, since the last one has taken it. */
  async function findOffered(): Promise<{
    accountId: string
    offer: Extract<PromisedPaymentOffer, { kind: 'offered' }>
  }> {
    for (const [accountId, offer] of await readOffers(debtors().map(({ id }) => id))) {
      if (offer.kind === 'offered') return { accountId, offer }
    }
    throw new Error('Nobody is offered anything.')
  }

  describe('promised payments', () => {
    test('C13 every account has an offer or a reason, in bulk; the least sum covers the debt', async () => {
      const { accounts } = get()
      const offers = await readOffers(accounts.map(({ id }) => id))
      expect(offers.size).toBe(accounts.length)
      for (const { id, amountToRestore, balance } of accounts) {
        const offer = offers.get(id)
        const least = offer?.kind === 'offered' ? offer.minAmount.minorUnits : null
        const debt = amountToRestore === null ? null : parseMoney(amountToRestore, 'RUB').minorUnits
        expect(least === null || debt === null || least >= debt).toBe(true)
        const owesNothing = !balance.startsWith('-')
        expect(owesNothing && offer?.kind === 'offered').toBe(false)
      }
      expect(await readOffers(['999999999', 'x;1'])).toEqual(new Map())
    })

    test('C13 one is taken as it was offered, found again with its reference, and the services are back', async () => {
      const { accountId, offer } = await findOffered()
      expect((await readPromises([accountId])).get(accountId)).toEqual([])
      const verdict = await take(accountId, offer.minAmount, 'contract/1')
      expect(verdict).toMatchObject({
        kind: 'taken',
        promise: { accountId, status: 'ACTIVE', amount: offer.minAmount, fee: offer.fee },
      })
      if (verdict.kind !== 'taken') throw new Error('not taken')
      expect((await readPromises([accountId])).get(accountId)).toEqual([
        { promise: verdict.promise, reference: 'contract/1', origin: 'ours' },
      ])
      expect(get().promises(accountId)).toMatchObject([{ id: verdict.promise.id, status: 'ACTIVE' }])
      const services = (await readable(get().billing.services.listServices([accountId], call()))).get(accountId)
      expect(services?.map(({ status }) => status)).not.toContain('SUSPENDED_FOR_DEBT')
      expect((await readOffers([accountId])).get(accountId)).toMatchObject({ reason: 'ALREADY_ACTIVE' })
      expect(await take(accountId, offer.minAmount, 'contract/1')).toMatchObject({ reason: 'ALREADY_ACTIVE' })
    })

    test('C13 ten at once take one', async () => {
      const { accountId, offer } = await findOffered()
      const verdicts = await Promise.all(
        Array.from({ length: 10 }, (_, index) => take(accountId, offer.minAmount, `contract/ten-${index}`)),
      )
      expect(verdicts.filter(({ kind }) => kind === 'taken')).toHaveLength(1)
      expect((await readPromises([accountId])).get(accountId)).toHaveLength(1)
      expect(get().promises(accountId)).toHaveLength(1)
    })

    test('C13 another sum, an account that is not there, and one that never could be are refused', async () => {
      const { accountId, offer } = await findOffered()
      const one: Money = { minorUnits: 1n, currency: offer.minAmount.currency }
      const more: Money = { ...one, minorUnits: offer.maxAmount.minorUnits + 1n }
      for (const amount of [one, more]) {
        expect(await take(accountId, amount, 'contract/2')).toEqual({ kind: 'refused', reason: 'AMOUNT_NOT_ACCEPTED' })
      }
      for (const id of ['999999999', 'x;1', '']) {
        expect(await take(id, offer.minAmount, 'contract/3')).toEqual({ kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' })
      }
      expect(get().promises(accountId)).toEqual([])
    })

    test('C13 what cannot be written is not sent, and neither is what may not start', async () => {
      const { accountId, offer } = await findOffered()
      const unwritable = { code: 'BILLING_UNWRITABLE_REQUEST', outcome: 'not_applied' }
      await expect(take(accountId, offer.minAmount, ' blank')).rejects.toMatchObject(unwritable)
      const nothing: Money = { ...offer.minAmount, minorUnits: 0n }
      await expect(take(accountId, nothing, 'contract/4')).rejects.toMatchObject(unwritable)
      const held = get().billing.promisedPayments.takePromise(
        { accountId, amount: offer.minAmount, reference: 'contract/5' },
        { ...call(), mayStart: () => false },
      )
      await expect(held).rejects.toMatchObject({ code: 'BILLING_CANCELED', outcome: 'not_applied' })
      expect(get().promises(accountId)).toEqual([])
    })
  })
}
