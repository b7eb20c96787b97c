import type { Variable } from '../../variables.ts'

/** What the reference billing reads of the environment. */
export const REFERENCE_VARIABLES: readonly Variable[] = [
  {
    name: 'BILLING_REST_URL',
    fallback: 'embedded sandbox',
    meaning: 'REST address of the billing; required in production',
  },
  {
    name: 'BILLING_SOAP_URL',
    fallback: 'embedded sandbox',
    meaning: 'SOAP address of the billing; required in production',
  },
  {
    name: 'BILLING_REST_KEY',
    fallback: "the sandbox's",
    meaning: 'key for the REST side; required with BILLING_REST_URL',
  },
  {
    name: 'BILLING_SOAP_LOGIN',
    fallback: "the sandbox's",
    meaning: 'login for the SOAP side; required with BILLING_SOAP_URL',
  },
  {
    name: 'BILLING_SOAP_PASSWORD',
    fallback: "the sandbox's",
    meaning: 'password for the SOAP side; required with BILLING_SOAP_URL',
  },
  {
    name: 'BILLING_RECONCILE',
    fallback: 'exact',
    meaning:
      'how a payment of unknown outcome is looked up: `exact` by its receipt, `comment` in the comments, `statement` by what is new on the account, `none` not at all',
  },
  {
    name: 'BILLING_DUPLICATE_CHECK',
    fallback: 'on',
    meaning: 'whether the billing is asked to refuse a receipt that it has already: `on` or `off`',
  },
  {
    name: 'BILLING_SELF_SERVICE_ORDERS',
    fallback: 'on',
    meaning:
      'whether subscribers place orders themselves: `on`, or `off` where their wishes become tickets for a consultant',
  },
]
