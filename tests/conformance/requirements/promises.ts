import { expect } from 'vitest'
import { parseMoney } from '../../../src/domain/money.ts'
import type { PromisedPaymentOffer } from '../../../src/domain/promised-payment.ts'
import {
  CANCELED,
  expectCalls,
  listIds,
  money,
  NOT_APPLIED,
  pick,
  read,
  readOne,
  refused,
  UNKNOWN,
  UNWRITABLE,
  unique,
} from '../kit.ts'
import type { PartName } from '../parts.ts'
import { type Requirement, requirement } from '../requirement.ts'
import { type ConformanceSubject, call, type Told, writingCall } from '../subject.ts'
import { troublesWithout } from '../troubles.ts'

type Offered = Extract<PromisedPaymentOffer, { kind: 'offered' }>
type Lending = ConformanceSubject & { readonly samples: { debtor(): Told<string> } }

const CAN = ['promisedPayments'] as const
const PARTS = ['books.promises', 'samples.debtor'] as const satisfies readonly PartName[]

/** Promised payments: what is offered can be taken, once, and is found again. */
export const PROMISE_REQUIREMENTS: readonly Requirement[] = [
  requirement('PROMISES-1', 'Every account has an offer or a reason, in bulk; the least sum covers the debt.', {
    capabilities: CAN,
    prove: async (subject) => {
      const accounts = await subject.books.accounts()
      const { promisedPayments } = subject.billing
      const offers = await read(promisedPayments.findPromiseOffers(await listIds(subject), call()))
      expect(offers.size).toBe(new Set(accounts.map(({ id }) => id)).size)
      for (const { id, amountToRestore = null, balance } of accounts) {
        const offer = offers.get(id)
        const least = offer?.kind === 'offered' ? offer.minAmount.minorUnits : null
        const debt = amountToRestore === null ? null : parseMoney(amountToRestore, subject.currency).minorUnits
        expect(least === null || debt === null || least >= debt).toBe(true)
        const owesNothing = !balance.startsWith('-')
        expect([id, owesNothing && offer?.kind === 'offered']).toEqual([id, false])
      }
      const strangers = [subject.samples.unknownAccountId, 'x;1']
      expect(await read(promisedPayments.findPromiseOffers(strangers, call()))).toEqual(new Map())
    },
  }),
  requirement('PROMISES-2', 'One is taken as it was offered and is found again, and the services are back.', {
    capabilities: CAN,
    parts: PARTS,
    prove: async (subject) => {
      const { accountId, offer } = await findOffered(subject)
      const { promisedPayments, services } = subject.billing
      const list = () => readOne(promisedPayments.listPromises([accountId], call()), accountId)
      const before = await list()
      const reference = unique('V')
      const verdict = await take(subject, { accountId, amount: offer.minAmount, reference })
      expect(verdict).toMatchObject({
        kind: 'taken',
        promise: { accountId, status: 'ACTIVE', amount: offer.minAmount, fee: offer.fee },
      })
      if (verdict.kind !== 'taken') throw new Error('not taken')
      const [newest, ...older] = await list()
      expect(newest?.promise).toEqual(verdict.promise)
      expect(older).toEqual(before)
      expect(newest?.origin).not.toBe('foreign')
      expect(await subject.books.promises(accountId)).toContainEqual(expect.objectContaining({ status: 'ACTIVE' }))
      if (subject.billing.capabilities.services) {
        const own = await readOne(services.listServices([accountId], call()), accountId)
        expect(own.map(({ status }) => status)).not.toContain('SUSPENDED_FOR_DEBT')
      }
      const next = await readOne(promisedPayments.findPromiseOffers([accountId], call()), accountId)
      expect(next).toMatchObject({ kind: 'not_offered', reason: 'ALREADY_ACTIVE' })
      const again = await take(subject, { accountId, amount: offer.minAmount, reference })
      expect(again).toMatchObject(refused('ALREADY_ACTIVE'))
    },
  }),
  requirement('PROMISES-3', 'The reference of one is kept beside it.', {
    capabilities: [...CAN, 'promiseReferences'],
    parts: PARTS,
    prove: async (subject) => {
      const { accountId, offer } = await findOffered(subject)
      const reference = unique('V')
      await take(subject, { accountId, amount: offer.minAmount, reference })
      const [newest] = await readOne(subject.billing.promisedPayments.listPromises([accountId], call()), accountId)
      expect(newest).toMatchObject({ reference, origin: 'ours' })
    },
  }),
  requirement('PROMISES-4', 'Ten at once take one.', {
    capabilities: CAN,
    parts: PARTS,
    prove: async (subject) => {
      const { accountId, offer } = await findOffered(subject)
      const orders = Array.from({ length: 10 }, () => ({ accountId, amount: offer.minAmount, reference: unique('V') }))
      const verdicts = await Promise.all(orders.map((order) => take(subject, order)))
      expect(verdicts.filter(({ kind }) => kind === 'taken')).toHaveLength(1)
      const running = (await subject.books.promises(accountId)).filter(({ status }) => status === 'ACTIVE')
      expect(running).toHaveLength(1)
    },
  }),
  requirement('PROMISES-5', 'Another sum than was offered is refused, and nothing is taken.', {
    capabilities: CAN,
    parts: PARTS,
    prove: async (subject) => {
      const { accountId, offer } = await findOffered(subject)
      const sums = [offer.minAmount.minorUnits - 1n, offer.maxAmount.minorUnits + 1n].filter((units) => units > 0n)
      for (const minorUnits of sums) {
        const verdict = await take(subject, { accountId, amount: money(subject, minorUnits), reference: unique('V') })
        expect(verdict).toEqual(refused('AMOUNT_NOT_ACCEPTED'))
      }
      expect((await subject.books.promises(accountId)).filter(({ status }) => status === 'ACTIVE')).toEqual([])
    },
  }),
  requirement('PROMISES-6', 'An account that is not there takes none, and has none.', {
    capabilities: CAN,
    prove: async (subject) => {
      for (const accountId of [subject.samples.unknownAccountId, 'x;1', '']) {
        const verdict = await take(subject, { accountId, amount: money(subject, 10_000n), reference: unique('V') })
        expect(verdict).toEqual(refused('ACCOUNT_NOT_FOUND'))
      }
    },
  }),
  requirement('PROMISES-7', 'What cannot be written is not sent, and neither is what may not start.', {
    capabilities: CAN,
    parts: PARTS,
    prove: async (subject) => {
      const { accountId, offer } = await findOffered(subject)
      await subject.calls?.reset()
      const order = { accountId, amount: offer.minAmount, reference: unique('V') }
      await expect(take(subject, { ...order, reference: ' blank' })).rejects.toMatchObject(UNWRITABLE)
      await expect(take(subject, { ...order, amount: money(subject, 0n) })).rejects.toMatchObject(UNWRITABLE)
      await expect(take(subject, order, () => false)).rejects.toMatchObject(CANCELED)
      await expectCalls(subject, 'takePromise', 0)
      expect((await subject.books.promises(accountId)).filter(({ status }) => status === 'ACTIVE')).toEqual([])
    },
  }),
  ...(['missingFields', 'cutAnswer', 'htmlPage', 'badRow', 'otherAnswer'] as const).map((kind) =>
    requirement(`PROMISES-8.${kind}`, `A list of promises that meets ${kind} never reads as "there is none".`, {
      capabilities: CAN,
      parts: PARTS,
      faults: [['listPromises', kind]],
      prove: async (subject) => {
        const { accountId, offer } = await findOffered(subject)
        await take(subject, { accountId, amount: offer.minAmount, reference: unique('V') })
        await subject.faults?.cause('listPromises', kind, {})
        const list = readOne(subject.billing.promisedPayments.listPromises([accountId], call()), accountId)
        await expect(list).rejects.toMatchObject(NOT_APPLIED)
      },
    }),
  ),
  ...troublesWithout('hugeAnswer').map(({ kind, words, rows }) =>
    requirement(
      `PROMISES-10.${kind}`,
      `After ${words} a promise is of unknown outcome, sent once, and the list tells.`,
      {
        capabilities: CAN,
        parts: PARTS,
        faults: [['takePromise', kind]],
        prove: async (subject) => {
          const { accountId, offer } = await findOffered(subject)
          const order = { accountId, amount: offer.minAmount, reference: unique('V') }
          await subject.faults?.cause('takePromise', kind, {})
          await subject.calls?.reset()
          await expect(take(subject, order)).rejects.toMatchObject(UNKNOWN)
          await expectCalls(subject, 'takePromise', 1)
          await subject.faults?.clear()
          const running = (await subject.books.promises(accountId)).filter(({ status }) => status === 'ACTIVE')
          if (rows !== null) expect(running).toHaveLength(rows)
          const found = await readOne(subject.billing.promisedPayments.listPromises([accountId], call()), accountId)
          expect(found.filter(({ promise }) => promise.status === 'ACTIVE')).toHaveLength(running.length)
        },
      },
    ),
  ),
]

/** Somebody who is offered one; each call of this finds another. */
async function findOffered(subject: Lending): Promise<{ readonly accountId: string; readonly offer: Offered }> {
  const accountId = await subject.samples.debtor()
  const offer = await readOne(subject.billing.promisedPayments.findPromiseOffers([accountId], call()), accountId)
  if (offer.kind !== 'offered') throw new Error(`the debtor is offered nothing: ${offer.reason}`)
  return { accountId, offer: pick([offer], 'offer') }
}

function take(
  { billing }: ConformanceSubject,
  order: Parameters<ConformanceSubject['billing']['promisedPayments']['takePromise']>[0],
  mayStart?: () => boolean,
) {
  return billing.promisedPayments.takePromise(order, writingCall(mayStart))
}
