import {
  MAX_PAYMENT_METHODS,
  PAYMENT_METHOD_KINDS,
  type PaymentMethod,
  type PaymentMethodDraft,
} from '../../domain/payment-method.ts'
import type { PaymentMethodBilling } from '../content-port.ts'
import { oneOf, readDetails } from './details.ts'
import { createPut, createRemoval } from './editing.ts'
import type { ContentOptions, Kind } from './kind.ts'

export function createPaymentMethods(options: ContentOptions): PaymentMethodBilling {
  return {
    async listPaymentMethods() {
      const rows = await options.store.list({
        kind: 'payment-method',
        shownAt: null,
        regionId: undefined,
        topic: null,
        after: null,
        limit: MAX_PAYMENT_METHODS,
      })
      return rows.map(paymentMethodKind.read)
    },
    editing: {
      ...createPut(options, { ...paymentMethodKind, codeOf: ({ code }) => code, max: MAX_PAYMENT_METHODS }),
      ...createRemoval(options, paymentMethodKind),
    },
  }
}

const ACCOUNT_KINDS = ['PERSON', 'ORGANIZATION'] as const

export const paymentMethodKind: Kind<PaymentMethod, PaymentMethodDraft> = {
  kind: 'payment-method',
  read: ({ id, code, version, updatedAt, title, body, regionId, topic, details: json }) => {
    const details = readDetails('payment-method', json)
    const accountKind = details.text('accountKind')
    return {
      noun: 'payment-method',
      id: String(id),
      version,
      updatedAt,
      code,
      kind: oneOf(PAYMENT_METHOD_KINDS, topic, () => details.corrupt('kind')),
      name: title,
      description: body,
      url: details.text('url'),
      order: details.number('order') ?? 0,
      regionId,
      operatorId: details.text('operatorId'),
      accountKind:
        accountKind === null ? null : oneOf(ACCOUNT_KINDS, accountKind, () => details.corrupt('accountKind')),
    }
  },
  write: ({ kind, name, description, url, order, regionId, operatorId, accountKind }) => ({
    title: name,
    body: description,
    regionId,
    topic: kind,
    startsAt: 0,
    endsAt: null,
    sortKey: 0 - order,
    details: JSON.stringify({ url, order, operatorId, accountKind }),
  }),
}
