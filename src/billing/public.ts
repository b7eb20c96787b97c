// What a module for a billing of the provider's own is written against: `import … from 'billing-gateway/billing'`. What stands
// here keeps its meaning within a major version.

export type * from '../domain/account.ts'
export type * from '../domain/charge.ts'
export { isDay, readLegacyDay, readLegacyInstant } from '../domain/date.ts'
export type * from '../domain/device.ts'
export { readMacAddress, readSerialNumber } from '../domain/device-address.ts'
export type * from '../domain/document.ts'
export type * from '../domain/ip-address.ts'
export {
  addMoney,
  type Currency,
  formatMoney,
  isSameMoney,
  type Money,
  parseMoney,
  subtractMoney,
  zeroMoney,
} from '../domain/money.ts'
export type * from '../domain/offering.ts'
export type * from '../domain/operator.ts'
export type * from '../domain/payment.ts'
export { readPhone } from '../domain/phone.ts'
export type * from '../domain/region.ts'
export type * from '../domain/service.ts'
export type * from '../domain/service-order.ts'
export type * from '../domain/settings.ts'
export type * from '../domain/statement.ts'
export type * from '../domain/tariff.ts'
export type * from '../domain/ticket.ts'
export type { Reader } from '../environment.ts'
export type { Variable } from '../variables.ts'
export * from './absent.ts'
export { acceptSubject, type KnownSubject } from './adapter/accept-subject.ts'
export { chunk } from './adapter/chunk.ts'
export { type Codes, codeOf, codesOf, findCode, readCode } from './adapter/codes.ts'
export { assertCurrency, byId, compareIds, isNumericId, type ReadContext, readAmount } from './adapter/context.ts'
export { findEach, findEachPresent } from './adapter/find-each.ts'
export * from './adapter/json-client.ts'
export {
  assertReadable,
  groupRows,
  indexAll,
  indexRows,
  type KeyedRow,
  keepReadable,
  leaveOutForeign,
  mapBulk,
  type RowReader,
  type RowReading,
  readKeyedRow,
  tryRead,
} from './adapter/keyed-rows.ts'
export { findNewestPayments } from './adapter/newest-payments.ts'
export type { OnOddity } from './adapter/oddity.ts'
export { basicAuthorization, openHttp, pathOf } from './adapter/open-http.ts'
export { pingAll } from './adapter/ping-all.ts'
export { refusalsByDetail } from './adapter/refusals.ts'
export { jsonRow, type Row, xmlRow } from './adapter/row.ts'
export { type AskRows, createAskRows, type SoapQuestion } from './adapter/soap-rows.ts'
export {
  assertAmount,
  assertPosted,
  assertPostingPage,
  assertReference,
  unwritable,
  writeLocalInstant,
} from './adapter/writing.ts'
export { assembleBilling, type Slices } from './assemble.ts'
export type * from './device-port.ts'
export type * from './document-port.ts'
export { BillingError } from './error.ts'
export type * from './login-port.ts'
export type { BillingModule, BillingSettings, BillingTools, ConfiguredBilling } from './module.ts'
export type * from './order-port.ts'
export type * from './port.ts'
export type * from './posting-port.ts'
export type * from './promised-payment-port.ts'
export { type BrokenRule, checkRules, type RuleOptions } from './rules/check.ts'
export type * from './ticket-port.ts'
export { malformed } from './transport/answer.ts'
export { readAnswerShapes } from './transport/directed-xml-shapes.ts'
export { createHttp, type Http, type HttpRequest } from './transport/http.ts'
export * as json from './transport/json.ts'
export type { FaultTable, SoapFault } from './transport/soap.ts'
export { createSoapClient, type SoapClient } from './transport/soap-client.ts'
export {
  element,
  elements,
  elementText,
  findElement,
  findElementText,
  writeElement,
  writeElements,
  type XmlElement,
} from './transport/xml.ts'
