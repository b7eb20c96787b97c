import type { Partner } from '../../src/domain/partner.ts'
import type { AuditEntry } from '../../src/store/store.ts'

export const NOW = 1_790_000_000_000

/** A partner as the store keeps it; what is given replaces the usual. */
export function partnerOf(values: Partial<Partner> = {}): Partner {
  const id = values.id ?? 'kiosk'
  return {
    id,
    name: 'Kiosk terminals',
    state: 'ACTIVE',
    networks: [],
    limits: {
      minAmount: { minorUnits: 100n, currency: 'RUB' },
      maxAmount: { minorUnits: 1_500_000n, currency: 'RUB' },
      maxAmountPerDay: { minorUnits: 100_000_000n, currency: 'RUB' },
      maxPaymentsPerMinute: 60,
      maxMissesPerHour: 200,
    },
    referenceTemplate: `${id}/{externalId}`,
    paymentMethod: 'TERMINAL',
    terminal: null,
    createdAt: NOW,
    updatedAt: NOW,
    ...values,
  }
}

export function auditOf(act: string, at = NOW): AuditEntry {
  return { at, actor: 'cli', act, object: 'partner:kiosk', outcome: 'done', requestId: 'r-1' }
}
