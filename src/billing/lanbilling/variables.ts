import type { Variable } from '../../variables.ts'

/** What a LANBilling reads of the environment. */
export const LANBILLING_VARIABLES: readonly Variable[] = [
  {
    name: 'LANBILLING_URL',
    fallback: 'none, required',
    meaning: 'address of the SOAP interface `api3`, with its port',
  },
  {
    name: 'LANBILLING_LOGIN',
    fallback: 'none, required',
    meaning: "login of a manager that only the gateway uses: payments are noted as this manager's",
  },
  { name: 'LANBILLING_PASSWORD', fallback: 'none, required', meaning: 'password of that manager' },
  {
    name: 'LANBILLING_PAYMENT_CLASSES',
    fallback: 'none: the method of payments is unknown',
    meaning: 'what the classes of payments are, such as `1=CASH,3=BANK_CARD`',
  },
  {
    name: 'LANBILLING_TICKET_CLASSES',
    fallback: 'none: there are no tickets',
    meaning: 'what the classes of the helpdesk are, such as `1=FAULT,2=CHANGE_REQUEST,3=CONSULTATION`',
  },
  {
    name: 'LANBILLING_TICKET_STATUSES',
    fallback: 'none: there are no tickets',
    meaning: 'what the statuses of the helpdesk are, such as `1=OPEN,2=IN_PROGRESS,3=WAITING,4=CLOSED`',
  },
  {
    name: 'LANBILLING_OPERATORS',
    fallback: 'none',
    meaning: 'logins of the managers that may sign in as operators, separated by commas',
  },
  {
    name: 'LANBILLING_HONOURS_EXTERNAL_ID',
    fallback: 'off',
    meaning: 'whether everybody who posts payments sets `notexists`, so that no receipt is there twice: `on` or `off`',
  },
  {
    name: 'LANBILLING_SELF_SERVICE_ORDERS',
    fallback: 'on',
    meaning:
      'whether subscribers change tariffs and freeze services themselves: `on`, or `off` where their wishes become tickets',
  },
]
