import { isId } from './context.ts'

/**
 * The billing numbers the services and tariffs of each of its modules apart: tariff 1 of the internet module and tariff 1 of
 * the module of periodic fees are two. Ids of the port name the module, and those of services their subscriber, whom most
 * questions about a service have to name.
 */
export type Module = 'internet' | 'abon'

export interface ServiceKey {
  readonly module: Module
  readonly uid: string
  /** The number of the service; of a periodic fee, that of its tariff, which a subscriber has once. */
  readonly id: string
}

export interface TariffKey {
  readonly module: Module
  /** `tpId`: unlike the number that staff give a tariff (`id`), it never changes. */
  readonly id: string
}

export function writeServiceId({ module, uid, id }: ServiceKey): string {
  return `${module}-${uid}-${id}`
}

/** Null for what was never made here. */
export function readServiceId(text: string): ServiceKey | null {
  const [module, uid = '', id = '', ...rest] = text.split('-')
  if (!isModule(module) || !isId(uid) || !isId(id) || rest.length > 0) return null
  return { module, uid, id }
}

export function writeTariffId({ module, id }: TariffKey): string {
  return `${module}-${id}`
}

export function readTariffId(text: string): TariffKey | null {
  const [module, id = '', ...rest] = text.split('-')
  return isModule(module) && isId(id) && rest.length === 0 ? { module, id } : null
}

function isModule(text: string | undefined): text is Module {
  return text === 'internet' || text === 'abon'
}
