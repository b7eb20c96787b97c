import { addMonths, DAY_MS, dateText, HOUR_MS, monthStart } from '../calendar.ts'
import { HISTORY_MONTHS, memberIdOf, numberOf, restIdOf, serviceIdOf, soapIdOf, subjectIdOf } from '../numbering.ts'
import { hashPassword } from '../passwords.ts'
import { AS_TARIFF_HAS_IT, amountToRestore, STATE } from '../rules.ts'
import type { ServiceRow } from '../types.ts'
import type { WholeAccount, WholeGroup, WholeSubject } from '../writing.ts'
import { OPERATOR_OF_REGION } from './catalogue.ts'
import { DEMO_PASSWORD } from './demo.ts'
import { deriveAddresses, deriveDevices } from './equipment.ts'
import type { Group } from './groups.ts'
import { createHistory } from './history.ts'
import { type Plan, planOf } from './plan.ts'
import { createMemberName, type Holder, profileOf, seededHolder } from './profile.ts'
import { createRandom, type Random } from './random.ts'
import { deriveTerms } from './terms.ts'
import { deriveTickets } from './tickets.ts'

export interface SeedFrame {
  /** Seeded accounts in all. */
  readonly accounts: number
  readonly startAt: number
}

/** The demo organisation with a member who signs in on its behalf. */
const ORGANIZATION_WITH_MEMBER = '200001'

/** A holder with all accounts, invented from the group's place alone. */
export function deriveGroup(group: Group, frame: SeedFrame): WholeGroup {
  const holder = seededHolder(group.first, group.type)
  const accounts = group.positions.map((position) => deriveAccount({ position, group, holder }, frame))
  const restIds = accounts.map(({ account }) => account.restId)
  const number = numberOf(group.first)
  const subject = { id: subjectIdOf(group.first), type: group.type, name: holder.displayName, accounts: restIds }
  const subjects: WholeSubject[] = [withLogin({ ...subject, login: number }, group.first)]
  if (number === ORGANIZATION_WITH_MEMBER) {
    const member = { id: memberIdOf(group.first), type: 'M', name: createMemberName(group.first) } as const
    subjects.push(withLogin({ ...member, accounts: restIds, login: `${number}-buh` }, group.first))
  }
  return { accounts, subjects }
}

/** Adds the password of the seed, with a salt that is the same in every sandbox. */
export function withLogin(subject: Omit<WholeSubject, 'password'>, position: number): WholeSubject {
  const random = createRandom(position, 'password')
  const salt = Uint8Array.from({ length: 16 }, () => random.whole(256))
  return { ...subject, password: hashPassword(DEMO_PASSWORD, salt) }
}

function deriveAccount(seat: { position: number; group: Group; holder: Holder }, frame: SeedFrame): WholeAccount {
  const { position, group, holder } = seat
  const plan = planOf(position, group, holder.region.id)
  const begin = addMonths(monthStart(frame.startAt), -HISTORY_MONTHS)
  const random = createRandom(position, 'profile')
  const openedAt = openingInstant({ plan, begin }, random)
  const ids = { restId: restIdOf(position), soapId: soapIdOf(position), number: numberOf(position) }
  const services = createServices({ position, plan, openedAt }, random)
  const { type } = group
  const history = createHistory({
    position,
    accounts: frame.accounts,
    soapId: ids.soapId,
    type,
    begin,
    plan,
    services,
  })
  return {
    position,
    account: {
      ...ids,
      type,
      state: history.state,
      paidTotal: history.paidTotal,
      chargedTotal: history.chargedTotal,
      creditLimit: plan.creditLimit,
      promised: 0n,
      regionId: holder.region.id,
      operatorId: OPERATOR_OF_REGION[holder.region.id] ?? 1,
      openedAt,
      toRestore: amountToRestore(history),
    },
    agreement: {
      restId: ids.restId,
      number: ids.number,
      state: history.state === STATE.closed ? 9 : 1,
      concludedOn: dateText(openedAt),
      ...deriveTerms({ position, plan, begin, type, openedAt }),
    },
    profile: profileOf(holder, position),
    services: history.services,
    addresses: deriveAddresses(position, history.services),
    devices: deriveDevices(position, { services: history.services, openedAt }),
    tickets: deriveTickets(
      { position, ...ids, state: history.state, openedAt, author: authorOf(holder) },
      frame.startAt,
    ),
    payments: history.payments,
    charges: history.charges,
  }
}

/** As the holder signs a message. */
function authorOf({ type, surname, name, company }: Holder): string {
  return type === 'P' ? `${name} ${surname}` : company
}

/** On the first of the month for those who joined during the history, so that they pay whole months whatever its length. */
function openingInstant({ plan, begin }: { plan: Plan; begin: number }, random: Random): number {
  const timeOfDay = 9 * HOUR_MS + random.whole(9 * 3600) * 1000
  if (plan.joinMonth > 0) return addMonths(begin, plan.joinMonth) + timeOfDay
  return addMonths(begin, -1 - random.whole(90)) + random.whole(28) * DAY_MS + timeOfDay
}

function createServices(
  { position, plan, openedAt }: { position: number; plan: Plan; openedAt: number },
  random: Random,
): ServiceRow[] {
  return plan.tariffs.map((tariff, slot) => ({
    id: serviceIdOf(position, slot),
    restId: restIdOf(position),
    tariffId: tariff.id,
    kind: tariff.kind,
    state: STATE.active,
    // Some old connections have lost their date.
    connectedAt: plan.joinMonth === 0 && random.whole(50) === 0 ? null : openedAt + HOUR_MS * slot,
    ...AS_TARIFF_HAS_IT,
  }))
}
