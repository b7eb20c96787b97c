import type { Variable } from '../../variables.ts'

/** What an ABillS billing reads of the environment. */
export const ABILLS_VARIABLES: readonly Variable[] = [
  {
    name: 'ABILLS_URL',
    fallback: 'none',
    meaning: 'address of the API, with its path: `https://billing.example:9443/api.cgi`; required',
  },
  {
    name: 'ABILLS_KEY',
    fallback: 'none',
    meaning: 'key of the API, of a member of staff made for the gateway; required',
  },
  {
    name: 'ABILLS_ACCOUNT_NUMBER',
    fallback: 'login',
    meaning:
      'what subscribers know as the number of their account: `login`, or `contractId` for the number of the contract',
  },
  {
    name: 'ABILLS_CHAPTERS',
    fallback: 'FAULT=1',
    meaning:
      'chapter of the helpdesk for each category of tickets: `FAULT=1,CONSULTATION=2`, with CHANGE_REQUEST, VISIT and CONNECTION; those that are left out go where faults go',
  },
  {
    name: 'ABILLS_PAYMENT_METHODS',
    fallback: 'none',
    meaning:
      'types of payments that the billing has beside those that are shipped, by their numbers: `SBP=9,E_WALLET=10`',
  },
  {
    name: 'ABILLS_REFERENCE_LENGTH',
    fallback: '28',
    meaning:
      'how long `ext_id` is in the table of payments, 28 to 255: 28 in older versions, 50 in newer ones; payments from the cabinet need 36. More than it has pays twice',
  },
  {
    name: 'ABILLS_HOLDUP',
    fallback: 'account',
    meaning: 'what a freeze holds up: the whole `account`, or the `service` alone',
  },
  {
    name: 'ABILLS_HOLDUP_PRICE',
    fallback: '0.00',
    meaning: 'what the billing takes for a freeze, to be told before; the API does not tell it',
  },
  {
    name: 'ABILLS_OPEN_SESSIONS',
    fallback: 'off',
    meaning:
      'whether sessions of subscribers are opened with the passwords that the key may read: `on`, or `off` where only the session of a sign-in is used',
  },
  {
    name: 'ABILLS_DUPLICATE_CHECK',
    fallback: 'on',
    meaning: 'whether the billing is asked to refuse an external id that it has already: `on` or `off`',
  },
  {
    name: 'ABILLS_SELF_SERVICE_ORDERS',
    fallback: 'on',
    meaning:
      'whether subscribers place orders themselves: `on`, or `off` where their wishes become tickets for a consultant',
  },
]
