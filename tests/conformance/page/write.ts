import { refreshConformance } from './page.ts'

/** `npm run conformance:rows` */
refreshConformance()
