import type { BillingCall } from '../port.ts'
import { writeElement, type XmlElement } from '../transport/xml.ts'
import { isNotFound } from './faults.ts'
import { isId } from './rows.ts'
import type { LanSide } from './side.ts'

/** Asks for one thing by its id; undefined when the billing says that it is not there, or the id can be none. */
export async function findById<T>(
  { soap }: Pick<LanSide, 'soap'>,
  { operation, noun, id }: { readonly operation: string; readonly noun: string; readonly id: string },
  call: BillingCall,
  read: (answer: XmlElement) => T | undefined,
): Promise<T | undefined> {
  if (!isId(id)) return undefined
  const request = { name: operation, content: writeElement('id', id), writes: false }
  const found = await soap.ask<{ readonly value: T | undefined }>(request, call, {
    answer: (answer) => ({ value: read(answer) }),
    refusal: (fault) => (isNotFound(fault, noun, id) ? { value: undefined } : null),
  })
  return found.value
}
