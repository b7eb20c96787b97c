/** One row of the table in `--help` and the README. */
export interface Variable {
  readonly name: string
  readonly fallback: string
  readonly meaning: string
}

/** All variables in the order in which they are explained. A test compares this table with the README's. */
export const VARIABLES: readonly Variable[] = [
  {
    name: 'NODE_ENV',
    fallback: 'development',
    meaning: '`production` requires secrets and billing URLs and refuses the sandbox',
  },
  { name: 'HOST', fallback: '127.0.0.1', meaning: 'address to listen on' },
  { name: 'PORT', fallback: '4000', meaning: 'port to listen on; 0 picks a free one' },
  { name: 'DATA_DIR', fallback: './.data', meaning: 'folder of the embedded store, keys and the sandbox' },
  {
    name: 'STORE_URL',
    fallback: 'sqlite: in DATA_DIR',
    meaning: '`sqlite:/path/file.sqlite` or `postgres://user:password@host/database`; required in production',
  },
  {
    name: 'REDIS_URL',
    fallback: 'none',
    meaning: '`redis://host:port` over which replicas tell each other of changes; without it PostgreSQL does',
  },
  { name: 'LOG_LEVEL', fallback: 'info', meaning: '`fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`' },
  { name: 'SANDBOX_PORT', fallback: '4100', meaning: 'port of the embedded sandbox billing; 0 picks a free one' },
  { name: 'SANDBOX_ACCOUNTS', fallback: '1000', meaning: 'accounts that the sandbox seeds, 18 to 1000000' },
  {
    name: 'BILLING_MODULE',
    fallback: 'reference',
    meaning:
      'the billing that is connected: `reference`, `abills`, `lanbilling`, `mixed`, or the path of a module of your own; `--help` explains the variables of the one that is set',
  },
  { name: 'BILLING_TIME_ZONE', fallback: 'Europe/Moscow', meaning: 'IANA zone in which the billing writes its dates' },
  { name: 'BILLING_CURRENCY', fallback: 'RUB', meaning: 'currency of the accounts: `RUB`, `USD` or `EUR`' },
  { name: 'BILLING_TIMEOUT_MS', fallback: '5000', meaning: 'longest wait for one billing call, 100 to 60000' },
  {
    name: 'BILLING_MAX_CONCURRENCY',
    fallback: '8',
    meaning: 'most calls at once to each host of the billing, 1 to 256',
  },
  {
    name: 'BILLING_SETTLE_MS',
    fallback: '600000',
    meaning: 'longest time in which the billing may still apply a request that was given up, 100 to 86400000',
  },
  {
    name: 'BILLING_SLICES',
    fallback: 'none',
    meaning:
      'what is served by another billing, such as `tickets=lanbilling,money=NEW:reference`: `agreements`, `devices`, `documents`, `money`, `profiles`, `services`, `tickets`; the variables of `NEW:…` begin with `NEW_`',
  },
  {
    name: 'BILLING_SHADOW_MODULE',
    fallback: 'none',
    meaning: 'a billing that is asked the same as BILLING_MODULE, to compare the answers; named as in BILLING_SLICES',
  },
  {
    name: 'BILLING_SHADOW_TIME_ZONE',
    fallback: 'BILLING_TIME_ZONE',
    meaning: 'IANA zone in which that billing writes its dates',
  },
  {
    name: 'BILLING_SHADOW_PERCENT',
    fallback: '10',
    meaning: 'how many of a hundred reads are compared, 1 to 100',
  },
  {
    name: 'READ_ONLY',
    fallback: 'off',
    meaning:
      '`on` writes nothing to the billing and the acquirer: what would is refused or waits, and everything can be read',
  },
  {
    name: 'ACQUIRER',
    fallback: 'sandbox with the sandbox billing, otherwise none',
    meaning: 'where payments of the cabinet are paid: `sandbox`, `yookassa`, or `none` where nothing is paid there',
  },
  {
    name: 'ACQUIRER_TIMEOUT_MS',
    fallback: '5000',
    meaning: 'longest wait for one call of the acquirer, 100 to 60000',
  },
  {
    name: 'ACQUIRER_URL',
    fallback: "YooKassa's",
    meaning: 'address of the API with its version, such as `https://api.yookassa.ru/v3`',
  },
  { name: 'YOOKASSA_SHOP_ID', fallback: 'none', meaning: 'number of the shop; required with `ACQUIRER=yookassa`' },
  {
    name: 'YOOKASSA_SECRET_KEY',
    fallback: 'none',
    meaning: 'secret key of the shop; required with `ACQUIRER=yookassa`',
  },
  {
    name: 'YOOKASSA_METHODS',
    fallback: 'all',
    meaning: 'what the shop may take: `BANK_CARD`, `E_WALLET`, `MOBILE`, `SBP`, with commas between',
  },
  {
    name: 'YOOKASSA_SBP',
    fallback: 'redirect',
    meaning: "how payers by SBP come to their bank's app: `redirect` by YooKassa's page, `qr` by a code in the cabinet",
  },
  {
    name: 'YOOKASSA_RECEIPTS',
    fallback: 'off',
    meaning:
      'whether YooKassa makes the receipts by 54-FZ of what is begun from now on: `on`, or `off` where FISCAL_URL does or nobody',
  },
  {
    name: 'YOOKASSA_SENDERS',
    fallback: 'any',
    meaning:
      'whose notifications are looked at: `any`, or `known` for addresses that YooKassa publishes; none is believed',
  },
  {
    name: 'RETURN_ORIGINS',
    fallback: 'those of ALLOWED_ORIGINS',
    meaning:
      'web origins to which payers may come back, with commas between; outside production http://localhost besides',
  },
  {
    name: 'FISCAL_URL',
    fallback: 'sandbox with the sandbox billing, otherwise no receipts',
    meaning:
      'registrar of receipts by 54-FZ of what is paid in the cabinet: ATOL Online with the version of its service, such as `https://online.atol.ru/possystem/v4`',
  },
  { name: 'FISCAL_LOGIN', fallback: 'none', meaning: 'login of the registrar; required with FISCAL_URL' },
  { name: 'FISCAL_PASSWORD', fallback: 'none', meaning: 'password of the registrar; required with FISCAL_URL' },
  { name: 'FISCAL_GROUP', fallback: 'none', meaning: 'code of the group of cash registers; required with FISCAL_URL' },
  { name: 'FISCAL_INN', fallback: 'none', meaning: 'taxpayer number of the provider; required with FISCAL_URL' },
  {
    name: 'FISCAL_PAYMENT_ADDRESS',
    fallback: 'none',
    meaning: 'site of the cabinet as it is registered with the cash register; required with FISCAL_URL',
  },
  { name: 'FISCAL_EMAIL', fallback: 'none', meaning: 'sender of electronic receipts; required with FISCAL_URL' },
  {
    name: 'FISCAL_TAX_SYSTEM',
    fallback: 'osn',
    meaning: 'system of taxation: `osn`, `usn_income`, `usn_income_outcome`, `esn` or `patent`',
  },
  {
    name: 'FISCAL_VAT',
    fallback: '22/122',
    meaning:
      'VAT on receipts: `none`, `0`, `5`, `7`, `10`, `20`, `22`, or `5/105`, `7/107`, `10/110`, `20/120`, `22/122` of an advance',
  },
  {
    name: 'FISCAL_SETTLEMENT',
    fallback: 'advance',
    meaning: 'what a payment is on receipts: `advance`, `full_prepayment` or `full_payment`',
  },
  { name: 'FISCAL_ITEM', fallback: 'Услуги связи', meaning: 'what is sold, before the number of the agreement' },
  {
    name: 'FISCAL_TIMEOUT_MS',
    fallback: '10000',
    meaning: 'longest wait for one call of the registrar, 100 to 60000',
  },
  {
    name: 'LIVE_INTERVAL_MS',
    fallback: '10000',
    meaning: 'how often what subscriptions watch is looked at in the billing, 1000 to 600000',
  },
  {
    name: 'NOTIFICATION_INTERVAL_MS',
    fallback: '60000',
    meaning: 'how often accounts of which somebody wants to hear are looked at in the billing, 1000 to 3600000',
  },
  {
    name: 'UNSUBSCRIBE_URL',
    fallback: 'none',
    meaning:
      'page where people end the e-mails of notifications, with `{token}` in it; without one the e-mail shows the token',
  },
  {
    name: 'RECEIPT_CHARSET',
    fallback: 'utf-8',
    meaning: 'charset of the QR code on receipts, which banks may ask for: `utf-8`, `windows-1251` or `koi8-r`',
  },
  { name: 'OPERATION_TIMEOUT_MS', fallback: '10000', meaning: 'deadline of one GraphQL operation, 100 to 60000' },
  {
    name: 'TRANSFER_MAX_AMOUNT',
    fallback: '15000',
    meaning: 'largest transfer between accounts, in whole units of the currency, 1 to 9999999',
  },
  {
    name: 'TRANSFER_MAX_PER_DAY',
    fallback: '30000',
    meaning: 'what one account may transfer in a day, in whole units of the currency, 1 to 99999999',
  },
  {
    name: 'SHUTDOWN_TIMEOUT_MS',
    fallback: '10000',
    meaning: 'how long running operations may finish after SIGTERM, 0 to 300000',
  },
  {
    name: 'DRAIN_DELAY_MS',
    fallback: '0',
    meaning: 'how long after SIGTERM new requests are still taken while `/health/ready` says 503, 0 to 60000',
  },
  {
    name: 'TOKEN_SIGNING_KEY',
    fallback: 'generated into DATA_DIR',
    meaning: 'Ed25519 private key as PEM (PKCS #8); required in production',
  },
  { name: 'TOKEN_ISSUER', fallback: 'billing-gateway', meaning: '`iss` and `aud` of the access tokens' },
  {
    name: 'TRUSTED_PROXIES',
    fallback: 'none',
    meaning: 'addresses or networks whose `X-Forwarded-For` is believed, with commas between',
  },
  {
    name: 'SMTP_URL',
    fallback: 'no e-mail',
    meaning:
      '`smtp://user:password@host:587` or `smtps://…` that sends e-mail; outside production files in DATA_DIR/outbox take its place',
  },
  {
    name: 'SMTP_FROM',
    fallback: 'none',
    meaning: 'who sends e-mail, such as `Provider <noreply@provider.example>`; required with SMTP_URL',
  },
  {
    name: 'SMS_URL',
    fallback: 'no SMS',
    meaning:
      'address of the SMS provider, which takes HTTP POST; outside production files in DATA_DIR/outbox take its place',
  },
  {
    name: 'SMS_HEADERS',
    fallback: 'none',
    meaning: 'JSON object of headers for the SMS provider, such as its key',
  },
  {
    name: 'SMS_CONTENT_TYPE',
    fallback: 'json',
    meaning: 'how SMS_BODY is written: `json` or `form`',
  },
  {
    name: 'SMS_BODY',
    fallback: 'id, to and text',
    meaning: 'body for the SMS provider with `{id}`, `{to}` or `{digits}`, and `{text}`',
  },
  {
    name: 'ATTACHMENT_SCANNER',
    fallback: 'no scanner',
    meaning: 'clamd that looks through files that people send: `tcp://host:port` or `unix:/path`',
  },
  {
    name: 'METRICS_PORT',
    fallback: 'no metrics',
    meaning: 'port of `/metrics`, for the inner network; 0 picks a free one',
  },
  { name: 'METRICS_HOST', fallback: '127.0.0.1', meaning: 'address on which `/metrics` listens' },
  { name: 'ALLOWED_ORIGINS', fallback: 'none', meaning: 'web origins that may call the API, with commas between' },
]
