import type { Currency } from '../domain/money.ts'
import { isPartnerId, type Partner, type PartnerLimits } from '../domain/partner.ts'
import { isReferenceTemplate } from '../domain/reference-template.ts'
import { ANSWER_WITHIN_MS, isTimeZone, type TerminalFront } from '../domain/terminal.ts'
import { createNetworkSet } from './networks.ts'

/** What an administrator says of a partner. */
export type PartnerValues = Pick<
  Partner,
  'id' | 'name' | 'networks' | 'limits' | 'referenceTemplate' | 'paymentMethod' | 'terminal'
>

const MAX_NAME_CHARACTERS = 100
const MAX_NETWORKS = 100
const MAX_PAYMENTS_PER_MINUTE = 100_000
/** More would be a way to find out who has which number. */
const MAX_MISSES_PER_HOUR = 10_000

/** What a partner is held to unless somebody says otherwise. */
export function defaultLimits(currency: Currency): PartnerLimits {
  return {
    minAmount: { minorUnits: 100n, currency },
    maxAmount: { minorUnits: 1_500_000n, currency },
    maxAmountPerDay: { minorUnits: 100_000_000n, currency },
    maxPaymentsPerMinute: 300,
    maxMissesPerHour: 200,
  }
}

/** Everything that is wrong with the values, a sentence each; empty when they can be stored. */
export function findMistakes(values: Partial<PartnerValues>): readonly string[] {
  const { id, name, networks, limits, referenceTemplate, terminal = null } = values
  return [
    ...(id === undefined || isPartnerId(id)
      ? []
      : ['The id has 2 to 40 small letters and digits, with single hyphens between them, and begins with a letter.']),
    ...(name === undefined || isName(name) ? [] : [`The name has 1 to ${MAX_NAME_CHARACTERS} printable characters.`]),
    ...(networks === undefined ? [] : findNetworkMistakes(networks)),
    ...(limits === undefined ? [] : findLimitMistakes(limits)),
    ...(terminal === null ? [] : findTerminalMistakes(terminal)),
    ...(referenceTemplate === undefined || isReferenceTemplate(referenceTemplate)
      ? []
      : [
          'The template is {externalId} with at most 32 characters before and 32 after it: Latin letters, digits and ._:/#=- only.',
        ]),
  ]
}

function isName(name: string): boolean {
  return name.trim() !== '' && name.length <= MAX_NAME_CHARACTERS && !/[\p{Cc}\p{Cs}]/u.test(name)
}

function findNetworkMistakes(networks: readonly string[]): readonly string[] {
  const tooMany = networks.length > MAX_NETWORKS ? [`A partner has at most ${MAX_NETWORKS} networks.`] : []
  return [
    ...tooMany,
    ...networks
      .filter((network) => !isNetwork(network))
      .map((network) => `${JSON.stringify(network)} is neither an IP address nor a network such as 192.0.2.0/24.`),
  ]
}

function isNetwork(network: string): boolean {
  try {
    createNetworkSet([network])
    return true
  } catch {
    return false
  }
}

function findTerminalMistakes({ answerWithinMs, timeZone }: TerminalFront): readonly string[] {
  const { min, max } = ANSWER_WITHIN_MS
  return [
    ...(Number.isInteger(answerWithinMs) && answerWithinMs >= min && answerWithinMs <= max
      ? []
      : [`Terminals are answered within ${min / 1000} to ${max / 1000} seconds.`]),
    ...(timeZone === null || isTimeZone(timeZone)
      ? []
      : [`${JSON.stringify(timeZone)} is no IANA time zone such as Europe/Moscow.`]),
  ]
}

/**
 * What a partner needs for a terminal protocol, which knows neither sessions nor signatures: a list of addresses, and no
 * signing secret, whose promise it would break.
 */
export function findTerminalConflicts(values: {
  readonly terminal: TerminalFront | null
  readonly networks: readonly string[]
  readonly signs: boolean
}): readonly string[] {
  const { terminal, networks, signs } = values
  if (terminal === null) return []
  return [
    ...(networks.length > 0
      ? []
      : ['A partner with a terminal protocol needs its --network: it is known by nothing else.']),
    ...(signs ? ['A partner that signs its requests cannot use a terminal protocol, which has no signatures.'] : []),
  ]
}

function findLimitMistakes(limits: PartnerLimits): readonly string[] {
  const { minAmount, maxAmount, maxAmountPerDay, maxPaymentsPerMinute, maxMissesPerHour } = limits
  return [
    ...(minAmount.minorUnits > 0n ? [] : ['The smallest amount is more than zero.']),
    ...(maxAmount.minorUnits >= minAmount.minorUnits ? [] : ['The largest amount is not below the smallest one.']),
    ...(maxAmountPerDay.minorUnits >= maxAmount.minorUnits
      ? []
      : ['The sum of a day is not below the largest amount of one payment.']),
    ...(isCount(maxPaymentsPerMinute, MAX_PAYMENTS_PER_MINUTE)
      ? []
      : [`The payments of a minute are a whole number from 1 to ${MAX_PAYMENTS_PER_MINUTE}.`]),
    ...(isCount(maxMissesPerHour, MAX_MISSES_PER_HOUR)
      ? []
      : [`The misses of an hour are a whole number from 1 to ${MAX_MISSES_PER_HOUR}.`]),
  ]
}

function isCount(value: number, max: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= max
}
