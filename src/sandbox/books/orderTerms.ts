import type { Database } from './database.ts'
import { findAccount, listServices } from './orderFinds.ts'
import { FREEZE_DAYS, optionRange } from './orderRules.ts'
import type { OrderTermRow } from './orderTypes.ts'
import { STATE } from './rules.ts'

/** What can be chosen in an order of the agreements: for how long a hold may be, and the values of options. */
export function listOrderTerms(database: Database, soapIds: readonly number[]): OrderTermRow[] {
  return soapIds.flatMap((soapId) => {
    const account = findAccount(database, soapId)
    if (account === null || account.state === STATE.closed) return []
    const { min, max, aheadMax } = FREEZE_DAYS
    const hold = { soapId, serviceId: 0, option: 0, min, max, step: 1, stepFee: 0n, current: 0, aheadMax } as const
    return [hold, ...listServices(database, account.restId).flatMap((service) => optionsOf(soapId, service))]
  })
}

function optionsOf(soapId: number, service: ReturnType<typeof listServices>[number]): OrderTermRow[] {
  const options = [
    { option: 1, current: service.speed },
    { option: 2, current: service.channels },
  ] as const
  return options.flatMap(({ option, current }) => {
    const range = optionRange(option, service.tariff)
    if (range === null) return []
    return [
      { soapId, serviceId: service.id, option, ...range, current: current === 0 ? range.min : current, aheadMax: 0 },
    ]
  })
}
