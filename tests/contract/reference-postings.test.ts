import { describePostingContract } from './posting-contract.ts'
import { startReferencePostings } from './reference-posting-subject.ts'

describePostingContract('reference', startReferencePostings)
