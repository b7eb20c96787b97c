import type { SubjectRow } from './types.ts'

/** A login with whom it lets in. */
export interface LoginRow {
  readonly login: string
  readonly subject: SubjectRow
}

/** Which logins: one by its text, those of an account's holder and members, or those of subjects. */
export type LoginFilter =
  | { readonly login: string }
  | { readonly restId: number }
  | { readonly subjectIds: readonly number[] }

/** What is left out stays. */
export interface NewCredentials {
  readonly subjectId: number
  readonly login?: string
  readonly password?: string
}

export interface LoginBooks {
  findLogins(filter: LoginFilter): LoginRow[]
  setCredentials(wanted: NewCredentials): void
}
