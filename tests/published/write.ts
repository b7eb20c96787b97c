import { refreshContract } from './contract.ts'

/** `npm run contract` */
refreshContract()
