import type { FreshSecrets } from '../auth/partner-admin.ts'
import { formatMoney, type Money } from '../domain/money.ts'
import type { PartnerRecord } from '../store/partner-types.ts'
import { describeTerminal } from './terminal.ts'

/** The same answer for people and for programs. */
export interface Answer {
  readonly text: string
  readonly json: unknown
}

export function describe(record: PartnerRecord): Answer {
  return { text: writeText(record), json: writeJson(record) }
}

export function describeList(records: readonly PartnerRecord[]): Answer {
  const width = Math.max(0, ...records.map(({ partner }) => partner.id.length))
  const lines = records.map(({ partner: { id, state, name } }) => `${id.padEnd(width)}  ${state.padEnd(7)}  ${name}`)
  return { text: lines.length === 0 ? 'There are no partners.' : lines.join('\n'), json: records.map(writeJson) }
}

/** Secrets are nowhere else in readable form: whoever reads this keeps them. */
export function writeSecrets(title: string, { secret, signingSecret }: FreshSecrets, record: PartnerRecord): Answer {
  const lines = [
    ...(secret === null ? [] : [`  secret          ${secret}`]),
    ...(signingSecret === null ? [] : [`  signing secret  ${signingSecret}`]),
  ]
  return {
    text: `${title}\n${lines.join('\n')}\nWhat is secret here is shown this once and cannot be shown again.\n\n${writeText(record)}`,
    json: {
      ...(secret === null ? {} : { secret }),
      ...(signingSecret === null ? {} : { signingSecret }),
      partner: writeJson(record),
    },
  }
}

function writeText({ partner, secrets }: PartnerRecord): string {
  const { limits } = partner
  const rows: readonly (readonly [string, string])[] = [
    ['id', partner.id],
    ['name', partner.name],
    ['state', partner.state],
    ['networks', partner.networks.join(', ') || 'any'],
    ['one payment', `${amount(limits.minAmount)} to ${amount(limits.maxAmount)}`],
    ['a day', `at most ${amount(limits.maxAmountPerDay)}`],
    ['a minute', `at most ${limits.maxPaymentsPerMinute} payments`],
    ['an hour', `at most ${limits.maxMissesPerHour} numbers that nobody has, and 2 for each 100 payments done`],
    ['reference', partner.referenceTemplate],
    ['booked as', partner.paymentMethod],
    ['terminals', describeTerminal(partner)],
    ['created', instant(partner.createdAt)],
    ['changed', instant(partner.updatedAt)],
    ...secrets.map(({ purpose, createdAt, expiresAt }): readonly [string, string] => [
      purpose === 'SIGN_IN' ? 'secret' : 'signing secret',
      `of ${instant(createdAt)}${expiresAt === null ? '' : `, ends ${instant(expiresAt)}`}`,
    ]),
  ]
  return rows.map(([name, value]) => `${name.padEnd(15)} ${value}`).join('\n')
}

function writeJson({ partner, secrets }: PartnerRecord) {
  const { minAmount, maxAmount, maxAmountPerDay, maxPaymentsPerMinute, maxMissesPerHour } = partner.limits
  return {
    id: partner.id,
    name: partner.name,
    state: partner.state,
    networks: partner.networks,
    limits: {
      currency: minAmount.currency,
      minAmount: formatMoney(minAmount),
      maxAmount: formatMoney(maxAmount),
      maxAmountPerDay: formatMoney(maxAmountPerDay),
      maxPaymentsPerMinute,
      maxMissesPerHour,
    },
    referenceTemplate: partner.referenceTemplate,
    paymentMethod: partner.paymentMethod,
    terminal: partner.terminal,
    createdAt: instant(partner.createdAt),
    updatedAt: instant(partner.updatedAt),
    secrets: secrets.map(({ purpose, createdAt, expiresAt }) => ({
      purpose,
      createdAt: instant(createdAt),
      expiresAt: expiresAt === null ? null : instant(expiresAt),
    })),
  }
}

function amount(money: Money): string {
  return `${formatMoney(money)} ${money.currency}`
}

function instant(atMs: number): string {
  return new Date(atMs).toISOString()
}
