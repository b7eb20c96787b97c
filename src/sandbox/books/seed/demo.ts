/** The contract numbers of the accounts that are the same in every sandbox, by position. */
export const DEMO_NUMBERS: readonly string[] = [
  '100001',
  '100002',
  '100003',
  '100004',
  '100005',
  '100009',
  '200001',
  ...Array.from({ length: 10 }, (_, ordinal) => String(200_010 + ordinal)),
  '007123',
]

/** The password of every seeded login, demo or not. */
export const DEMO_PASSWORD = 'demo'

export interface DemoLogin {
  readonly login: string
  readonly password: string
  readonly description: string
}

/** The logins worth trying, for whoever starts the sandbox. */
export const DEMO_LOGINS: readonly DemoLogin[] = [
  demo('100001', 'person, balance 650.00, internet and a fixed address'),
  demo('100002', 'person with two agreements, 100002 and 100003'),
  demo('100004', 'person suspended for debt'),
  demo('100005', 'person who froze the account'),
  demo('100009', 'person whose agreement has ended'),
  demo('007123', 'person whose contract number begins with zeros'),
  demo('200001', 'organisation with a private tariff'),
  demo('200001-buh', 'member of the organisation 200001'),
  demo('200010', 'organisation with ten accounts, 200010 to 200019'),
  demo('operator', 'operator'),
]

function demo(login: string, description: string): DemoLogin {
  return { login, password: DEMO_PASSWORD, description }
}
