import type { BillingCall } from '../port.ts'
import { writeElement, type XmlElement } from '../transport/xml.ts'
import { isNotFound } from './faults.ts'
import { isId } from './rows.ts'
import type { LanSide } from './side.ts'

interface Sought<T> {
  readonly operation: string
  /** As the fault calls it. */
  readonly noun: string
  readonly id: string
  readonly read: (answer: XmlElement) => T | undefined
}

/** Asks for one thing by its id; undefined when the billing says that it is not there, or the id can be none. */
export async function findById<T>(
  { soap }: Pick<LanSide, 'soap'>,
  { operation, noun, id, read }: Sought<T>,
  call: BillingCall,
): Promise<T | undefined> {
  if (!isId(id)) return undefined
  const request = { name: operation, content: writeElement('id', id), writes: false }
  const found = await soap.ask<{ readonly value: T | undefined }>(request, call, {
    answer: (answer) => ({ value: read(answer) }),
    refusal: (fault) => (isNotFound(fault, noun, id) ? { value: undefined } : null),
  })
  return found.value
}
