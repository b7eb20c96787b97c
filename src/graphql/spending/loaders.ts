import type { StatementKey } from '../../billing/port.ts'
import { formatInstant } from '../../domain/date.ts'
import type { Observed } from '../../domain/observed.ts'
import { divideSpending, gatherSmallParts, MAX_SPENDING_PARTS, type SpendingPart } from '../../domain/spending.ts'
import type { Period, Statement, StatementEntry } from '../../domain/statement.ts'
import type { Viewer } from '../../domain/viewer.ts'
import type { SpendingGroupBy } from '../../generated/schema.ts'
import type { GraphqlContext } from '../context.ts'
import { ClientError } from '../errors.ts'
import type { ViewedService } from '../service/loaders.ts'

/** What was charged in a period, divided, in the hands of somebody who may see the account. */
export interface ViewedSpending extends Observed<Statement> {
  readonly groupBy: SpendingGroupBy
  readonly parts: readonly ViewedPart[]
}

export interface ViewedPart extends SpendingPart {
  readonly groupBy: SpendingGroupBy
  readonly service: ViewedService | null
}

/** Each hundred of them is a call of its own to ask to which service they belong. */
const MAX_CHARGES = 2_000

interface Question extends StatementKey {
  readonly groupBy: SpendingGroupBy
}

/** From the statement, so that the sums are its own; the services of its charges are asked for where they matter. */
export async function readSpending(
  viewer: Viewer,
  { accountId, period, groupBy }: Question,
  context: Pick<GraphqlContext, 'loaders' | 'timeZone'>,
): Promise<ViewedSpending | null> {
  const statement = await context.loaders.statements.readStatement(viewer, { accountId, period })
  if (statement === null) return null
  const charges = statement.value.entries.filter(({ kind }) => kind === 'CHARGE')
  const { currency } = statement.value.opening
  if (groupBy === 'MONTH') {
    const spent = charges.map(({ at, amount }) => ({ key: monthOf(at, context.timeZone), amount }))
    const parts = divideSpending(spent, { currency, keys: listMonths(period) }).toSorted(compareMonths)
    return { ...statement, groupBy, parts: parts.map((part) => ({ ...part, groupBy, service: null })) }
  }
  const services = await findServices(viewer, { accountId, charges }, context)
  const keyOf = (id: string) =>
    (groupBy === 'SERVICE' ? services.get(id)?.value.id : services.get(id)?.value.kind) ?? null
  const spent = charges.map(({ id, amount }) => ({ key: keyOf(id), amount }))
  const parts = gatherSmallParts(divideSpending(spent, { currency }), MAX_SPENDING_PARTS)
  const serviceOf = new Map([...services.values()].map((service) => [service.value.id, service]))
  const viewed = parts.map((part) => ({ ...part, groupBy, service: serviceOf.get(part.key ?? '') ?? null }))
  return { ...statement, groupBy, parts: viewed }
}

/** The service of each charge that has one, by the charge's id. */
async function findServices(
  viewer: Viewer,
  { accountId, charges }: { readonly accountId: string; readonly charges: readonly StatementEntry[] },
  { loaders }: Pick<GraphqlContext, 'loaders'>,
): Promise<ReadonlyMap<string, ViewedService>> {
  if (charges.length > MAX_CHARGES) throw tooManyCharges(charges.length)
  const services = new Map<string, ViewedService>()
  await Promise.all(
    charges.map(async ({ id }) => {
      const serviceId = await loaders.charges.findServiceId(viewer, { accountId, chargeId: id })
      const service = serviceId === null ? null : await loaders.services.findService(viewer, { accountId, serviceId })
      if (service !== null) services.set(id, service)
    }),
  )
  return services
}

function tooManyCharges(count: number): ClientError {
  return new ClientError('BAD_USER_INPUT', {
    en: `\`period\` has ${count} charges, and at most ${MAX_CHARGES} can be divided by service or kind. Ask for a shorter one, or by MONTH.`,
    ru: `В \`period\` ${count} списаний, а разделить по услугам или видам можно не больше ${MAX_CHARGES}. Запросите период короче или по MONTH.`,
  })
}

function monthOf(at: number | null, timeZone: string): string | null {
  return at === null ? null : formatInstant(at, timeZone).slice(0, 'yyyy-MM'.length)
}

/** Every month that the period touches. */
function listMonths({ from, to }: Period): readonly string[] {
  const months: string[] = []
  let [year = 0, month = 0] = from.split('-').map(Number)
  for (let text = from.slice(0, 7); text <= to.slice(0, 7); ) {
    months.push(text)
    month += 1
    if (month > 12) [year, month] = [year + 1, 1]
    text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`
  }
  return months
}

/** A lost date comes last. */
function compareMonths(one: SpendingPart, other: SpendingPart): number {
  if (one.key === null || other.key === null) return Number(one.key === null) - Number(other.key === null)
  return one.key < other.key ? -1 : 1
}
