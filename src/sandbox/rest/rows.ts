import type { CoverageRow } from '../books/coverageTypes.ts'
import type { DocumentRow } from '../books/documents.ts'
import type { LoginRow } from '../books/loginTypes.ts'
import type { SettingsRow } from '../books/settingsTypes.ts'
import type {
  AccountRow,
  AddressRow,
  AgreementRow,
  AvailableTariffRow,
  Books,
  ChannelRow,
  DeviceRow,
  OfferingRow,
  ProfileRow,
  ServiceRow,
  SubjectRow,
  TariffRow,
} from '../books/types.ts'
import { code, day, instant, money, type Row, text, whole } from '../wire/answer.ts'

// Field names and their order are those of contract/openapi.json.

export function accountRow(account: AccountRow): Row {
  return {
    id: whole(account.restId),
    agrm_id: whole(account.soapId),
    number: text(account.number),
    type: text(account.type),
    state: code(account.state),
    balance: money(account.paidTotal - account.chargedTotal),
    credit: money(account.creditLimit),
    paid_total: money(account.paidTotal),
    charged_total: money(account.chargedTotal),
    currency: text('RUB'),
    region_id: whole(account.regionId),
    operator_id: whole(account.operatorId),
    opened: instant(account.openedAt),
    to_restore: money(account.toRestore),
  }
}

export function agreementRow(agreement: AgreementRow): Row {
  return {
    account_id: whole(agreement.restId),
    number: text(agreement.number),
    state: code(agreement.state),
    date: day(agreement.concludedOn),
    end: day(agreement.endsOn),
    term: whole(agreement.termMonths),
    terms: text(agreement.terms),
  }
}

export function profileRow(profile: ProfileRow): Row {
  return {
    account_id: whole(profile.restId),
    type: text(profile.type),
    surname: text(profile.surname),
    name: text(profile.name),
    patronymic: text(profile.patronymic),
    company: text(profile.company),
    inn: text(profile.inn),
    kpp: text(profile.kpp),
    phone: text(profile.phone),
    email: text(profile.email),
    address: text(profile.address),
  }
}

export function settingsRow(settings: SettingsRow): Row {
  return {
    account_id: whole(settings.restId),
    lang: text(settings.language),
    invoice: text(settings.invoice),
    ads: whole(settings.advertising ? 1 : 0),
  }
}

export function coverageRow(coverage: CoverageRow): Row {
  return {
    id: whole(coverage.id),
    region_id: whole(coverage.regionId),
    city: text(coverage.city),
    street: text(coverage.street),
    from: whole(coverage.from),
    to: whole(coverage.to),
    side: code(coverage.side),
    state: code(coverage.state),
    planned: day(coverage.plannedOn),
  }
}

export function tariffRow(tariff: TariffRow): Row {
  return {
    id: whole(tariff.id),
    name: text(tariff.name),
    kind: code(tariff.kind),
    fee: money(tariff.fee),
    speed: whole(tariff.speed),
    region_id: whole(tariff.regionId),
    owner_account: whole(tariff.ownerAccount),
    components: text(tariff.components.join(',')),
    channels: whole(tariff.channels),
    guide: text(tariff.guide),
    descr: text(tariff.description),
  }
}

export function serviceRow(service: ServiceRow): Row {
  return {
    id: whole(service.id),
    account_id: whole(service.restId),
    tariff_id: whole(service.tariffId),
    kind: code(service.kind),
    state: code(service.state),
    connected: instant(service.connectedAt),
    speed: whole(service.speed),
    channels: whole(service.channels),
    options_fee: money(service.optionsFee),
    frozen_from: instant(service.frozenFrom),
    frozen_to: instant(service.frozenUntil),
  }
}

export function availableTariffRow({ serviceId, tariffId }: AvailableTariffRow): Row {
  return { service_id: whole(serviceId), tariff_id: whole(tariffId) }
}

export function channelRow(channel: ChannelRow): Row {
  return {
    tariff_id: whole(channel.tariffId),
    num: whole(channel.number),
    name: text(channel.name),
    genre: text(channel.genre),
    hd: whole(channel.isHd ? 1 : 0),
  }
}

export function addressRow(address: AddressRow): Row {
  return { service_id: whole(address.serviceId), ip: text(address.ip), type: code(address.type) }
}

export function deviceRow(device: DeviceRow): Row {
  return {
    id: whole(device.id),
    account_id: whole(device.restId),
    name: text(device.name),
    mac: text(device.mac),
    serial: text(device.serial),
    registered: instant(device.registeredAt),
  }
}

export function documentRow(document: DocumentRow): Row {
  return {
    id: whole(document.id),
    account_id: whole(document.restId),
    type: text(document.type),
    number: text(document.number),
    date: day(document.issuedOn),
    sum: document.sum === null ? text('') : money(document.sum),
    from: day(document.from),
    to: day(document.to),
  }
}

export function offeringRow(offering: OfferingRow): Row {
  return {
    id: whole(offering.id),
    region_id: whole(offering.regionId),
    type: text(offering.type),
    kind: code(offering.kind),
    name: text(offering.name),
    fee: money(offering.fee),
    price: money(offering.price),
    descr: text(offering.description),
  }
}

export function loginRow({ login, subject }: LoginRow): Row {
  return { login: text(login), ...subjectRow(subject) }
}

export function subjectRow(subject: SubjectRow): Row {
  return {
    id: whole(subject.id),
    type: text(subject.type),
    name: text(subject.name),
    accounts: { kind: 'wholes', values: subject.accounts },
  }
}

export function regionRow(region: ReturnType<Books['listRegions']>[number]): Row {
  return { id: whole(region.id), name: text(region.name) }
}

export function operatorRow(operator: ReturnType<Books['listOperators']>[number]): Row {
  return { id: whole(operator.id), name: text(operator.name), inn: text(operator.inn), kpp: text(operator.kpp) }
}
