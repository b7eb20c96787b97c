import type { Account } from '../../src/domain/account.ts'
import type { Charge } from '../../src/domain/charge.ts'
import type { Payment } from '../../src/domain/payment.ts'
import type { ServiceOrder } from '../../src/domain/service-order.ts'
import type { Tariff } from '../../src/domain/tariff.ts'
import type { Ticket } from '../../src/domain/ticket.ts'
import { KINDS, type Maker, refOf } from './execution-rows.ts'

/** Rows that more than one method answers. */
export function createRows({ dice, odd, money, instant }: Maker) {
  return {
    account: (id: string): Account =>
      odd(`account ${id}`, {
        ...refOf(id),
        status: dice('status', id) % 5 === 0 ? 'SUSPENDED_FOR_DEBT' : 'ACTIVE',
        balance: odd(`balance ${id}`, {
          amount: money(`amount ${id}`),
          creditLimit: money(`limit ${id}`),
          credited: money(`credited ${id}`),
          spent: money(`spent ${id}`),
        }),
        regionId: dice('region', id) % 4 === 0 ? null : 'r1',
        operatorId: 'op1',
        amountToRestore: null,
      }),
    payment: (id: string, accountId: string): Payment =>
      odd(`payment ${id}`, {
        id,
        accountId,
        amount: money(id),
        status: 'DONE',
        method: 'CASH',
        paidAt: instant(id),
        externalId: null,
      }),
    charge: (id: string, accountId: string): Charge =>
      odd(`charge ${id}`, {
        id,
        accountId,
        serviceId: dice('of', id) % 2 === 0 ? null : `s${accountId}.0`,
        amount: money(id),
        chargedAt: instant(id),
        period: '2026-10',
        description: 'fee',
      }),
    ticket: (id: string, accountId: string): Ticket =>
      odd(`ticket ${id}`, {
        id,
        accountId,
        number: id,
        subject: 'No link',
        category: 'FAULT',
        status: 'OPEN',
        createdAt: instant(id),
        updatedAt: null,
        rating: null,
      }),
    serviceOrder: (id: string, accountId: string): ServiceOrder =>
      odd(`order ${id}`, {
        id,
        accountId,
        action: 'CHANGE_TARIFF',
        status: 'PENDING',
        serviceId: dice('of', id) % 2 === 0 ? null : `s${accountId}.0`,
        tariffId: `t${dice('to', id) % 5}`,
        offeringId: null,
        option: null,
        value: null,
        from: null,
        until: null,
        atNextPeriod: true,
        placedAt: instant(id),
        dueAt: instant(`due ${id}`),
        closedAt: null,
        price: money(id),
        accrued: money(`accrued ${id}`),
        monthlyFee: money(`fee ${id}`),
        failure: dice('failure', id) % 4 === 0 ? 'DEBT' : null,
        reference: null,
      }),
    tariff: (id: string): Tariff =>
      odd(`tariff ${id}`, {
        id,
        name: `Tariff ${id}`,
        kind: KINDS[dice('kind', id) % KINDS.length] ?? 'UNKNOWN',
        monthlyFee: money(id),
        speedMbps: 100,
        ownerAccountId: dice('owner', id) % 5 === 0 ? 'a1' : null,
        components: ['INTERNET', 'IPTV'],
        tvPackage: dice('tv', id) % 2 === 0 ? null : { channelCount: 2, setUpGuide: null },
        description: null,
      }),
  }
}
