import type { HealthBilling } from '../port.ts'

/** A billing of several sides is well when all of them are; they are asked side by side. */
export function pingAll(...sides: readonly HealthBilling[]): HealthBilling {
  return { ping: async (call) => void (await Promise.all(sides.map((side) => side.ping(call)))) }
}
