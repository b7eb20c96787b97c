import { referenceModule } from '../../src/billing/reference/module.ts'
import { type Config, readConfig as readConfigOf } from '../../src/config.ts'
import type { Environment } from '../../src/environment.ts'

/** The configuration of a gateway over the reference billing. */
export function readConfig(environment: Environment): Config {
  return readConfigOf(environment, referenceModule)
}
