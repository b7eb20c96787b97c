import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { BillingError } from '../../src/billing/error.ts'
import type { QuoteVerdict } from '../../src/billing/order-port.ts'
import type { BillingCall } from '../../src/billing/port.ts'
import type { AccountRef } from '../../src/domain/account.ts'
import type { Money } from '../../src/domain/money.ts'
import type { PromisedPaymentOffer } from '../../src/domain/promised-payment.ts'
import type { OrderWish } from '../../src/domain/service-order.ts'
import type { TariffKind } from '../../src/domain/tariff.ts'

export interface TestBillingOptions {
  readonly seed: number
  /** Whether slices fail, keys are absent and fields hold what they must not. */
  readonly isOdd: boolean
}

/** Accounts whose id begins with "o" are organisations. Every account has the contract number "100" and its id. */
export function refOf(id: string): AccountRef {
  return { id, kind: id.startsWith('o') ? 'ORGANIZATION' : 'PERSON', number: `100${id}`, keys: {} }
}

export const NOW = 1_790_000_000_000
export const KINDS: readonly TariffKind[] = ['INTERNET', 'MIX', 'IPTV', 'EXTRA', 'UNKNOWN']

export type Maker = ReturnType<typeof createMaker>

export function createMaker({ seed, isOdd }: TestBillingOptions) {
  const dice = (kind: string, key: string): number =>
    createHash('sha1').update(`${seed} ${kind} ${key}`).digest().readUInt32BE(0)

  /** Now and then a field holds null, whether it may or not. */
  function odd<T extends object>(key: string, value: T): T {
    const names = Object.keys(value)
    const name = names[dice('field', key) % names.length]
    if (!isOdd || name === undefined || name === 'accountId' || name === 'kind' || dice('odd', key) % 12 !== 0)
      return value
    return { ...value, [name]: null }
  }

  function bulk<K, V>(slice: string, textOf: (key: K) => string, read: (key: K) => V) {
    const kind = dice('slice', slice) % 30
    const made = new Map<string, V>()
    const readOnce = (key: K): V => {
      const text = textOf(key)
      const value = made.get(text) ?? read(key)
      made.set(text, value)
      return value
    }
    return async (keys: readonly K[], _call: BillingCall): Promise<ReadonlyMap<K, V>> => {
      if (kind % 3 === 0) await nextTurn()
      if (isOdd && kind === 0) throw new BillingError('BILLING_TIMEOUT', `${slice} is slow`, { outcome: 'not_applied' })
      if (isOdd && kind === 1) throw new TypeError(`${slice} has a bug`)
      if (isOdd && kind === 2) throw new BillingError('BILLING_MALFORMED_ANSWER', slice, { outcome: 'not_applied' })
      const known = keys.filter((key) => !isOdd || dice('absent', `${slice} ${textOf(key)}`) % 12 !== 0)
      return new Map(known.map((key) => [key, readOnce(key)]))
    }
  }

  const money = (key: string): Money => ({ minorUnits: BigInt(dice('money', key) % 1_000_000), currency: 'RUB' })
  const day = (key: string): string => (isOdd && dice('day', key) % 15 === 0 ? '2026-02-30' : '2025-03-04')
  const instant = (key: string): number | null =>
    dice('at', key) % 7 === 0 ? null : NOW - (dice('at', key) % 1_000_000)
  return {
    dice,
    odd,
    bulk,
    money,
    day,
    instant,
    agreement: (id: string) =>
      odd(`agreement ${id}`, {
        accountId: id,
        number: `100${id}`,
        status: 'ACTIVE' as const,
        concludedOn: day(id),
        endsOn: null,
        termMonths: 12,
        terms: null,
      }),
    profile: (id: string) => {
      const contact = { accountId: id, phone: '+79261234567', email: null, address: 'Street 1' }
      return refOf(id).kind === 'PERSON'
        ? odd(`profile ${id}`, {
            ...contact,
            kind: 'PERSON' as const,
            lastName: 'Ёлкина',
            firstName: 'И',
            middleName: null,
          })
        : odd(`profile ${id}`, {
            ...contact,
            kind: 'ORGANIZATION' as const,
            legalName: 'ООО',
            inn: '7700000000',
            kpp: null,
          })
    },
    channels: (id: string) =>
      [1, 2].map((number) =>
        odd(`channel ${id} ${number}`, { number, name: `TV ${number}`, genre: null, isHighDefinition: true }),
      ),
    service: (id: string, accountId: string) =>
      odd(`service ${id}`, {
        id,
        accountId,
        kind: KINDS[dice('kind', id) % KINDS.length] ?? 'UNKNOWN',
        status: 'ACTIVE' as const,
        tariffId: `t${dice('tariff', id) % 5}`,
        connectedOn: day(id),
        options: dice('options', id) % 3 === 0 ? [{ option: 'SPEED' as const, value: 400 }] : [],
        optionsFee: null,
        freeze: dice('freeze', id) % 4 === 0 ? { from: day(`from ${id}`), until: day(`until ${id}`) } : null,
      }),
    addresses: (serviceId: string) => [
      odd(`ip ${serviceId}`, { serviceId, address: '203.0.113.7', assignment: 'STATIC' as const }),
    ],
    statement: ({ accountId, period }: { accountId: string; period: { from: string; to: string } }) => ({
      accountId,
      period,
      opening: money(`opening ${accountId}`),
      credited: money(`credited ${accountId}`),
      debited: money(`debited ${accountId}`),
      closing: money(`closing ${accountId}`),
      entries: Array.from({ length: dice('entries', accountId) % 4 }, (_, index) =>
        odd(`entry ${accountId} ${index}`, {
          id: String(index),
          kind: 'CHARGE' as const,
          amount: money(`entry ${index}`),
          at: instant(`entry ${index}`),
          description: 'fee',
        }),
      ),
    }),
    messages: ({ ticketId }: { ticketId: string }) => ({
      messages: [
        odd(`message ${ticketId}`, {
          id: 'm1',
          author: 'OPERATOR' as const,
          authorName: null,
          text: 'Hello',
          createdAt: NOW,
          reference: null,
        }),
      ],
      hasMore: false,
    }),
    promiseOffer: (accountId: string): PromisedPaymentOffer =>
      dice('offer', accountId) % 2 === 0
        ? odd(`offer ${accountId}`, {
            kind: 'offered' as const,
            minAmount: money(accountId),
            maxAmount: money(accountId),
            fee: money(accountId),
            termDays: 5,
          })
        : odd(`offer ${accountId}`, { kind: 'not_offered' as const, reason: 'TOO_SOON' as const, availableAt: NOW }),
    promises: (accountId: string) => [
      {
        promise: odd(`promise ${accountId}`, {
          id: `pp${accountId}`,
          accountId,
          status: 'ACTIVE' as const,
          amount: money(accountId),
          fee: money(accountId),
          takenAt: NOW,
          endsAt: null,
        }),
        reference: null,
        origin: 'ours' as const,
      },
    ],
    devices: (accountId: string) => [
      odd(`device ${accountId}`, {
        id: `d${accountId}`,
        accountId,
        name: null,
        macAddress: 'aa:bb:cc:dd:ee:ff',
        serialNumber: null,
        registeredOn: day(`device ${accountId}`),
      }),
    ],
    quote: (wish: OrderWish): QuoteVerdict => {
      const key = JSON.stringify(wish)
      if (dice('refused', key) % 4 === 0) return { kind: 'refused', reason: 'CONFLICTING_ORDER', earliestOn: null }
      const [price, accrued, monthlyFee] = [money(`price ${key}`), money(`accrued ${key}`), money(`fee ${key}`)]
      const quote = { price, accrued, monthlyFee, currentMonthlyFee: money(`current ${key}`), dueAt: instant(key) }
      return { kind: 'quoted', quote: odd(`quote ${key}`, quote) }
    },
    serviceOfferings: (id: string) => [
      odd(`so ${id}`, {
        id: `so${id}`,
        name: 'Antivirus',
        kind: 'EXTRA' as const,
        monthlyFee: money(id),
        connectionFee: money(id),
        description: null,
      }),
    ],
    equipmentOfferings: (id: string) => [
      odd(`eo ${id}`, {
        id: `eo${id}`,
        name: 'Router',
        kind: 'EQUIPMENT' as const,
        price: money(id),
        description: null,
      }),
    ],
  }
}
