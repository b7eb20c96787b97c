import { type Database, readInteger } from './database.ts'
import type { StoredPassword } from './passwords.ts'
import { STATES_PER_TICKET, TICKET_STATUS } from './ticketRules.ts'
import type { TicketMessageRow, TicketRow, WholeTicket } from './ticketTypes.ts'
import type {
  AccountRow,
  AddressRow,
  AgreementRow,
  ChannelRow,
  ChargeRow,
  DeviceRow,
  OfferingRow,
  PaymentRow,
  ProfileRow,
  ServiceRow,
  SubjectRow,
  TariffRow,
} from './types.ts'

/** An account with everything that belongs to it. */
export interface WholeAccount {
  readonly position: number
  readonly account: AccountRow
  readonly agreement: AgreementRow
  readonly profile: ProfileRow
  readonly services: readonly ServiceRow[]
  readonly addresses: readonly AddressRow[]
  readonly devices: readonly DeviceRow[]
  /** With their messages. */
  readonly tickets: readonly WholeTicket[]
  readonly payments: readonly PaymentRow[]
  readonly charges: readonly ChargeRow[]
}

export interface WholeSubject extends SubjectRow {
  readonly login: string
  readonly password: StoredPassword
}

/** A holder's accounts and whoever may sign in for them. */
export interface WholeGroup {
  readonly accounts: readonly WholeAccount[]
  readonly subjects: readonly WholeSubject[]
}

export function insertGroup(database: Database, group: WholeGroup): void {
  for (const whole of group.accounts) {
    insertAccount(database, whole)
    insertEquipment(database, whole)
    for (const { ticket, messages } of whole.tickets) {
      insertTicket(database, ticket)
      insertSeededStates(database, ticket)
      for (const message of messages) insertTicketMessage(database, message)
    }
    for (const payment of whole.payments) insertPayment(database, payment)
    for (const charge of whole.charges) insertCharge(database, charge)
  }
  for (const subject of group.subjects) insertSubject(database, subject)
}

export function insertTariff(database: Database, row: TariffRow): void {
  const { id, name, kind, fee, speed, regionId, ownerAccount, channels, guide, description } = row
  database.run(
    'INSERT INTO tariffs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    id,
    name,
    kind,
    fee,
    speed,
    regionId,
    ownerAccount,
    row.components.join(','),
    channels,
    guide,
    description,
  )
}

export function insertChannel(database: Database, { tariffId, number, name, genre, isHd }: ChannelRow): void {
  database.run('INSERT INTO channels VALUES (?, ?, ?, ?, ?)', tariffId, number, name, genre, isHd ? 1 : 0)
}

export function insertOffering(database: Database, row: OfferingRow): void {
  const { id, regionId, type, kind, name, fee, price, description } = row
  database.run(
    'INSERT INTO offerings VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    id,
    regionId,
    type,
    kind,
    name,
    fee,
    price,
    description,
  )
}

export function insertTicket(database: Database, row: TicketRow): void {
  const { ticketId, soapId, classId, status, subject, createdAt, updatedAt, manager, externalId, contact, mark } = row
  database.run(
    'INSERT INTO tickets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ticketId,
    soapId,
    classId,
    status,
    subject,
    createdAt,
    updatedAt,
    manager,
    externalId,
    contact?.name ?? null,
    contact?.phone ?? null,
    contact?.address ?? null,
    mark,
  )
}

/** One more state of a ticket: its ids count up within the ticket. */
export function insertTicketState(
  database: Database,
  { ticketId, status, side, at }: { ticketId: number; status: number; side: 0 | 1; at: number },
): void {
  const row = database.find('SELECT count(*) AS states FROM ticket_states WHERE ticket_id = ?', ticketId)
  const stateId = ticketId * STATES_PER_TICKET + 1 + (row ? readInteger(row, 'states') : 0)
  database.run('INSERT INTO ticket_states VALUES (?, ?, ?, ?, ?)', stateId, ticketId, status, side, at)
}

/** The states of a ticket that the seed invents: it was new, and is what it is since it last changed. */
function insertSeededStates(database: Database, { ticketId, status, createdAt, updatedAt }: TicketRow): void {
  insertTicketState(database, { ticketId, status: TICKET_STATUS.fresh, side: 0, at: createdAt })
  if (status !== TICKET_STATUS.fresh) insertTicketState(database, { ticketId, status, side: 1, at: updatedAt })
}

export function insertTicketMessage(database: Database, row: TicketMessageRow): void {
  const { messageId, ticketId, side, author, text, createdAt, externalId } = row
  database.run(
    'INSERT INTO ticket_messages VALUES (?, ?, ?, ?, ?, ?, ?)',
    messageId,
    ticketId,
    side,
    author,
    text,
    createdAt,
    externalId,
  )
}

export function insertPayment(database: Database, row: PaymentRow): void {
  const { recordId, soapId, status, amount, classId, paidAt, postedAt, receipt, comment, manager } = row
  database.run(
    'INSERT INTO payments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    recordId,
    soapId,
    status,
    amount,
    classId,
    paidAt,
    postedAt,
    receipt,
    comment,
    manager,
  )
}

export function insertCharge(database: Database, row: ChargeRow): void {
  const { recordId, soapId, serviceId, amount, chargedAt, period, description } = row
  database.run(
    'INSERT INTO charges VALUES (?, ?, ?, ?, ?, ?, ?)',
    recordId,
    soapId,
    serviceId,
    amount,
    chargedAt,
    period,
    description,
  )
}

export function insertSubject(database: Database, subject: WholeSubject): void {
  database.run('INSERT INTO subjects VALUES (?, ?, ?)', subject.id, subject.type, subject.name)
  for (const [place, restId] of subject.accounts.entries()) {
    database.run('INSERT INTO subject_accounts VALUES (?, ?, ?)', subject.id, restId, place)
  }
  const { salt, hash } = subject.password
  database.run('INSERT INTO logins VALUES (?, ?, ?, ?)', subject.login, subject.id, salt, hash)
}

function insertAccount(database: Database, { position, account, agreement, profile, services }: WholeAccount): void {
  const { restId, soapId, number, type, state, paidTotal, chargedTotal, creditLimit } = account
  database.run(
    'INSERT INTO accounts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    position,
    restId,
    soapId,
    number,
    type,
    state,
    paidTotal,
    chargedTotal,
    creditLimit,
    account.regionId,
    account.operatorId,
    account.openedAt,
    account.promised,
  )
  const { concludedOn, endsOn, termMonths, terms } = agreement
  database.run(
    'INSERT INTO agreements VALUES (?, ?, ?, ?, ?, ?, ?)',
    restId,
    agreement.number,
    agreement.state,
    concludedOn,
    endsOn,
    termMonths,
    terms,
  )
  const { surname, name, patronymic, company, inn, kpp, phone, email, address } = profile
  database.run(
    'INSERT INTO profiles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    restId,
    profile.type,
    surname,
    name,
    patronymic,
    company,
    inn,
    kpp,
    phone,
    email,
    address,
  )
  for (const service of services) insertService(database, service)
}

/** With the tariff's own speed and channels, and not frozen by an order. */
export function insertService(
  database: Database,
  { id, restId, tariffId, kind, state, connectedAt }: ServiceRow,
): void {
  database.run(
    'INSERT INTO services (id, rest_id, tariff_id, kind, state, connected_at) VALUES (?, ?, ?, ?, ?, ?)',
    id,
    restId,
    tariffId,
    kind,
    state,
    connectedAt,
  )
}

function insertEquipment(database: Database, { addresses, devices }: WholeAccount): void {
  for (const { serviceId, ip, type } of addresses) {
    database.run('INSERT INTO addresses VALUES (?, ?, ?)', serviceId, ip, type)
  }
  for (const device of devices) insertDevice(database, device)
}

export function insertDevice(database: Database, row: DeviceRow): void {
  const { id, restId, name, mac, serial, registeredAt } = row
  database.run('INSERT INTO devices VALUES (?, ?, ?, ?, ?, ?)', id, restId, name, mac, serial, registeredAt)
}
