import type { Reader } from '../../environment.ts'
import type { BillingModule, ConfiguredBilling } from '../module.ts'
import { createReferenceBilling, type ReferenceOptions } from './index.ts'
import { SANDBOX_ACCESS } from './sandbox-access.ts'
import { REFERENCE_VARIABLES } from './variables.ts'

const RECONCILES = ['exact', 'comment', 'statement', 'none'] as const

/** The reference billing: at the addresses given, or the sandbox that the gateway brings along, where there are none. */
export const referenceModule: BillingModule = {
  name: 'reference',
  variables: REFERENCE_VARIABLES,
  configure(read, { production }): ConfiguredBilling {
    const { restUrl, soapUrl } = readAddresses(read, production)
    const isExternal = production || read.has('BILLING_REST_URL') || read.has('BILLING_SOAP_URL')
    if (!isExternal) refuseDescription(read)
    const access = readAccess(read, { production, isExternal })
    const habits = {
      reconcile: read.choice('BILLING_RECONCILE', RECONCILES, 'exact'),
      duplicateCheck: read.choice('BILLING_DUPLICATE_CHECK', ['on', 'off'] as const, 'on') === 'on',
      selfServiceOrders: read.choice('BILLING_SELF_SERVICE_ORDERS', ['on', 'off'] as const, 'on') === 'on',
    }
    return {
      usesSandbox: restUrl === null && soapUrl === null && !production,
      connect: ({ settings, onCall, onOddity }, sandboxUrl) =>
        createReferenceBilling({
          ...settings,
          ...access,
          ...habits,
          restUrl: restUrl ?? `${sandboxUrl}/rest`,
          soapUrl: soapUrl ?? `${sandboxUrl}/soap`,
          onCall,
          onOddity,
        }),
    }
  },
}

function readAddresses(read: Reader, production: boolean) {
  const restUrl = read.httpUrl('BILLING_REST_URL')
  const soapUrl = read.httpUrl('BILLING_SOAP_URL')
  if (production) {
    for (const name of ['BILLING_REST_URL', 'BILLING_SOAP_URL']) {
      if (!read.has(name)) read.missing(name, 'the sandbox is not for production')
    }
  } else if (read.has('BILLING_REST_URL') !== read.has('BILLING_SOAP_URL')) {
    const absent = read.has('BILLING_REST_URL') ? 'BILLING_SOAP_URL' : 'BILLING_REST_URL'
    read.missing(absent, 'set both addresses, or neither for the embedded sandbox')
  }
  return { restUrl, soapUrl }
}

/** What the sandbox cannot be told by the gateway. Set without an address, they would fail at the first sign-in. */
function refuseDescription(read: Reader): void {
  const describing = [
    'BILLING_REST_KEY',
    'BILLING_SOAP_LOGIN',
    'BILLING_SOAP_PASSWORD',
    'BILLING_TIME_ZONE',
    'BILLING_CURRENCY',
  ]
  for (const name of describing) {
    if (read.has(name)) read.mistake(name, 'describes a real billing: set BILLING_REST_URL and BILLING_SOAP_URL too')
  }
}

function readAccess(
  read: Reader,
  { production, isExternal }: { readonly production: boolean; readonly isExternal: boolean },
): Pick<ReferenceOptions, 'restKey' | 'soapLogin' | 'soapPassword'> {
  const secret = (name: string, sandboxValue: string) => {
    if (isExternal && !read.has(name)) read.missing(name, 'a real billing has credentials of its own')
    else if (production && read.text(name, '') === sandboxValue) {
      read.mistake(name, "is the sandbox's, and the sandbox is not for production")
    }
    return read.text(name, sandboxValue)
  }
  return {
    restKey: secret('BILLING_REST_KEY', SANDBOX_ACCESS.restKey),
    soapLogin: secret('BILLING_SOAP_LOGIN', SANDBOX_ACCESS.soapLogin),
    soapPassword: secret('BILLING_SOAP_PASSWORD', SANDBOX_ACCESS.soapPassword),
  }
}
