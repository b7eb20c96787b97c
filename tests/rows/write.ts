import { refreshCoverage } from './coverage.ts'

/** `npm run coverage:rows` */
refreshCoverage()
