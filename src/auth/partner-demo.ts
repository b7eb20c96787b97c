/** Outside production the sandbox has a partner whose secret everybody knows. */
export const DEMO_PARTNER = { id: 'demo-terminal', secret: 'demo-secret' } as const

/**
 * Its id is dead in production: it is never let in there, whatever the store says. A check at start would miss one that a
 * development gateway creates later in a store that it should not have been given.
 */
export function isDemoPartner(id: string): boolean {
  return id === DEMO_PARTNER.id
}
