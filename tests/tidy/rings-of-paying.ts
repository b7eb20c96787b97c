/** The part of the table in boundaries.test.ts that is about acquirers and registrars: each vendor stands alone. */
export const RINGS_OF_PAYING: Readonly<Record<string, readonly string[]>> = {
  'src/acquiring/sandbox': [
    'src/acquiring/port.ts',
    'src/acquiring/error.ts',
    'src/acquiring/http.ts',
    'src/billing/transport',
    'src/domain',
  ],
  'src/acquiring/yookassa': [
    'src/acquiring/port.ts',
    'src/acquiring/error.ts',
    'src/acquiring/http.ts',
    'src/billing/transport',
    'src/domain',
  ],
  'src/acquiring/read-only.ts': ['src/acquiring/port.ts', 'src/acquiring/error.ts'],
  'src/acquiring/http.ts': [
    'src/acquiring/port.ts',
    'src/acquiring/error.ts',
    'src/billing/transport',
    'src/billing/error.ts',
  ],
  'src/acquiring/port.ts': ['src/domain'],
  'src/acquiring/error.ts': [],
  'src/fiscal/atol': [
    'src/fiscal/error.ts',
    'src/fiscal/exchange.ts',
    'src/fiscal/port.ts',
    'src/billing/transport',
    'src/domain',
  ],
  'src/fiscal/exchange.ts': ['src/fiscal/error.ts', 'src/billing/error.ts'],
  'src/fiscal/port.ts': ['src/domain'],
  'src/fiscal/error.ts': [],
}
