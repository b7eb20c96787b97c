import { periodText } from './calendar.ts'
import { chargeOnce, suspendIfOverdrawn } from './charging.ts'
import { type Database, readIntegerOrNull } from './database.ts'
import { positionOfRestId, serviceIdOf } from './numbering.ts'
import { changeAddresses, setAddressType } from './orderAddresses.ts'
import {
  accruedOf,
  type BilledService,
  findAccount,
  findService,
  findTariff,
  listServices,
  nextSlot,
  offeringName,
} from './orderFinds.ts'
import { accruedDays, CLASS, dayStart, optionFee, STATUS } from './orderRules.ts'
import type { OrderRow } from './orderTypes.ts'
import { AS_TARIFF_HAS_IT, chargeDescription, STATE } from './rules.ts'
import { STATIC_ADDRESS_TARIFF_ID } from './seed/equipment.ts'
import type { AccountRow } from './types.ts'
import { insertService } from './writing.ts'

/** Carries an order out that has been judged to be possible now. Call it in a transaction. */
export function workOrder(database: Database, order: OrderRow, now: number): void {
  const account = findAccount(database, order.soapId)
  if (account === null) return
  const parts = { database, order, account, now }
  carryOut(parts)
  if (order.price > 0n) chargeOnce(database, { ...chargeOf(parts), amount: order.price, now })
}

function carryOut(parts: Parts): void {
  const { database, account } = parts
  switch (parts.order.classId) {
    case CLASS.tariff:
      return onService(parts, changeTariff)
    case CLASS.connect:
      return connect(parts)
    case CLASS.disconnect:
      return onService(parts, disconnect)
    case CLASS.option:
      return onService(parts, changeOption)
    case CLASS.freeze:
      return onService(parts, freeze)
    case CLASS.unfreeze:
      return onService(parts, giveBack)
    case CLASS.freezeAccount:
      for (const service of activeServices(parts)) freeze(parts, service)
      database.run('UPDATE accounts SET state = ? WHERE soap_id = ?', STATE.frozen, account.soapId)
      return
    case CLASS.unfreezeAccount:
      return giveAccountBack(parts)
    case CLASS.address:
      return onService(parts, ({ database, order }, { id }) =>
        changeAddresses(database, { serviceId: id, seed: order.orderId }),
      )
  }
}

/** A freeze that has come to its end by itself. */
export function endFreeze(database: Database, order: OrderRow, now: number): void {
  const account = findAccount(database, order.soapId)
  if (account === null) return
  const parts = { database, order, account, now }
  if (order.classId === CLASS.freezeAccount) giveAccountBack(parts)
  else onService(parts, giveBack)
}

interface Parts {
  readonly database: Database
  readonly order: OrderRow
  readonly account: AccountRow
  readonly now: number
}

const WHAT: Readonly<Record<number, string>> = {
  [CLASS.tariff]: 'Смена тарифа',
  [CLASS.connect]: 'Подключение',
  [CLASS.address]: 'Смена IP-адреса',
  [CLASS.equipment]: 'Оборудование',
  [CLASS.work]: 'Работы',
}

function chargeOf({ database, order, account }: Parts) {
  const { classId, tariffId, offeringId } = order
  // What was connected has got its service only now.
  const row = database.find('SELECT service_id FROM orders WHERE order_id = ?', order.orderId)
  const serviceId = row && readIntegerOrNull(row, 'service_id')
  const name = offeringId === null ? (findTariff(database, tariffId)?.name ?? '') : offeringName(database, offeringId)
  const what = WHAT[classId] ?? 'Услуга'
  return {
    soapId: account.soapId,
    serviceId,
    period: '',
    description: name === '' ? what : `${what}: ${name}`,
  }
}

function onService(parts: Parts, work: (parts: Parts, service: BilledService) => void): void {
  const service = findService(parts.database, parts.order.serviceId, parts.account)
  if (service !== null) work(parts, service)
}

function activeServices({ database, account }: Parts): BilledService[] {
  return listServices(database, account.restId).filter(({ state }) => state === STATE.active)
}

/** Charges the days under the old terms; from today on the monthly charge goes by the new ones. */
function settle({ database, account, now }: Parts, service: BilledService): void {
  const amount = accruedOf(service, now)
  const { id, billedFrom, tariff } = service
  if (amount > 0n) {
    const period = periodText(now)
    const description = `${chargeDescription(tariff.name, period)}, ${accruedDays({ billedFrom, now })}`
    chargeOnce(database, { soapId: account.soapId, serviceId: id, amount, now, period, description })
  }
  database.run('UPDATE services SET billed_from = ? WHERE id = ?', dayStart(now), id)
}

function changeTariff(parts: Parts, service: BilledService): void {
  const { database, order } = parts
  settle(parts, service)
  const tariff = findTariff(database, order.tariffId)
  if (tariff === null) return
  database.run(
    'UPDATE services SET tariff_id = ?, kind = ?, speed = 0, channels = 0, options_fee = 0 WHERE id = ?',
    tariff.id,
    tariff.kind,
    service.id,
  )
}

function connect({ database, order, account, now }: Parts): void {
  const tariff = findTariff(database, order.offeringId ?? order.tariffId)
  const position = positionOfRestId(account.restId)
  if (tariff === null || position === null) return
  const id = serviceIdOf(position, nextSlot(database, account.restId))
  insertService(database, {
    id,
    restId: account.restId,
    tariffId: tariff.id,
    kind: tariff.kind,
    state: STATE.active,
    connectedAt: now,
    ...AS_TARIFF_HAS_IT,
  })
  database.run('UPDATE orders SET service_id = ? WHERE order_id = ?', id, order.orderId)
  if (tariff.id === STATIC_ADDRESS_TARIFF_ID)
    setAddressType(database, { restId: account.restId, type: 1, seed: order.orderId })
}

function disconnect(parts: Parts, service: BilledService): void {
  const { database, account, order } = parts
  settle(parts, service)
  database.run('DELETE FROM addresses WHERE service_id = ?', service.id)
  database.run('UPDATE services SET state = ? WHERE id = ?', STATE.closed, service.id)
  if (service.tariffId === STATIC_ADDRESS_TARIFF_ID)
    setAddressType(database, { restId: account.restId, type: 0, seed: order.orderId })
}

function changeOption(parts: Parts, service: BilledService): void {
  const { database, order } = parts
  const { option, value } = order
  if (option === null || value === null) return
  settle(parts, service)
  const base = option === 1 ? service.tariff.speed : service.tariff.channels
  const kept = value === base ? 0 : value
  const [speed, channels] = option === 1 ? [kept, service.channels] : [service.speed, kept]
  const speedFee = speed === 0 ? 0n : (optionFee(1, speed, service.tariff) ?? 0n)
  const channelFee = channels === 0 ? 0n : (optionFee(2, channels, service.tariff) ?? 0n)
  database.run(
    'UPDATE services SET speed = ?, channels = ?, options_fee = ? WHERE id = ?',
    speed,
    channels,
    speedFee + channelFee,
    service.id,
  )
}

function freeze(parts: Parts, service: BilledService): void {
  settle(parts, service)
  const { fromAt, untilAt } = parts.order
  parts.database.run(
    'UPDATE services SET state = ?, frozen_from = ?, frozen_until = ? WHERE id = ?',
    STATE.frozen,
    fromAt,
    untilAt,
    service.id,
  )
}

/** Gives a frozen service again; the freeze that is in force, if there is one, has ended with it. */
function giveBack({ database, account, now }: Parts, service: BilledService): void {
  if (service.state !== STATE.frozen) return
  database.run(
    'UPDATE services SET state = ?, billed_from = ?, frozen_from = NULL, frozen_until = NULL WHERE id = ?',
    STATE.active,
    dayStart(now),
    service.id,
  )
  endFreezes(database, { classId: CLASS.freeze, soapId: account.soapId, serviceId: service.id, now })
}

function giveAccountBack(parts: Parts): void {
  const { database, account, now } = parts
  if (account.state !== STATE.frozen) return
  database.run('UPDATE accounts SET state = ? WHERE soap_id = ?', STATE.active, account.soapId)
  for (const service of listServices(database, account.restId)) giveBack(parts, service)
  endFreezes(database, { classId: CLASS.freezeAccount, soapId: account.soapId, serviceId: null, now })
  suspendIfOverdrawn(database, account.soapId)
}

function endFreezes(
  database: Database,
  ended: { classId: number; soapId: number; serviceId: number | null; now: number },
): void {
  const { classId, soapId, serviceId, now } = ended
  database.run(
    `UPDATE orders SET status = ?1, due_at = NULL, closed_at = ?2
     WHERE soap_id = ?3 AND class_id = ?4 AND status = ?5 AND (?6 IS NULL OR service_id = ?6)`,
    STATUS.done,
    now,
    soapId,
    classId,
    STATUS.working,
    serviceId,
  )
}
