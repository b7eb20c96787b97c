/** Thrown by a proof that finds out on its way that the subject has nothing to prove it with. */
export class NotApplicable extends Error {
  override readonly name = 'NotApplicable'
}
