import type { Selectable } from 'kysely'
import { CURRENCIES, type Money } from '../domain/money.ts'
import type { Partner, PartnerLimits, PartnerState } from '../domain/partner.ts'
import type { PaymentMethod } from '../domain/payment.ts'
import { StoreError } from './error.ts'
import { readTerminal, writeTerminal } from './partner-terminal.ts'
import type { PartnerRecord, PartnerSecret } from './partner-types.ts'
import type { PartnerSecretsTable, PartnersTable } from './tables.ts'

const STATES: readonly PartnerState[] = ['ACTIVE', 'BLOCKED']
const METHODS: readonly PaymentMethod[] = [
  'CASH',
  'BANK_CARD',
  'TERMINAL',
  'BANK_TRANSFER',
  'MOBILE',
  'E_WALLET',
  'SBP',
  'UNKNOWN',
]

export function readRecord(
  row: Selectable<PartnersTable>,
  secrets: readonly Selectable<PartnerSecretsTable>[],
): PartnerRecord {
  return { partner: readPartner(row), salt: row.salt, secrets: secrets.map(readSecret) }
}

export function writePartner(partner: Partner) {
  return {
    id: partner.id,
    state: partner.state,
    name: partner.name,
    networks: JSON.stringify(partner.networks),
    ...writeLimits(partner.limits),
    reference_template: partner.referenceTemplate,
    payment_method: partner.paymentMethod,
    terminal: writeTerminal(partner.terminal),
    created_at: partner.createdAt,
    updated_at: partner.updatedAt,
  }
}

export function writeLimits(limits: PartnerLimits) {
  const { minAmount, maxAmount, maxAmountPerDay, maxPaymentsPerMinute, maxMissesPerHour } = limits
  return {
    currency: minAmount.currency,
    min_amount: minAmount.minorUnits,
    max_amount: maxAmount.minorUnits,
    max_amount_per_day: maxAmountPerDay.minorUnits,
    max_payments_per_minute: maxPaymentsPerMinute,
    max_misses_per_hour: maxMissesPerHour,
  }
}

function readPartner(row: Selectable<PartnersTable>): Partner {
  const currency = oneOf(CURRENCIES, row.currency, 'currency')
  const money = (minorUnits: number | bigint): Money => ({ minorUnits: BigInt(minorUnits), currency })
  return {
    id: row.id,
    name: row.name,
    state: oneOf(STATES, row.state, 'state'),
    networks: readNetworks(row.networks),
    limits: {
      minAmount: money(row.min_amount),
      maxAmount: money(row.max_amount),
      maxAmountPerDay: money(row.max_amount_per_day),
      maxPaymentsPerMinute: row.max_payments_per_minute,
      maxMissesPerHour: row.max_misses_per_hour,
    },
    referenceTemplate: row.reference_template,
    paymentMethod: oneOf(METHODS, row.payment_method, 'payment method'),
    terminal: readTerminal(row.terminal),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

function readSecret(row: Selectable<PartnerSecretsTable>): PartnerSecret {
  return {
    id: row.id,
    purpose: row.purpose,
    material: row.material,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}

function readNetworks(text: string): readonly string[] {
  const list = parse(text)
  if (!Array.isArray(list) || !list.every((network) => typeof network === 'string')) throw corrupt('networks')
  return list
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw corrupt('networks')
  }
}

function oneOf<T extends string>(known: readonly T[], text: string, column: string): T {
  const found = known.find((value) => value === text)
  if (found === undefined) throw corrupt(column)
  return found
}

function corrupt(column: string): StoreError {
  return new StoreError('STORE_CORRUPT', `A stored partner has an unreadable ${column}. Correct the row.`)
}
