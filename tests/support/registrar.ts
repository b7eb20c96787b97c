import { type AtolOptions, createAtol } from '../../src/fiscal/atol/index.ts'
import type { FiscalCompany, FiscalDocument, FiscalRegistrar } from '../../src/fiscal/port.ts'
import { TERMS } from './receipt-rules.ts'

const COMPANY: FiscalCompany = {
  inn: '7707083893',
  paymentAddress: 'https://cabinet.provider.example',
  email: 'office@provider.example',
}

/** The adapter over the sandbox's registrar. */
export function connectRegistrar(sandboxUrl: string, options: Partial<AtolOptions> = {}): FiscalRegistrar {
  return createAtol({
    url: `${sandboxUrl}/registrar/v4`,
    login: 'registrar',
    password: 'registrar',
    group: 'sandbox',
    company: COMPANY,
    timeZone: 'Europe/Moscow',
    timeoutMs: 2000,
    ...options,
  })
}

export function fiscalDocument(document: Partial<FiscalDocument> = {}): FiscalDocument {
  return {
    externalId: crypto.randomUUID(),
    operation: 'SELL',
    amount: { minorUnits: 15_005n, currency: 'RUB' },
    itemName: 'Услуги связи, договор 100001',
    contact: { kind: 'EMAIL', value: 'buyer@example.com' },
    terms: TERMS,
    settledAt: Date.parse('2026-11-28T09:30:00Z'),
    ...document,
  }
}
