/** Every operation of the contract, as the fault table and the counters name it. */
const REST_OPERATIONS = [
  'ping',
  'accounts',
  'agreements',
  'profiles',
  'tariffs',
  'services',
  'subjects',
  'regions',
  'operators',
  'checkCredentials',
  'availableTariffs',
  'channels',
  'ips',
  'devices',
  'addDevice',
  'removeDevice',
  'offerings',
  'documents',
  'documentContent',
  'logins',
  'setCredentials',
  'updateProfile',
  'settings',
  'updateSettings',
  'coverage',
] as const

export const SOAP_OPERATIONS = [
  'Login',
  'Logout',
  'GetServerTime',
  'GetPayments',
  'FindPayment',
  'AddPayment',
  'CancelPayment',
  'AddDebit',
  'FindDebit',
  'GetPromiseOffers',
  'GetPromises',
  'AddPromise',
  'GetRegistryPayments',
  'GetCharges',
  'GetStatement',
  'GetTickets',
  'GetTicketMessages',
  'QuoteOrders',
  'GetOrderTerms',
  'AddOrder',
  'CancelOrder',
  'GetOrders',
  'OpenTicket',
  'FindTicket',
  'AddTicketMessage',
  'FindTicketMessage',
  'ChangeTicket',
  'GetTicketStates',
  'GetTicketQueue',
] as const

export type RestOperationName = (typeof REST_OPERATIONS)[number]
export type SoapOperationName = (typeof SOAP_OPERATIONS)[number]

export const OPERATION_NAMES: readonly string[] = [
  ...REST_OPERATIONS.map((name) => `rest.${name}`),
  ...SOAP_OPERATIONS.map((name) => `soap.${name}`),
]

/** The name of a request that is no operation of the contract. */
export const UNKNOWN_REST = 'rest.unknown'
export const UNKNOWN_SOAP = 'soap.unknown'
