// What a module for a billing of the provider's own is written against: `import … from 'billing-gateway/billing'`. What stands
// here keeps its meaning within a major version.

export { isDay, readLegacyDay, readLegacyInstant } from '../domain/date.ts'
export { readMacAddress, readSerialNumber } from '../domain/device-address.ts'
export { addMoney, formatMoney, isSameMoney, parseMoney, subtractMoney, zeroMoney } from '../domain/money.ts'
export { readPhone } from '../domain/phone.ts'
export type { Reader } from '../environment.ts'
export type { Variable } from '../variables.ts'
export * from './absent.ts'
export { chunk } from './adapter/chunk.ts'
export { assertCurrency, byId, compareIds, type ReadContext, readAmount } from './adapter/context.ts'
export { findEach } from './adapter/find-each.ts'
export * from './adapter/keyed-rows.ts'
export type { OnOddity } from './adapter/oddity.ts'
export { assertAmount, assertReference, unwritable } from './adapter/writing.ts'
export { assembleBilling, type Slices } from './assemble.ts'
export { BillingError } from './error.ts'
export type * from './login-port.ts'
export type { BillingModule, BillingSettings, BillingTools, ConfiguredBilling } from './module.ts'
export type * from './order-port.ts'
export type * from './port.ts'
export type * from './posting-port.ts'
export type * from './promised-payment-port.ts'
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
  type XmlElement,
} from './transport/xml.ts'
