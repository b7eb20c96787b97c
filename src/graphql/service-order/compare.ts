import type { QuoteVerdict } from '../../billing/order-port.ts'
import { formatOptionalInstant } from '../../domain/date.ts'
import { type Money, subtractMoney } from '../../domain/money.ts'
import type { OrderQuote } from '../../domain/service-order.ts'
import type { TariffId } from '../../domain/tariff.ts'
import type { Viewer } from '../../domain/viewer.ts'
import type { OrderEffective, QueryResolvers } from '../../generated/schema.ts'
import { totalOf } from '../../payments/service-order-refusals.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { ClientError } from '../errors.ts'
import { readId } from '../ids.ts'
import { MAX_COMPARED_TARIFFS } from '../policies.ts'
import { requireViewer } from '../viewer.ts'
import { writeQuoteRefusal } from './verdicts.ts'

/** One tariff, and what the billing says of changing to it; null when the id names no tariff. */
export interface ComparisonParent {
  readonly viewer: Viewer
  readonly tariffId: TariffId | null
  readonly verdict: QuoteVerdict
}

export const compareQueries: Pick<QueryResolvers, 'compareTariffs'> = {
  compareTariffs: async (_parent, { serviceId: text, tariffIds, effective }, context) => {
    const viewer = requireViewer(context)
    const service = readId(text)
    if (service?.type !== 'Service') return null
    const { loaders } = context
    // The billing's rows are the only ones who know whether the service is the account's.
    if ((await loaders.services.findService(viewer, service)) === null) return null
    const wanted = await readTariffIds(tariffIds, { viewer, service, context })
    const wishes = wanted.map((tariffId) => wishFor(service, tariffId ?? NO_TARIFF, effective))
    const verdicts = await loaders.serviceOrders.quote(viewer, wishes)
    return wanted.map((tariffId, at) => ({ viewer, tariffId, verdict: verdicts[at] ?? ABSENT }))
  },
}

/** A number that no tariff has. */
const NO_TARIFF = '999999999999999'
const ABSENT: QuoteVerdict = { kind: 'refused', reason: 'NOT_FOUND', earliestOn: null }

interface Service {
  readonly accountId: string
  readonly serviceId: string
}

async function readTariffIds(
  texts: readonly string[] | null | undefined,
  { viewer, service, context }: { viewer: Viewer; service: Service; context: GraphqlContext },
): Promise<readonly (TariffId | null)[]> {
  if (texts === null || texts === undefined) {
    const available = await context.loaders.tariffs.listAvailableTariffs(viewer, service)
    return (available?.rows ?? []).slice(0, MAX_COMPARED_TARIFFS).map(({ value }) => value.id)
  }
  if (texts.length < 1 || texts.length > MAX_COMPARED_TARIFFS) {
    throw new ClientError('BAD_USER_INPUT', {
      en: `\`tariffIds\` must hold from 1 to ${MAX_COMPARED_TARIFFS} ids.`,
      ru: `\`tariffIds\` — от 1 до ${MAX_COMPARED_TARIFFS} идентификаторов.`,
    })
  }
  return texts.map((text) => {
    const id = readId(text)
    return id?.type === 'Tariff' ? id.tariffId : null
  })
}

function wishFor({ accountId, serviceId }: Service, tariffId: TariffId, effective: OrderEffective) {
  const nothing = { offeringId: null, option: null, value: null, from: null, until: null }
  const atNextPeriod = effective === 'NEXT_PERIOD'
  return { accountId, action: 'CHANGE_TARIFF' as const, serviceId, tariffId, ...nothing, atNextPeriod }
}

export const compareResolvers: Complete<'TariffComparison'> = {
  TariffComparison: {
    tariff: ({ viewer, tariffId }, _args, { loaders }) =>
      tariffId === null ? null : loaders.tariffs.findTariff(viewer, tariffId),
    currentMonthlyFee: (parent) => quoteOf(parent)?.currentMonthlyFee ?? null,
    monthlyFee: (parent) => quoteOf(parent)?.monthlyFee ?? null,
    monthlySaving: (parent) => savingOf(parent, 1n),
    yearlySaving: (parent) => savingOf(parent, 12n),
    price: (parent) => quoteOf(parent)?.price ?? null,
    accruedCharge: (parent) => quoteOf(parent)?.accrued ?? null,
    total: (parent) => {
      const quote = quoteOf(parent)
      return quote && totalOf(quote)
    },
    dueAt: (parent, _args, { timeZone }) => {
      const dueAt = quoteOf(parent)?.dueAt ?? null
      return formatOptionalInstant(dueAt, timeZone)
    },
    refusal: ({ verdict, viewer }, _args, { language }) =>
      verdict.kind === 'refused' ? writeQuoteRefusal(verdict, { viewer, language }) : null,
  },
}

function quoteOf({ verdict }: ComparisonParent): OrderQuote | null {
  return verdict.kind === 'quoted' ? verdict.quote : null
}

function savingOf(parent: ComparisonParent, months: bigint): Money | null {
  const quote = quoteOf(parent)
  if (quote === null) return null
  const { minorUnits, currency } = subtractMoney(quote.currentMonthlyFee, quote.monthlyFee)
  return { minorUnits: minorUnits * months, currency }
}
