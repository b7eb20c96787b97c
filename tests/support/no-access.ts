import type { Access } from '../../src/auth/access.ts'

/** For a gateway at which nobody has lost a password. */
export const NO_ACCESS: Access = {
  requestCode: never,
  resetPassword: never,
  signInWithOneTimePassword: never,
  changePassword: never,
  changeLogin: never,
  confirmPassword: never,
  setCredentials: never,
  restoreLogin: never,
  listSessions: never,
  revokeSession: never,
  revokeOtherSessions: never,
}

async function never(): Promise<never> {
  throw new Error('Nobody has lost a password here.')
}
