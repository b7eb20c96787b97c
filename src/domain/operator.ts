export type OperatorId = string

/** The legal entity that serves an account and receives its money (TMF632 organization). */
export interface Operator {
  readonly id: OperatorId
  readonly name: string
  readonly inn: string
  readonly kpp: string | null
}
