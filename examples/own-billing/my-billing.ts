import * as billing from 'billing-gateway/billing'
import { createKassa, MAX_DOCNO_LENGTH } from './my-kassa.ts'
import { BULK, createOffice, TOWN } from './my-office.ts'

// The billing of a small provider: customers, plans and logins over JSON, money over SOAP.

const CAPABILITIES: billing.Capabilities = {
  ...billing.NO_CAPABILITIES,
  payments: true,
  services: true,
  tariffs: true,
  // kassa.wsdl: FindPayments compares the whole document number; Deposit books the same one twice.
  reconcile: 'exact',
  maxReferenceLength: MAX_DOCNO_LENGTH,
}

const myBilling: billing.BillingModule = {
  name: 'my-billing',
  variables: [
    { name: 'MY_BILLING_URL', fallback: 'none', meaning: 'address that `/api` and `/kassa` stand below; required' },
    { name: 'MY_BILLING_TOKEN', fallback: 'none', meaning: 'token for `/api`; required' },
    { name: 'MY_BILLING_CLERK', fallback: 'gateway', meaning: 'clerk of `/kassa` as whom payments are posted' },
    { name: 'MY_BILLING_PASSWORD', fallback: 'none', meaning: 'password of that clerk; required' },
  ],
  configure(read) {
    const url = read.requiredHttpUrl('MY_BILLING_URL', 'where the billing listens')
    const token = read.requiredText('MY_BILLING_TOKEN', 'it answers nobody without one')
    const clerk = read.text('MY_BILLING_CLERK', 'gateway')
    const password = read.requiredText('MY_BILLING_PASSWORD', 'it serves nobody without one')
    return {
      usesSandbox: false,
      connect({ settings, onCall, onOddity }) {
        const context = { ...settings, onOddity }
        const http = billing.openHttp(url, { ...settings, onCall })
        const api = { http, url: `${url}/api`, headers: { 'x-token': token }, context, bulk: BULK }
        const rest = billing.createJsonClient(api)
        const soap = billing.createSoapClient({
          http,
          path: `${billing.pathOf(url)}/kassa`,
          namespace: 'urn:kassa',
          headers: { authorization: billing.basicAuthorization(clerk, password) },
        })
        const office = createOffice(rest)
        const kassa = createKassa(soap, context, clerk)
        const regions = { listRegions: async () => new Map([[TOWN.id, TOWN]]) }
        const health = billing.pingAll(office.health, kassa.health)
        return billing.assembleBilling({
          name: 'my-billing',
          capabilities: CAPABILITIES,
          slices: { ...billing.ABSENT_SLICES, ...office, ...kassa, regions, health },
          shared: [http],
        })
      },
    }
  },
}

export default myBilling
