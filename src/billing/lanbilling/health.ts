import type { HealthBilling } from '../port.ts'
import { elements } from '../transport/xml.ts'
import type { LanSide } from './side.ts'

/** A search within the session that finds nothing: that there is an answer proves the login, the session and the tables. */
export function createHealth({ soap }: LanSide): HealthBilling {
  const content = `<flt><agrmnum>${NOBODY}</agrmnum><pgnum>1</pgnum><pgsize>1</pgsize></flt>`
  return {
    async ping(call) {
      await soap.call(
        { name: 'getAgreements', content, writes: false },
        call,
        (answer) => elements(answer, 'ret').length,
      )
    },
  }
}

/** No agreement has such a number, and if one had, it would be one row. */
const NOBODY = '-ping-'
